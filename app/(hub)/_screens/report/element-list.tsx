import type { ElementData } from "@/lib/elements/data";
import { tableOf } from "@/lib/elements/table";
import { cellText } from "@/lib/elements/words";
import classes from "./element.module.css";

/** The answer as a list: what each row is called, and the rest of it beside. */
export function ElementList({ label, data }: { label: string; data: ElementData }) {
  const { columns, rows } = tableOf(data);
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={`${label}, scrollable`}>
      <ul className={classes.list} aria-label={label}>
        {rows.map((cells, index) => {
          const words = cells.map((cell, n) => (columns[n] ? cellText(cell, columns[n], data) : ""));
          const [first = "", ...others] = words;
          return (
            <li key={data.shape === "records" ? data.rows[index]?.id : index}>
              <span className={classes.first}>{first || "–"}</span>
              <span className={classes.others}>{others.filter(Boolean).join(" · ")}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
