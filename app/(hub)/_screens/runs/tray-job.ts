import type { TrayJob } from "@/components/shell/jobs-tray";
import { formatCount } from "@/components/kit/format";
import type { RunningRow } from "@/lib/perform-action/running";
import { runStateWords } from "@/lib/perform-action/states";
import { runParts } from "./run-parts";
import { runTone } from "./tones";

/** A run as the tray says it. */
export function trayJob(row: RunningRow): TrayJob {
  const { counts, state, total } = row;
  const where = row.project ? row.project.name : "Community";
  return {
    id: row.id,
    title: row.macro,
    note: row.startedBy ? `${where} · started by ${row.startedBy}` : where,
    href: `${row.project ? `/projects/${row.project.key}/runs` : "/community/runs"}/${row.id}`,
    tone: runTone(state, counts),
    status: words(row),
    isOver: isRunOver(row),
    total: total ?? Object.values(counts).reduce((sum, count) => sum + count, 0),
    parts: runParts(counts).filter(({ count }) => count > 0),
  };
}

function isRunOver({ state }: RunningRow): boolean {
  return state === "done" || state === "cancelled";
}

function words({ state, counts }: RunningRow): string {
  if (state === "done" && counts.failed > 0) return `Finished, ${formatCount(counts.failed)} failed`;
  const left = counts.waiting + counts.running;
  if (state === "running" && left === 0 && counts.waiting_for_webhook > 0) return "Waiting for webhook";
  return runStateWords[state].label;
}
