"use client";

import { Badge, UnstyledButton } from "@mantine/core";
import { TextLink } from "@/components/kit/text-link";
import type { ElementData, RecordsData, SummaryData, SummaryRow } from "@/lib/elements/data";
import { measureColumn, tableOf, type ElementColumn, type TableCell } from "@/lib/elements/table";
import { cellText, measureText } from "@/lib/elements/words";
import { colorOf } from "@/lib/fields/color-of";
import classes from "./element.module.css";

interface ElementTableProps {
  label: string;
  data: ElementData;
  /** What a row of a summary leads to; left out where nothing does. */
  onDrill?: (row: SummaryRow) => void;
  /** Pages of records, which the first cells of their rows lead to, by their ids. */
  links?: { of: ReadonlyMap<string, string>; inNewTab: boolean };
}

/** The answer as a table: numbers at the right, its head in sight while it scrolls. */
export function ElementTable({ label, data, onDrill, links }: ElementTableProps) {
  const { columns, rows } = tableOf(data);
  const hrefOf = (index: number) => (data.shape === "records" ? links?.of.get(data.rows[index]?.id ?? "") : undefined);
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={`${label}, scrollable`}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-align={alignOf(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, index) => (
            <tr key={data.shape === "records" ? data.rows[index]?.id : index}>
              {cells.map((cell, n) => (
                <td
                  key={columns[n]?.key ?? n}
                  data-align={columns[n] && alignOf(columns[n])}
                  data-whole={isWhole(cell, columns[n]) || undefined}
                >
                  {n === 0 && data.shape === "summary" && onDrill && data.rows[index] ? (
                    <DrillButton row={data.rows[index]} words={wordsOf(cell, columns[0], data)} onDrill={onDrill} />
                  ) : n === 0 && hrefOf(index) ? (
                    <TextLink href={hrefOf(index) ?? ""} target={links?.inNewTab ? "_blank" : undefined}>
                      {wordsOf(cell, columns[0], data) || labelOf(data, index)}
                    </TextLink>
                  ) : (
                    <Cell data={data} index={index} n={n} cell={cell} column={columns[n]} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {data.shape === "summary" && data.groups.length > 0 && <Total data={data} />}
      </table>
    </div>
  );
}

function DrillButton({ row, words, onDrill }: { row: SummaryRow; words: string; onDrill: (row: SummaryRow) => void }) {
  return (
    <UnstyledButton className={classes.drill} onClick={() => onDrill(row)} title={`Show the rows behind ${words}`}>
      {words}
    </UnstyledButton>
  );
}

interface CellProps {
  data: ElementData;
  index: number;
  n: number;
  cell: TableCell;
  column: ElementColumn | undefined;
}

function Cell({ data, index, n, cell, column }: CellProps) {
  if (!column) return null;
  const words = cellText(cell, column, data);
  const color = data.shape === "records" ? badgeColor(data, index, n) : undefined;
  if (!color) return words;
  return (
    <Badge className={classes.badge} variant="light" color={color} radius="sm" tt="none" fw={550}>
      {words}
    </Badge>
  );
}

function wordsOf(cell: TableCell, column: ElementColumn | undefined, data: ElementData): string {
  return column ? cellText(cell, column, data) : "";
}

/** What a record is called where its first cell has no words to lead to it. */
function labelOf(data: ElementData, index: number): string {
  return (data.shape === "records" && data.rows[index]?.label) || "–";
}

function badgeColor({ items, rows }: RecordsData, index: number, n: number): string | undefined {
  const value = rows[index]?.values[n];
  const field = items[n]?.field;
  return field && typeof value === "string" ? colorOf(field, value) : undefined;
}

function Total({ data }: { data: SummaryData }) {
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={data.groups.length}>
          All
        </th>
        {data.measures.map((measure, n) => (
          <td key={measure.key + String(n)} data-align={alignOf(measureColumn(measure))}>
            {measureText(data.total[n] ?? null, measure, data)}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

/** A moment or a name such as "BUG-280" is not broken at its hyphen to make a column narrower. */
function isWhole(cell: TableCell, column: ElementColumn | undefined): boolean {
  return column?.type === "date" || (typeof cell === "string" && shortName.test(cell));
}

const shortName = /^\S{1,24}$/;

function alignOf({ type }: ElementColumn): "end" | undefined {
  return type === "number" || type === "share" ? "end" : undefined;
}
