import { randomUUID } from "node:crypto";
import type { Origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { changeFeedbackIn } from "@/lib/feedback/change";
import type { TicketChange } from "@/lib/feedback/schema";
import { submitFeedbackIn } from "@/lib/feedback/submit";
import { runRecords } from "@/lib/macros/run-records";
import type { TestProgramme } from "@/lib/macros/test-programme";
import { saveTrigger } from "./commands";
import { judgeEvent } from "./judge";
import { listVerdicts } from "./queries";
import { triggerInput, type TriggerDraft } from "./schema";

export const person: Origin = { kind: "person", id: null, label: "Mara" };

/** What tests of triggers do in a programme. */
export function triggersOf(programme: () => TestProgramme) {
  return {
    macroThat: (more: Record<string, unknown> = { kind: "set_field", fieldKey: "steps", value: "ran" }) =>
      programme().macro(programme().tickets, { actions: [{ id: randomUUID(), ...more } as never] }),
    trigger: (draft: Partial<TriggerDraft> & { macroId: string; event: TriggerDraft["event"] }) => {
      const isTicket = draft.event.startsWith("feedback");
      const home = isTicket && { feedbackTypeId: programme().type.id };
      return saveTrigger(programme().can("macros.write"), triggerInput.parse({ name: "T", ...home, ...draft }));
    },
    newTicket: async (title = "Crash") => {
      const { id } = await programme().user();
      const ticket = { typeId: programme().type.id, title, values: {}, submitterId: id, origin: person };
      return transaction((tx) => submitFeedbackIn(tx, programme().can("feedback.submit"), ticket));
    },
    change: (id: string, asked: TicketChange, origin: Origin = person) =>
      transaction((tx) => changeFeedbackIn(tx, programme().can("feedback.write"), id, asked, origin)),
    outcomes: async (subjectId: string) =>
      (await listVerdicts(programme().can("runs.read"), subjectId)).map(({ trigger: { id }, outcome }) => [
        id,
        outcome,
      ]),
    runsOn: (macro: { id: string }, subjectId: string) =>
      db.macroRunRecord.findMany({ where: { subjectId, run: { macroId: macro.id } }, include: { run: true } }),
  };
}

/** As the worker does, until nothing more happens; how many events there were. */
export async function settle(): Promise<number> {
  let judged = 0;
  for (;;) {
    const events = await db.recordEvent.findMany({ select: { id: true } });
    const runs = await db.macroRun.findMany({ where: { state: "running" }, select: { id: true } });
    if (events.length + runs.length === 0) return judged;
    for (const { id } of events) await judgeEvent(id);
    for (const { id } of runs) await runRecords(id);
    judged += events.length;
  }
}
