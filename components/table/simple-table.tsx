import type { ReactNode } from "react";
import classes from "./simple-table.module.css";

export interface SimpleColumn<Row> {
  id: string;
  header: string;
  align?: "start" | "end";
  /** Names the row: the head of its card, without a label. */
  isTitle?: boolean;
  cell: (row: Row) => ReactNode;
}

interface SimpleTableProps<Row> {
  label: string;
  columns: SimpleColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
}

/** A short table inside a page: headers, attempts, captured values. Cards under 48em from three columns on. Renders on the server. */
export function SimpleTable<Row>({ label, columns, rows, rowId }: SimpleTableProps<Row>) {
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={`${label}, scrollable`}>
      <table className={classes.table} aria-label={label} data-cards={columns.length > 2 || undefined}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" data-align={column.align}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)}>
              {columns.map((column) => (
                <td key={column.id} data-align={column.align} data-title={column.isTitle} data-label={column.header}>
                  <div>{column.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
