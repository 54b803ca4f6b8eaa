import { audit } from "@/lib/audit/audit";
import { requireSeenIn, type Seen } from "@/lib/audit/last-change";
import type { Can } from "@/lib/auth/actor";
import { nextDue } from "@/lib/automation/due-times";
import { timingOf } from "@/lib/automation/pass-over";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { columnsOf, createDistributionIn, neverDue } from "./create";
import { requireDistributable, requireSender } from "./may-distribute";
import { requireElements, requireRecipients, requireTeamsIn } from "./requirements";
import type { DistributionInput } from "./schema";
import {
  distributionKind as kind,
  inputOf,
  lockDistributionIn,
  noSuchDistribution,
  ofDistribution,
  storedColumns,
} from "./stored";

interface Saving {
  now?: Date;
  /** What the editor knew of its last change; null saves over whatever is there. */
  seen?: Seen | null;
}

/**
 * @throws AppError `not_found`, `forbidden`, `conflict` for a report in the archive, `invalid` with the field that does not fit, `stale` when
 * somebody saved it after `seen`
 */
export async function saveDistribution(
  actor: Can<"reports.read">,
  input: DistributionInput,
  { now = new Date(), seen = null }: Saving = {},
): Promise<{ id: string }> {
  const report = await requireDistributable(actor, input.reportId);
  requireElements(input, report.blocks);
  const { id, name: label, teamIds } = input;
  return transaction(async (tx) => {
    if (id === null) return createDistributionIn(tx, actor, input, { state: "on", now });
    await requireTeamsIn(tx, actor, teamIds);
    const columns = columnsOf(input);
    const nextAt = nextDue(timingOf(columns), now);
    const before = await lockDistributionIn(tx, actor, id);
    if (before.reportId !== report.id) throw noSuchDistribution();
    await requireSeenIn(tx, { kind, id, seen });
    if (before.state === "on") requireRecipients(input);
    if (!nextAt && before.state === "on" && before.nextAt !== null) throw neverDue(input);
    const teams = { deleteMany: {}, createMany: { data: teamIds.map((teamId) => ({ teamId })) } };
    const after = await tx.distribution.update({
      where: { id },
      data: { ...columns, nextAt, modifiedAt: now, teams },
      select: storedColumns,
    });
    await audit(tx, actor, { verb: "changed", kind, id, label, before: inputOf(before), after: inputOf(after) });
    return { id };
  });
}

/**
 * Pauses it, or goes on, from its next due time; what was due meanwhile is not sent. One whose owner is gone, or may not send it any more, becomes the
 * actor's.
 * @throws AppError `not_found`, `forbidden`, `conflict` for one that is over
 */
export async function switchDistribution(
  actor: Can<"reports.read">,
  id: string,
  on: boolean,
  now = new Date(),
): Promise<void> {
  const of = await ofDistribution(id);
  await (on ? requireDistributable(actor, of.reportId) : requireSender(actor, of.reportId));
  await transaction(async (tx) => {
    const before = await lockDistributionIn(tx, actor, id);
    if ((before.state === "on") === on) return;
    const nextAt = nextDue(timingOf(before), now);
    if (on && before.addresses.length + before.teams.length === 0)
      throw new AppError(
        "conflict",
        "Nobody gets it yet. Open it, choose teams or give e-mail addresses, and save it.",
      );
    if (on && !nextAt)
      throw new AppError("conflict", "Nothing of it is due any more. Open it and give it another start or end.");
    // Where its owner may not send it any more, whoever sends it on answers for it.
    const ownerId = before.state === "stopped" ? actor.personId : (before.ownerId ?? actor.personId);
    const owner = on ? { ownerId, viewedAt: now, warnedAt: null } : {};
    await tx.distribution.update({
      where: { id },
      data: { state: on ? "on" : "paused", stateReason: null, nextAt, ...owner },
      select: { id: true },
    });
    await audit(tx, actor, { verb: on ? "switched on" : "switched off", kind, id, label: before.name });
  });
}

/** What it sent, and to whom, goes with it; who wants no more of it stays noted. @throws AppError `not_found`, `forbidden` */
export async function deleteDistribution(actor: Can<"reports.read">, id: string): Promise<void> {
  await requireSender(actor, (await ofDistribution(id)).reportId);
  await transaction(async (tx) => {
    const before = await lockDistributionIn(tx, actor, id);
    await tx.distribution.delete({ where: { id }, select: { id: true } });
    await audit(tx, actor, { verb: "deleted", kind, id, label: before.name, before: inputOf(before) });
  });
}

/** Takes one address out. The last recipient stays: delete the distribution instead. @throws AppError `not_found`, `forbidden`, `conflict` */
export async function removeAddress(actor: Can<"reports.read">, id: string, address: string): Promise<void> {
  await requireSender(actor, (await ofDistribution(id)).reportId);
  await transaction(async (tx) => {
    const before = await lockDistributionIn(tx, actor, id);
    const addresses = before.addresses.filter((each) => each !== address);
    if (addresses.length === before.addresses.length)
      throw new AppError("not_found", "This address is not in the distribution itself; it may be in one of its teams.");
    if (addresses.length + before.teams.length === 0)
      throw new AppError("conflict", "This is its last recipient. Delete the distribution instead.");
    const after = await tx.distribution.update({ where: { id }, data: { addresses }, select: storedColumns });
    await audit(tx, actor, {
      verb: "changed",
      kind,
      id,
      label: before.name,
      before: inputOf(before),
      after: inputOf(after),
    });
  });
}
