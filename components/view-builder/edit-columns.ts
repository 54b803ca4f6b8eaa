import type { TableColumn } from "@/lib/conditions/table-state";

/** Behind what is there, each once. */
export function addColumns(columns: readonly TableColumn[], paths: readonly string[]): TableColumn[] {
  const known = new Set(columns.map((column) => column.path));
  const fresh = [...new Set(paths)].filter((path) => !known.has(path));
  return [...columns, ...fresh.map((path) => ({ path }))];
}

/** The column one place further left (-1) or right (1); unchanged at the ends. */
export function moveColumn(columns: readonly TableColumn[], index: number, step: -1 | 1): TableColumn[] {
  const column = columns[index];
  const target = index + step;
  if (!column || target < 0 || target >= columns.length) return [...columns];
  return columns.toSpliced(index, 1).toSpliced(target, 0, column);
}
