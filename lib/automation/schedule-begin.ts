import { condition as conditionSchema, noFilter, type Condition } from "@/lib/conditions/schema";
import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { waitsForValue } from "@/lib/filters/sharing";
import { loadMacroSource } from "@/lib/macros/macro-source";
import { freezeIn, startExpandingIn } from "@/lib/perform-action/start-bulk";
import type { Selection } from "@/lib/perform-action/schema";
import type { ScheduleOutcome } from "./schedule-schema";

/** What a schedule needs to start its macro. */
export const toBegin = {
  id: true,
  name: true,
  project: { select: { isTemplate: true } },
  macro: {
    select: {
      id: true,
      name: true,
      version: true,
      enabled: true,
      projectId: true,
      target: true,
      feedbackTypeId: true,
    },
  },
  filter: { select: { name: true, condition: true } },
  entries: {
    where: { run: { state: { in: ["expanding", "running", "paused"] } } },
    select: { id: true },
    take: 1,
  },
} as const satisfies Prisma.MacroScheduleSelect;

export type ScheduleToBegin = Prisma.MacroScheduleGetPayload<{ select: typeof toBegin }>;

export interface Decided {
  outcome: ScheduleOutcome;
  /** In words, what stood in the way. */
  reason?: string;
  runId?: string;
}

/** Starts the macro on every record that matches at this moment, as a run that is collected in the background; or says why not. */
export async function beginIn(
  tx: Tx,
  schedule: ScheduleToBegin,
  by: { personId: string | null } = { personId: null },
): Promise<Decided> {
  const { id, name, macro } = schedule;
  if (schedule.project?.isTemplate)
    return { outcome: "off", reason: "The project is a template, in which nothing starts by itself." };
  if (!macro.enabled) return { outcome: "macro_off", reason: `The macro “${macro.name}” was switched off.` };
  if (schedule.entries.length > 0) return { outcome: "still_going", reason: "Its run before was still going." };
  const chosen = chosenBy(schedule);
  if ("outcome" in chosen) return chosen;
  try {
    const selection = await freezeIn(tx, await loadMacroSource(macro), chosen);
    if (!selection) return { outcome: "nobody" };
    const causeDetail = { label: name, scheduleId: id };
    const run = { cause: "schedule" as const, causeDetail, byId: by.personId, selection };
    return { outcome: "ran", ...(await startExpandingIn(tx, macro, run)) };
  } catch (error) {
    if (error instanceof AppError) return { outcome: "refused", reason: error.message };
    throw error;
  }
}

/** Every record that its filter matches; what it waits for, if nobody is there to give it a value. */
export function chosenBy({ filter }: ScheduleToBegin): Extract<Selection, { kind: "matching" }> | Decided {
  const condition: Condition = filter ? conditionSchema.parse(filter.condition) : noFilter;
  if (filter && waitsForValue(condition))
    return {
      outcome: "waits_for_value",
      reason: `The filter “${filter.name}” asks for a value each time, and nobody is there to give it. Give it a value in the filter, or choose another.`,
    };
  return { kind: "matching", condition, excluded: [] };
}
