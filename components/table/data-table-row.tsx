"use client";

import { Checkbox } from "@mantine/core";
import { useRouter } from "next/navigation";
import type { MouseEvent } from "react";
import { Link } from "@/components/kit/link";
import type { RowsTable } from "./data-table";
import { tableRoles, type TableColumn, type TableRow } from "./table-types";
import classes from "./data-table.module.css";

interface DataTableRowProps<Row> {
  item: ReturnType<RowsTable<Row>["getRowModel"]>["rows"][number];
  rowIndex: number;
  columns: TableColumn<Row>[];
  settings: TableRow<Row>;
  /** `matching` locks the checkboxes: all of them are in. */
  selection: "rows" | "matching" | null;
  widths: Record<string, number>;
}

export function DataTableRow<Row>({ item, rowIndex, columns, settings, selection, widths }: DataTableRowProps<Row>) {
  const router = useRouter();
  const { record } = item.original;
  const href = settings.href?.(record);
  const faded = settings.faded?.(record) ?? undefined;
  const open = (event: MouseEvent) => {
    if (!href || isOwnControl(event) || hasTextSelection()) return;
    if (event.ctrlKey || event.metaKey) window.open(href, "_blank", "noopener");
    else if (settings.onOpen) settings.onOpen(record);
    else router.push(href, { scroll: false });
  };
  return (
    <tr
      role="row"
      id={`row-${item.id}`}
      tabIndex={-1}
      aria-rowindex={rowIndex}
      aria-selected={selection ? item.getIsSelected() : undefined}
      data-open={settings.openId === item.id || undefined}
      data-link={href ? true : undefined}
      data-faded={faded ? true : undefined}
      title={faded}
      onClick={open}
    >
      {selection && (
        <td {...tableRoles.cell} className={classes.check}>
          <Checkbox
            aria-label={`Select ${settings.label(record)}`}
            checked={item.getIsSelected()}
            disabled={selection === "matching"}
            onChange={item.getToggleSelectedHandler()}
          />
        </td>
      )}
      {columns.map((column, index) => {
        const width = widths[column.id];
        const content = column.cell(record);
        return (
          <td
            key={column.id}
            {...tableRoles.cell}
            data-align={column.align}
            data-first={index === 0 || undefined}
            data-wrap={column.wrap || undefined}
            style={width ? { maxWidth: width } : undefined}
          >
            {index > 0 && (
              <span className={classes.cardLabel} aria-hidden>
                {column.header}
              </span>
            )}
            {index === 0 && href ? (
              <Link href={href} scroll={false} className={classes.link} data-row-link>
                {content}
              </Link>
            ) : (
              <span className={classes.cell}>{content}</span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

function isOwnControl(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest("a, button, input, label, [role=menuitem]") !== null;
}

function hasTextSelection(): boolean {
  return (window.getSelection()?.toString() ?? "") !== "";
}
