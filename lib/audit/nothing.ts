/** Null, an empty text and an empty list are all nothing to whoever reads. */
export function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
