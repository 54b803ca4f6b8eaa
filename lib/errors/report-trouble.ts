const everyMs = 30_000;
const said = new Map<string, number>();

/**
 * Writes what went wrong in `part` to the log as one line. The same line comes at most every 30 seconds: while the database is away,
 * everything that looks for work says so many times a second.
 */
export function reportTrouble(part: string): (error: unknown) => void {
  return (error) => {
    const line = `${part}: ${reasonOf(error)}`;
    const now = Date.now();
    if (now - (said.get(line) ?? -Infinity) < everyMs) return;
    if (said.size > 100) said.clear();
    said.set(line, now);
    process.stderr.write(`${line}\n`);
  };
}

/** Prisma says where it was called and, at the end, what happened; pg-boss adds which queue and which of its workers, to a plain copy. */
function reasonOf(error: unknown): string {
  const { message, code, name } =
    typeof error === "object" && error !== null ? (error as Partial<NodeJS.ErrnoException>) : {};
  // Of a server that refuses on all its addresses there is only the code.
  const text = message || code || name || String(error);
  const last =
    text
      .trim()
      .split(/\s*\n\s*/)
      .at(-1) ?? "";
  return last.replace(/ \(Queue: [^)]*\)$/, "");
}
