import type { ProgressPart } from "@/components/kit/progress-bar";
import type { StatusTone } from "@/components/kit/status-badge";
import type { ImportSummary } from "@/lib/imports/queries";
import type { ImportState, Verdict } from "@/lib/imports/states";

const stateTones: Record<ImportState, StatusTone> = {
  uploading: "running",
  mapping: "waiting",
  checking: "running",
  checked: "waiting",
  running: "running",
  cancelled: "skipped",
  done: "ok",
};

/** An import that ended although rows were refused is no reason to be content. */
export function importTone({ state, tally }: Pick<ImportSummary, "state" | "tally">): StatusTone {
  if (state !== "done" || tally.refused === 0) return stateTones[state];
  return tally.create + tally.change + tally.same === 0 ? "failed" : "warning";
}

export const verdictTone: Record<Verdict, StatusTone> = {
  create: "ok",
  change: "ok",
  same: "skipped",
  refused: "failed",
};

/** The rows of an import as parts of its bar. `isDry` while nothing is written yet. */
export function importParts({ tally, total }: Pick<ImportSummary, "tally" | "total">, isDry: boolean): ProgressPart[] {
  const { create, change, same, refused } = tally;
  return [
    { label: isDry ? "to be added" : "added", count: create, tone: "ok" },
    { label: isDry ? "to be changed" : "changed", count: change, tone: "ok" },
    { label: isDry ? "staying as they are" : "left as they were", count: same, tone: "skipped" },
    { label: "refused", count: refused, tone: "failed" },
    { label: "waiting", count: total - create - change - same - refused, tone: "waiting" },
  ];
}
