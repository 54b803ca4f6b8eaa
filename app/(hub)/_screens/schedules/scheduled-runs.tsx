import { IconClock } from "@/components/icons/icons";
import { TextLink } from "@/components/kit/text-link";
import type { TimelineEntry } from "@/components/kit/timeline";
import type { ScheduledRun } from "@/lib/automation/schedule-queries";

/** What schedules ran on a record. `base` is the address of the project or the community. */
export function scheduledRuns(runs: readonly ScheduledRun[], base: string): TimelineEntry[] {
  return runs.map(({ runId, startedBy, macro, at }) => ({
    id: runId,
    at,
    icon: <IconClock size={14} />,
    tone: "ok",
    title: (
      <>
        <TextLink href={`${base}/runs/${runId}`}>{macro}</TextLink>, started by {startedBy}
      </>
    ),
  }));
}
