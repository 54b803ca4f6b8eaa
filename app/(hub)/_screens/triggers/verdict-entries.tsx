import { IconBolt } from "@/components/icons/icons";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import type { TimelineEntry } from "@/components/kit/timeline";
import type { VerdictRow } from "@/lib/automation/queries";
import { outcomeLook } from "./words";

/** Why triggers did, or did not, run on a record. `base` is the address of the project or the community. */
export function verdictEntries(verdicts: readonly VerdictRow[], base: string): TimelineEntry[] {
  return verdicts.map(({ trigger, macro, outcome, times, at, runId, reason }) => {
    const look = outcomeLook[outcome];
    const why = reason ?? look.reason;
    return {
      id: `${trigger.id}-${outcome}`,
      at,
      icon: <IconBolt size={14} />,
      tone: look.tone,
      title: (
        <>
          Trigger <b>{trigger.name}</b>{" "}
          <StatusBadge tone={look.tone} variant="plain">
            {look.word}
          </StatusBadge>{" "}
          {runId ? <TextLink href={`${base}/runs/${runId}`}>{macro.name}</TextLink> : macro.name}
          {times > 1 && ` · ${times} times`}
        </>
      ),
      children: why && <p>{why}</p>,
    };
  });
}
