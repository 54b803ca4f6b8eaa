/** What a page was asked in its address; of a name given twice, the first. */
export function searchParamsOf(search: Record<string, unknown>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    const text: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof text === "string") params.set(name, text);
  }
  return params;
}
