/** One line of a result. Milliseconds as they were measured. */
export interface Measured {
  what: string;
  perSecond?: number;
  p50?: number;
  p95?: number;
  p99?: number;
  /** Share of the ceiling named in `what` of another line: 1 is as fast. */
  ratio?: number;
  note?: string;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function table(rows: readonly Measured[]): string {
  const cells = rows.map(({ what, perSecond, p50, p95, p99, ratio, note = "" }) => [
    what,
    perSecond === undefined ? "" : Math.round(perSecond).toLocaleString("en"),
    ms(p50),
    ms(p95),
    ms(p99),
    ratio === undefined ? "" : ratio.toFixed(2),
    note,
  ]);
  const all = [["", "per second", "p50 ms", "p95 ms", "p99 ms", "ratio", ""], ...cells];
  const widths = [0, 1, 2, 3, 4, 5, 6].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, n) => (n === 0 || n === 6 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function ms(value: number | undefined): string {
  return value === undefined ? "" : value.toFixed(1);
}
