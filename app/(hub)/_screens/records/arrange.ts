import type { TableArrange } from "@/components/table/table-types";
import { moveColumn } from "@/components/view-builder/edit-columns";
import { noGroup, type TableColumn } from "@/lib/conditions/table-state";
import type { ListAnswer } from "@/lib/views/answer-list";
import type { ListState } from "./use-list-state";

/** Changes to the columns where they stand: into the address, not yet into the saved view. */
export function arrangeColumns(
  shown: ListAnswer,
  { state, change }: Pick<ListState, "state" | "change">,
): TableArrange {
  // What was changed a moment ago is in the address before the list has come back with it.
  const columns = state.columns ?? chosenColumns(shown);
  const put = (next: TableColumn[]) => change({ columns: next });
  return {
    onMove: (id, step) =>
      put(
        moveColumn(
          columns,
          columns.findIndex(({ path }) => path === id),
          step,
        ),
      ),
    onHide: (id) => put(columns.filter(({ path }) => path !== id)),
    onWidth: (id, width) => put(columns.map((column) => (column.path === id ? ofWidth(column, width) : column))),
    onGroup: (id) => change({ group: id ?? (state.view ? noGroup : undefined) }),
    groupedBy: shown.group?.path ?? null,
  };
}

/** The columns of a list as a view keeps them. */
export function chosenColumns(shown: ListAnswer | null): TableColumn[] {
  return (shown?.columns ?? []).map(({ field: _, ...column }) => column);
}

function ofWidth({ width: _, ...column }: TableColumn, width: number | null): TableColumn {
  return width === null ? column : { ...column, width: Math.min(1_200, Math.max(40, width)) };
}
