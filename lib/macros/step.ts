import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { LoadedRun } from "./load-run";
import type { ActionKind, ActionOf, ActionResult } from "./schema";

/** A kind of action whose effect is in our own database. */
export type OwnKind = Exclude<ActionKind, "webhook">;
export type OwnAction = ActionOf<OwnKind>;

export interface RecordOfRun {
  id: string;
  subjectId: string;
  label: string;
}

/** One action for one record, its texts rendered, in the transaction of its effect. */
export interface Step {
  tx: Tx;
  run: LoadedRun;
  record: RecordOfRun;
  texts: ReadonlyMap<string, string>;
}

export const asBefore: ActionResult = { state: "done", message: "It was so already." };

export function text(step: Step, field: string): string {
  return step.texts.get(field) ?? "";
}

/** The user, or on a ticket its submitter. @throws AppError `not_found` for somebody whose account was deleted */
export async function personOf({ tx, run, record }: Step): Promise<{ id: string; email: string; username: string }> {
  const select = { id: true, email: true, username: true, state: true } as const;
  const { state, ...person } =
    run.macro.target === "user"
      ? await tx.user.findUniqueOrThrow({ where: { id: record.subjectId }, select })
      : (
          await tx.feedback.findUniqueOrThrow({
            where: { id: record.subjectId },
            select: { submitter: { select } },
          })
        ).submitter;
  if (state === "deleted") throw new AppError("not_found", "The account was deleted.");
  return person;
}
