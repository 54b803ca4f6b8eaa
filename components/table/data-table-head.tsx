"use client";

import { Checkbox, UnstyledButton } from "@mantine/core";
import { useEffect, useRef, type SyntheticEvent } from "react";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@/components/icons/icons";
import { ColumnMenu } from "./column-menu";
import type { RowsTable } from "./data-table";
import { tableRoles, type TableArrange, type TableColumn, type TableSort } from "./table-types";
import classes from "./data-table.module.css";

interface DataTableHeadProps<Row> {
  table: RowsTable<Row>;
  columns: TableColumn<Row>[];
  sort?: { value: TableSort; onChange: (sort: TableSort) => void };
  arrange?: TableArrange;
  isSelectable: boolean;
}

export function DataTableHead<Row>({ table, columns, sort, arrange, isSelectable }: DataTableHeadProps<Row>) {
  const latest = useRef(table.state.columnSizing);
  useEffect(() => {
    latest.current = table.state.columnSizing;
  });
  // A drag ends anywhere in the window; only then does the width become part of the view.
  const grab = (header: ReturnType<typeof headersOf<Row>>[number], event: SyntheticEvent) => {
    header.getResizeHandler()(event);
    const end = event.type === "touchstart" ? "touchend" : "mouseup";
    const keep = () => {
      const width = latest.current[header.id];
      if (width) arrange?.onWidth(header.id, Math.round(width));
    };
    document.addEventListener(end, () => requestAnimationFrame(keep), { once: true });
  };
  const headers = headersOf(table);
  return (
    <thead {...tableRoles.group}>
      <tr role="row" aria-rowindex={1}>
        {isSelectable && (
          <th role="columnheader" scope="col" className={classes.check}>
            <Checkbox
              aria-label="Select this page"
              checked={table.getIsAllRowsSelected()}
              indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
              onChange={(event) => table.toggleAllRowsSelected(event.currentTarget.checked)}
            />
          </th>
        )}
        {columns.map((column, index) => {
          const header = headers[index];
          const width = table.state.columnSizing[column.id] ?? column.width;
          return (
            <th
              key={column.id}
              role="columnheader"
              scope="col"
              data-align={column.align}
              data-first={index === 0 || undefined}
              aria-sort={ariaSort(column, sort?.value)}
              style={width ? { width, minWidth: Math.min(width, 320) } : undefined}
            >
              <span className={classes.headLine}>
                <HeaderLabel column={column} sort={sort} />
                {arrange && (
                  <ColumnMenu column={column} place={{ index, of: columns.length }} sort={sort} arrange={arrange} />
                )}
              </span>
              {header && (
                <span
                  aria-hidden
                  className={classes.grip}
                  data-active={header.column.getIsResizing() || undefined}
                  onMouseDown={(event) => grab(header, event)}
                  onTouchStart={(event) => grab(header, event)}
                  onDoubleClick={() => {
                    header.column.resetSize();
                    arrange?.onWidth(column.id, null);
                  }}
                />
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function headersOf<Row>(table: RowsTable<Row>) {
  return table.getHeaderGroups()[0]?.headers ?? [];
}

function HeaderLabel<Row>({ column, sort }: { column: TableColumn<Row>; sort?: DataTableHeadProps<Row>["sort"] }) {
  const by = column.sortBy;
  if (!sort || !by) return <span className={classes.label}>{column.header}</span>;
  const isActive = sort.value.by === by;
  const Icon = !isActive ? IconArrowsSort : sort.value.descending ? IconArrowDown : IconArrowUp;
  return (
    <UnstyledButton
      className={classes.sort}
      data-active={isActive || undefined}
      onClick={() => sort.onChange({ by, descending: isActive ? !sort.value.descending : column.align === "end" })}
    >
      {column.header}
      <Icon size={13} stroke={2} />
    </UnstyledButton>
  );
}

function ariaSort<Row>(column: TableColumn<Row>, sort: TableSort | undefined) {
  if (!sort || !column.sortBy) return undefined;
  if (sort.by !== column.sortBy) return "none";
  return sort.descending ? "descending" : "ascending";
}
