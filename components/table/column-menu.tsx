"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@/components/icons/icons";
import type { TableArrange, TableColumn, TableSort } from "./table-types";
import classes from "./data-table.module.css";

interface ColumnMenuProps<Row> {
  column: TableColumn<Row>;
  place: { index: number; of: number };
  sort?: { value: TableSort; onChange: (sort: TableSort) => void };
  arrange: TableArrange;
}

/** Sort, move, group, hide: what a drag does as well, and what no drag can. */
export function ColumnMenu<Row>({ column, place, sort, arrange }: ColumnMenuProps<Row>) {
  const { sortBy, id, header, width = 160 } = column;
  const { onGroup, onMove, onWidth, onHide } = arrange;
  const isGrouped = arrange.groupedBy === id;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          className={classes.columnMenu}
          aria-label={`Column ${header}`}
        >
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {sort && sortBy && (
          <>
            <Menu.Item onClick={() => sort.onChange({ by: sortBy, descending: false })}>Sort ascending</Menu.Item>
            <Menu.Item onClick={() => sort.onChange({ by: sortBy, descending: true })}>Sort descending</Menu.Item>
          </>
        )}
        {onGroup && sortBy && (
          <Menu.Item onClick={() => onGroup(isGrouped ? null : id)}>
            {isGrouped ? "Do not group" : "Group by this"}
          </Menu.Item>
        )}
        {sortBy && <Menu.Divider />}
        <Menu.Item disabled={place.index === 0} onClick={() => onMove(id, -1)}>
          Move left
        </Menu.Item>
        <Menu.Item disabled={place.index === place.of - 1} onClick={() => onMove(id, 1)}>
          Move right
        </Menu.Item>
        <Menu.Item onClick={() => onWidth(id, width + 60)}>Wider</Menu.Item>
        <Menu.Item onClick={() => onWidth(id, Math.max(60, width - 60))}>Narrower</Menu.Item>
        <Menu.Divider />
        <Menu.Item disabled={place.of === 1} onClick={() => onHide(id)}>
          Hide column
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
