/** One page of a list; `next` names its last row when there are more behind it. */
export interface Page<Row> {
  rows: Row[];
  next: string | null;
}

/** The page of what was asked for with one row more than a page has. */
export function pageOf<Row extends { id: string }>(found: readonly Row[], size: number): Page<Row> {
  const rows = found.slice(0, size);
  return { rows, next: found.length > size ? (rows.at(-1)?.id ?? null) : null };
}
