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

/** "12,000 of 90,000 rows"; a document is counted by its elements. */
export function progressWords({ kind, format, done, total }: ExportRow): string {
  const unit = kind === "report" || format === "pdf" ? "elements" : "rows";
  return total === null ? `${formatCount(done)} ${unit}` : `${formatCount(done)} of ${formatCount(total)} ${unit}`;
}

export function downloadHref(id: string): string {
  return `/api/exports/${id}`;
}
