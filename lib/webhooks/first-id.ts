/** The smallest id that is made at this millisecond (RFC 9562, version 7): what is listed by id is found by its time with it. */
export function firstIdOf(ms: number): string {
  const hex = Math.floor(ms).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
