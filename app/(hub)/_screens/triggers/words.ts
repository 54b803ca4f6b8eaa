import type { StatusTone } from "@/components/kit/status-badge";
import { eventLabels, type TriggerOutcome } from "@/lib/automation/schema";
import type { TriggerRow } from "@/lib/automation/queries";

/** "Feedback modified: Status, Severity" */
export function whenWords(
  { event, fields, newValue }: Pick<TriggerRow, "event" | "fields" | "newValue">,
  labelOf: (path: string) => string,
): string {
  if (fields.length === 0) return eventLabels[event];
  const names = fields.map(labelOf).join(", ");
  return `${eventLabels[event]}: ${names}${newValue ? ` becomes “${newValue}”` : ""}`;
}

export const outcomeLook: Record<TriggerOutcome, { tone: StatusTone; word: string; reason?: string }> = {
  ran: { tone: "ok", word: "Ran" },
  off: { tone: "off", word: "Off", reason: "The trigger was switched off." },
  other_fields: { tone: "skipped", word: "Did not run" },
  other_value: { tone: "skipped", word: "Did not run" },
  not_matching: { tone: "skipped", word: "Did not run" },
  once_per_chain: { tone: "skipped", word: "Did not run" },
  refused: { tone: "failed", word: "Could not run" },
};
