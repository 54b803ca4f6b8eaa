import { tableOf } from "@/lib/elements/table";
import { cellText } from "@/lib/elements/words";
import type { PreviewedElement } from "@/lib/reports/preview-element";
import classes from "./builder.module.css";

/** What a spreadsheet gets: typed columns under letters, beside numbered rows. */
export function SpreadsheetView({ label, drawn: { data } }: { label: string; drawn: PreviewedElement }) {
  const { columns, rows } = tableOf(data);
  return (
    <div className={classes.sheet} tabIndex={0} role="region" aria-label={`${label} as a spreadsheet, scrollable`}>
      <table aria-label={`${label} as a spreadsheet`}>
        <thead aria-hidden>
          <tr>
            <td />
            {columns.map(({ key }, n) => (
              <td key={key}>{letterOf(n)}</td>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <td aria-hidden>1</td>
            {columns.map(({ key, label: words }) => (
              <th key={key} scope="col">
                {words}
              </th>
            ))}
          </tr>
          {rows.slice(0, shownRows).map((cells, index) => (
            <tr key={index}>
              <td aria-hidden>{index + 2}</td>
              {cells.map((cell, n) => (
                <td key={columns[n]?.key ?? n} data-type={columns[n]?.type}>
                  {columns[n] && cellText(cell, columns[n], data)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shownRows && <p className={classes.hint}>The file has all rows.</p>}
    </div>
  );
}

const shownRows = 30;

/** A, B, … Z, AA. */
function letterOf(n: number): string {
  const letter = String.fromCharCode(65 + (n % 26));
  return n < 26 ? letter : letterOf(Math.floor(n / 26) - 1) + letter;
}
