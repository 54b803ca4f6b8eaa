import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { nextDue } from "@/lib/automation/due-times";
import { timingOf } from "@/lib/automation/pass-over";
import { db, type Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { getReport } from "@/lib/reports/queries";
import { requireDistributable, requireSender } from "./may-distribute";
import { requireElements, requireTeamsIn } from "./requirements";
import type { DistributionInput } from "./schema";

/** @throws AppError `not_found`, `forbidden`, `conflict` for a report in the archive, `invalid` with the field that does not fit */
export async function saveDistribution(
  actor: Can<"reports.read">,
  input: DistributionInput,
  now = new Date(),
): Promise<{ id: string }> {
  const report = await requireDistributable(actor, input.reportId);
  requireElements(input, report.blocks);
  return transaction(async (tx) => {
    await requireTeamsIn(tx, actor, input.teamIds);
    const { id, teamIds, ...columns } = input;
    const data = { ...columns, ...trimmed(input) };
    const nextAt = nextDue(timingOf(data), now);
    const teams = teamIds.map((teamId) => ({ teamId }));
    const label = input.name;
    if (id === null) {
      if (!nextAt) throw neverDue(input);
      const made = await tx.distribution.create({
        data: { ...data, nextAt, ownerId: actor.personId, viewedAt: now, teams: { createMany: { data: teams } } },
        select: columnsToAudit,
      });
      await audit(tx, actor, { verb: "created", kind, id: made.id, label, after: inputOf(made) });
      return { id: made.id };
    }
    const before = await lockIn(tx, actor, id);
    if (before.reportId !== report.id) throw noSuchDistribution();
    if (!nextAt && before.state === "on" && before.nextAt !== null) throw neverDue(input);
    const after = await tx.distribution.update({
      where: { id },
      data: { ...data, nextAt, modifiedAt: now, teams: { deleteMany: {}, createMany: { data: teams } } },
      select: columnsToAudit,
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
    const before = await lockIn(tx, actor, id);
    if ((before.state === "on") === on) return;
    const nextAt = nextDue(timingOf(before), now);
    if (on && !nextAt)
      throw new AppError("conflict", "Nothing of it is due any more. Open it and give it another start or end.");
    // Where its owner may not send it any more, whoever sends it on answers for it.
    const ownerId = before.state === "stopped" ? actor.personId : (before.ownerId ?? actor.personId);
    const owner = on ? { ownerId, viewedAt: now, warnedAt: null } : {};
    await tx.distribution.update({
      where: { id },
      data: { state: on ? "on" : "paused", stateReason: null, nextAt, modifiedAt: now, ...owner },
      select: { id: true },
    });
    await audit(tx, actor, { verb: on ? "switched on" : "switched off", kind, id, label: before.name });
  });
}

/** What it sent, and to whom, goes with it. @throws AppError `not_found`, `forbidden` */
export async function deleteDistribution(actor: Can<"reports.read">, id: string): Promise<void> {
  await requireSender(actor, (await ofDistribution(id)).reportId);
  await transaction(async (tx) => {
    const before = await lockIn(tx, actor, id);
    await tx.distribution.delete({ where: { id }, select: { id: true } });
    await audit(tx, actor, { verb: "deleted", kind, id, label: before.name, before: inputOf(before) });
  });
}

/** Takes one address out. The last recipient stays: delete the distribution instead. @throws AppError `not_found`, `forbidden`, `conflict` */
export async function removeAddress(actor: Can<"reports.read">, id: string, address: string): Promise<void> {
  await requireSender(actor, (await ofDistribution(id)).reportId);
  await transaction(async (tx) => {
    const before = await lockIn(tx, actor, id);
    const addresses = before.addresses.filter((each) => each !== address);
    if (addresses.length === before.addresses.length)
      throw new AppError("not_found", "This address is not in the distribution itself; it may be in one of its teams.");
    if (addresses.length + before.teams.length === 0)
      throw new AppError("conflict", "This is its last recipient. Delete the distribution instead.");
    const after = await tx.distribution.update({ where: { id }, data: { addresses }, select: columnsToAudit });
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

/** Of which report it is. @throws AppError `not_found` */
export async function ofDistribution(id: string): Promise<{ reportId: string }> {
  const found = await db.distribution.findUnique({ where: { id }, select: { reportId: true } });
  if (!found) throw noSuchDistribution();
  return found;
}

export function noSuchDistribution(): AppError {
  return new AppError("not_found", "There is no such distribution here.");
}

const kind = "distribution";

const columnsToAudit = {
  id: true,
  reportId: true,
  ownerId: true,
  name: true,
  subject: true,
  note: true,
  formats: true,
  elementIds: true,
  addresses: true,
  skipEmpty: true,
  rate: true,
  weekdays: true,
  monthDay: true,
  pattern: true,
  startsAt: true,
  endsAt: true,
  timeZone: true,
  state: true,
  nextAt: true,
  teams: { select: { teamId: true }, orderBy: { teamId: "asc" } },
} as const satisfies Prisma.DistributionSelect;

type Stored = Prisma.DistributionGetPayload<{ select: typeof columnsToAudit }>;

/** Its owner may change it, and whoever may change the report. @throws AppError `not_found`, `forbidden` */
async function lockIn(tx: Tx, actor: Can<"reports.read">, id: string): Promise<Stored> {
  await tx.$queryRaw`select 1 from distribution where id = ${id}::uuid for update`;
  const found = await tx.distribution.findFirst({
    where: { id, report: { projectId: projectIdOf(actor) } },
    select: columnsToAudit,
  });
  if (!found) throw noSuchDistribution();
  if (found.ownerId !== actor.personId && !(await getReport(actor, found.reportId)).mayChange)
    throw new AppError("forbidden", "Only its owner and whoever may change the report can change this distribution.");
  return found;
}

function inputOf({ id: _id, ownerId: _owner, state: _state, nextAt: _next, teams, ...input }: Stored) {
  return { ...input, teamIds: teams.map(({ teamId }) => teamId) };
}

/** What the rate does not ask for is not kept. */
function trimmed({ rate, weekdays, monthDay, pattern, endsAt }: DistributionInput) {
  return {
    weekdays: rate === "weekly" ? weekdays : [],
    monthDay: rate === "monthly" ? monthDay : null,
    pattern: rate === "cron" ? pattern : null,
    endsAt: rate === "once" ? null : endsAt,
  };
}

function neverDue({ rate, endsAt }: DistributionInput): AppError {
  const [field, message] =
    rate === "once"
      ? ["startsAt", "This time is over. Choose one that is to come."]
      : endsAt === null
        ? ["startsAt", "It would never be due."]
        : ["endsAt", "Nothing is due between now and this end. Choose a later one, or none."];
  return new AppError("invalid", message, { [field]: message });
}
