import { changeFeedbackIn } from "@/lib/feedback/change";
import type { TicketChange } from "@/lib/feedback/schema";
import type { FieldValue } from "@/lib/fields/field";
import { runActor } from "./load-run";
import type { ActionOf, ActionResult } from "./schema";
import { asBefore, text, type Step } from "./step";

type TicketKind = "set_field" | "set_status" | "set_resolution" | "set_visibility" | "set_blocked";
export type TicketAction = ActionOf<TicketKind>;

/** Fields, status, resolution, visibility and blocked: all of them one change of the ticket, which can be taken back. */
export async function changeTicket(step: Step, action: TicketAction): Promise<ActionResult> {
  const { tx, run, record } = step;
  const actor = runActor(run, "feedback.write");
  const { changed, before, after } = await changeFeedbackIn(
    tx,
    actor,
    record.subjectId,
    changeOf(step, action),
    run.origin,
  );
  const [first] = changed;
  if (!first) return asBefore;
  const undo = { kind: "ticket" as const, before, after };
  // What is in a field may be long, and private; the ticket says it.
  if (action.kind === "set_field") return { state: "done", undo };
  return { state: "done", message: wordsOf(action.kind, first.new), undo };
}

function changeOf(step: Step, action: TicketAction): TicketChange {
  switch (action.kind) {
    case "set_field":
      return { values: { [action.fieldKey]: text(step, "value") } };
    case "set_status":
      return { statusKey: action.statusKey };
    case "set_resolution":
      return { resolutionKey: action.resolutionKey };
    case "set_visibility":
      return { visibility: action.visibility };
    case "set_blocked":
      return { blocked: action.blocked };
  }
}

function wordsOf(kind: Exclude<TicketKind, "set_field">, now: FieldValue): string {
  if (kind === "set_blocked") return now === true ? "Now blocked." : "Not blocked any more.";
  if (now === null) return "Taken away.";
  return kind === "set_visibility" ? `Now ${String(now)}.` : `Now “${String(now)}”.`;
}
