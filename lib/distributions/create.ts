import { audit } from "@/lib/audit/audit";
import type { Can } from "@/lib/auth/actor";
import { nextDue } from "@/lib/automation/due-times";
import { timingOf } from "@/lib/automation/pass-over";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { requireDistributable } from "./may-distribute";
import { requireElements, requireRecipients, requireTeamsIn } from "./requirements";
import type { DistributionInput } from "./schema";
import { distributionKind, inputOf, storedColumns } from "./stored";

interface Creating {
  /** One that nobody switched on yet sends nothing; it may have no recipients, and no due time any more. */
  state: "on" | "paused";
  /** What it was before it was deleted. Links in its mails are about its id. */
  was?: { id: string; ownerId?: string | null; stateReason: string };
  now?: Date;
}

/** A distribution of the actor, unless it was somebody's before. @throws AppError `invalid` with the field that does not fit */
export async function createDistributionIn(
  tx: Tx,
  actor: Can<"reports.read">,
  input: DistributionInput,
  { state, was, now = new Date() }: Creating,
): Promise<{ id: string }> {
  await requireTeamsIn(tx, actor, input.teamIds);
  const columns = columnsOf(input);
  const nextAt = nextDue(timingOf(columns), now);
  if (state === "on") {
    requireRecipients(input);
    if (!nextAt) throw neverDue(input);
  }
  const teams = { createMany: { data: input.teamIds.map((teamId) => ({ teamId })) } };
  const made = await tx.distribution.create({
    data: { ...columns, ownerId: actor.personId, ...was, state, nextAt, viewedAt: now, teams },
    select: storedColumns,
  });
  const label = made.name;
  await audit(tx, actor, { verb: "created", kind: distributionKind, id: made.id, label, after: inputOf(made) });
  return { id: made.id };
}

/**
 * One that was copied, or comes back after it was deleted: paused, so that nothing is sent by surprise.
 * @throws AppError `not_found` when its report is gone, `forbidden`, `conflict`, `invalid`
 */
export async function createPaused(
  actor: Can<"reports.read">,
  input: DistributionInput,
  id?: string,
): Promise<{ id: string }> {
  const report = await requireDistributable(actor, input.reportId);
  requireElements(input, report.blocks);
  const was = id === undefined ? {} : { was: { id, stateReason: "It was deleted and came back." } };
  return transaction((tx) => createDistributionIn(tx, actor, input, { state: "paused", ...was }));
}

/** What is stored of it. What its rate does not ask for is not kept. */
export function columnsOf({ id: _id, teamIds: _teams, ...input }: DistributionInput) {
  const { rate, weekdays, monthDay, pattern, endsAt } = input;
  return {
    ...input,
    weekdays: rate === "weekly" ? weekdays : [],
    monthDay: rate === "monthly" ? monthDay : null,
    pattern: rate === "cron" ? pattern : null,
    endsAt: rate === "once" ? null : endsAt,
  };
}

export function neverDue({ rate, endsAt }: DistributionInput): AppError {
  const [field, message] =
    rate === "once"
      ? ["startsAt", "This time is over. Choose one that is to come."]
      : endsAt === null
        ? ["startsAt", "It would never be due."]
        : ["endsAt", "Nothing is due between now and this end. Choose a later one, or none."];
  return new AppError("invalid", message, { [field]: message });
}
