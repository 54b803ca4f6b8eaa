"use client";

import {
  columnResizingFeature,
  columnSizingFeature,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { Fragment, useMemo, useRef, type ReactNode } from "react";
import { formatCount } from "@/components/kit/format";
import { announce } from "@/components/kit/live-region";
import { ErrorState } from "@/components/states/error-state";
import { TableSkeleton } from "@/components/states/table-skeleton";
import { DataTableHead } from "./data-table-head";
import { DataTableRow } from "./data-table-row";
import { SortSelect } from "./sort-select";
import {
  tableRoles,
  type TableArrange,
  type TableColumn,
  type TableData,
  type TableGroups,
  type TableRow,
  type TableSelection,
  type TableSort,
} from "./table-types";
import { useTableKeys } from "./use-table-keys";
import classes from "./data-table.module.css";

export interface DataTableProps<Row> {
  /** Names the table for screen readers: "Project users". */
  label: string;
  columns: TableColumn<Row>[];
  data: TableData<Row>;
  row: TableRow<Row>;
  sort?: { value: TableSort; onChange: (sort: TableSort) => void };
  selection?: { value: TableSelection; onChange: (selection: TableSelection) => void };
  groups?: TableGroups<Row>;
  /** Puts a menu into each column's head. */
  arrange?: TableArrange;
  /** Shown for no rows: an `EmptyState` or a `NoMatchState`. */
  empty: ReactNode;
  /** Scrolls inside the window, so that the head stays in sight. Off for short tables within a page. */
  fill?: boolean;
}

export const dataTableFeatures = tableFeatures({ rowSelectionFeature, columnSizingFeature, columnResizingFeature });

/** The one table of the product. Sorting, paging and filtering are the server's; this shows, selects and opens. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, data, row, sort, selection, groups, arrange, fill = true } = props;
  const table = useRowsTable(props);
  const root = useRef<HTMLDivElement>(null);
  const { onOpen } = row;
  useTableKeys(
    root,
    table,
    selection !== undefined,
    onOpen &&
      ((id) => {
        const record = data.rows.find((each) => row.id(each) === id);
        if (record) onOpen(record);
      }),
  );

  if (data.status === "loading") return <TableSkeleton columns={Math.min(props.columns.length, 7)} />;
  if (data.status === "error" && data.rows.length === 0) {
    return (
      <ErrorState
        title={`${label} could not be loaded`}
        onRetry={data.error?.onRetry}
        requestId={data.error?.requestId}
      >
        {data.error?.message}
      </ErrorState>
    );
  }
  if (data.rows.length === 0) return <div className={classes.frame}>{props.empty}</div>;

  const rows = table.getRowModel().rows;
  return (
    <div>
      {sort && <SortSelect columns={props.columns} sort={sort} />}
      <div className={classes.frame} ref={root} data-fill={fill || undefined}>
        <div className={classes.progress} data-active={data.isRefetching || undefined} />
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={`${label}, scrollable`}>
          <table
            role="table"
            className={classes.table}
            aria-label={label}
            aria-rowcount={data.total + 1}
            aria-busy={data.isRefetching || undefined}
          >
            <DataTableHead
              table={table}
              columns={props.columns}
              sort={sort}
              arrange={arrange}
              isSelectable={selection !== undefined}
            />
            <tbody {...tableRoles.group}>
              {rows.map((item, index) => (
                <Fragment key={item.id}>
                  {groups && beginsGroup(groups, item.original.record, rows[index - 1]?.original.record) && (
                    <tr role="row" className={classes.group}>
                      <th role="rowheader" scope="rowgroup" colSpan={props.columns.length + (selection ? 1 : 0)}>
                        <div className={classes.groupHead}>{groups.head(item.original.record)}</div>
                      </th>
                    </tr>
                  )}
                  <DataTableRow
                    item={item}
                    rowIndex={(data.offset ?? 0) + index + 2}
                    columns={props.columns}
                    settings={row}
                    selection={selection ? (selection.value.kind === "matching" ? "matching" : "rows") : null}
                    widths={table.state.columnSizing}
                  />
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </div>
  );
}

function beginsGroup<Row>({ key }: TableGroups<Row>, row: Row, before: Row | undefined): boolean {
  return before === undefined || key(before) !== key(row);
}

export type RowsTable<Row> = ReturnType<typeof useRowsTable<Row>>;

function useRowsTable<Row>({ columns, data, row, selection }: DataTableProps<Row>) {
  const definitions = useMemo(
    () => columns.map(({ id, width }) => ({ id, size: width ?? 160, minSize: 60, maxSize: 800 })),
    [columns],
  );
  const value = selection?.value;
  const rowSelection = useMemo(() => {
    const ids = value?.kind === "matching" ? data.rows.map(row.id) : (value?.ids ?? []);
    return Object.fromEntries(ids.map((id) => [id, true as const]));
  }, [value, data.rows, row.id]);
  const items = useMemo(() => data.rows.map((record) => ({ record })), [data.rows]);
  return useTable({
    features: dataTableFeatures,
    columns: definitions,
    data: items,
    getRowId: (item) => row.id(item.record),
    columnResizeMode: "onChange",
    enableRowSelection: selection !== undefined,
    state: { rowSelection },
    onRowSelectionChange: (update) => {
      const next = typeof update === "function" ? update(rowSelection) : update;
      const ids = Object.keys(next).filter((id) => next[id]);
      selection?.onChange({ kind: "rows", ids });
      announce(`${formatCount(ids.length)} selected`);
    },
  });
}
