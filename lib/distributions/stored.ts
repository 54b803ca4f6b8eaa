import type { AuditKind } from "@/lib/audit/schema";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { timingColumns } from "@/lib/automation/pass-over";
import { db, type Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { getReport } from "@/lib/reports/queries";

/** What is sent, and to which addresses. */
export const contentColumns = {
  name: true,
  subject: true,
  note: true,
  formats: true,
  elementIds: true,
  addresses: true,
  skipEmpty: true,
} as const satisfies Prisma.DistributionSelect;

/** A distribution as its commands read it. */
export const storedColumns = {
  id: true,
  reportId: true,
  ownerId: true,
  ...contentColumns,
  ...timingColumns,
  state: true,
  nextAt: true,
  teams: { select: { teamId: true }, orderBy: { teamId: "asc" } },
} as const satisfies Prisma.DistributionSelect;

export type StoredDistribution = Prisma.DistributionGetPayload<{ select: typeof storedColumns }>;

/** How audit entries call it. */
export const distributionKind = "distribution" satisfies AuditKind;

/** As it was typed, for the audit log. */
export function inputOf({
  id: _id,
  ownerId: _owner,
  state: _state,
  nextAt: _next,
  teams,
  ...input
}: StoredDistribution) {
  return { ...input, teamIds: teams.map(({ teamId }) => teamId) };
}

/** As it is now, in the shape of its audit entries; null when it is gone or of another scope. */
export async function findDistributionVersion(actor: Can<"reports.read">, id: string): Promise<object | null> {
  const found = await db.distribution.findFirst({
    where: { id, report: { projectId: projectIdOf(actor) } },
    select: storedColumns,
  });
  return found && inputOf(found);
}

/** Its owner may change it, and whoever may change the report. @throws AppError `not_found`, `forbidden` */
export async function lockDistributionIn(tx: Tx, actor: Can<"reports.read">, id: string): Promise<StoredDistribution> {
  await tx.$queryRaw`select 1 from distribution where id = ${id}::uuid for update`;
  const found = await tx.distribution.findFirst({
    where: { id, report: { projectId: projectIdOf(actor) } },
    select: storedColumns,
  });
  if (!found) throw noSuchDistribution();
  if (found.ownerId !== actor.personId && !(await getReport(actor, found.reportId)).mayChange)
    throw new AppError("forbidden", "Only its owner and whoever may change the report can change this distribution.");
  return found;
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
