"use client";

import { ActionIcon, NativeSelect } from "@mantine/core";
import { IconSortAscending, IconSortDescending } from "@/components/icons/icons";
import type { TableColumn, TableSort } from "./table-types";
import classes from "./data-table.module.css";

interface SortSelectProps<Row> {
  columns: TableColumn<Row>[];
  sort: { value: TableSort; onChange: (sort: TableSort) => void };
}

/** Cards have no column heads to click; on narrow screens this sorts. */
export function SortSelect<Row>({ columns, sort }: SortSelectProps<Row>) {
  const sortable = columns.filter((column) => column.sortBy);
  if (sortable.length === 0) return null;
  const { by, descending } = sort.value;
  return (
    <div className={classes.sortSelect}>
      <NativeSelect
        aria-label="Sort by"
        size="xs"
        value={by ?? ""}
        onChange={(event) => sort.onChange({ by: event.currentTarget.value || null, descending })}
        data={[
          { value: "", label: "Sort by…" },
          ...sortable.map((column) => ({ value: column.sortBy ?? "", label: column.header })),
        ]}
      />
      <ActionIcon
        variant="default"
        aria-label={descending ? "Sort ascending" : "Sort descending"}
        onClick={() => sort.onChange({ by, descending: !descending })}
      >
        {descending ? <IconSortDescending size={16} /> : <IconSortAscending size={16} />}
      </ActionIcon>
    </div>
  );
}
