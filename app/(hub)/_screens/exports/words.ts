import { formatCount } from "@/components/kit/format";
import type { StatusTone } from "@/components/kit/status-badge";
import type { ExportRow } from "@/lib/exports/queries";
import type { ExportState } from "@/lib/exports/states";

export const exportTone: Record<ExportState, StatusTone> = {
  waiting: "waiting",
  running: "running",
  done: "ok",
  failed: "failed",
  cancelled: "skipped",
};

export function isUnderWay({ state }: Pick<ExportRow, "state">): boolean {
  return state === "waiting" || state === "running";
}

/** What a file is counted by. */
export function unitOf({ kind }: Pick<ExportRow, "kind">): string {
  return kind === "report" ? "elements" : "rows";
}

/** "12,000 of 90,000 rows"; afterwards how many there are. */
export function progressWords(row: ExportRow): string {
  const { state, done, total } = row;
  const all = state === "done" || total === null ? "" : ` of ${formatCount(total)}`;
  return `${formatCount(done)}${all} ${done === 1 && !all ? unitOf(row).slice(0, -1) : unitOf(row)}`;
}

export function downloadHref(id: string): string {
  return `/api/exports/${id}`;
}
