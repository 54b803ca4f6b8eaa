/** What the server said no to, in its own words, with the place of the mistake. */
export class LiveError extends Error {
  readonly fields: Record<string, string>;

  constructor(message: string, fields: Record<string, string>) {
    super(message);
    this.fields = fields;
  }
}

/**
 * Reads live data. Parameters that are null are left out.
 * @param address with `?` and, if there is anything before them, `&`
 * @throws LiveError
 */
export async function readLive<T>(
  address: string,
  parameters: Record<string, string | null>,
  signal: AbortSignal,
): Promise<T> {
  const query = new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
  const response = await fetch(address + query.toString(), { signal }).catch((error: unknown) => {
    // Nobody waits for it any more, or there is no network: the browser's own words say nothing of what to do.
    if (signal.aborted) throw error;
    throw new LiveError("The server could not be reached. Check your connection, and try again.", {});
  });
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json().catch(() => ({}))) as { message?: string; fields?: Record<string, string> };
  throw new LiveError(
    body.message ?? `The server answered ${response.status}. Try again in a moment.`,
    body.fields ?? {},
  );
}
