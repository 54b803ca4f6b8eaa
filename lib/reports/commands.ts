import type { Seen } from "@/lib/audit/last-change";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { getReport } from "./queries";
import { also } from "@/lib/auth/authorize";
import { insertBlocksIn } from "./insert-blocks";
import { lockReportIn } from "./locked-report";
import { requireMayHide, requireTeamsIn, storedVisibility } from "./requirements";
import type { ReportSettings } from "./schema";
import { requireUnchangedIn, settingsSeen } from "./seen";
import { auditShared, reportColumns, reportKind, reportVersionOf, type SavedVersion } from "./versions";

/** A new report of the actor, empty. @throws AppError `invalid` on `access` */
export async function createReport(actor: Can<"reports.write">, input: ReportSettings): Promise<{ id: string }> {
  return transaction((tx) => createReportIn(tx, actor, { ...input, archived: false }));
}

/**
 * Its name, description, sharing and controls. One that lost its owner becomes the actor's.
 * @param seen what its form began with; null saves over whatever is there
 * @throws AppError `not_found`, `forbidden`, `invalid`; `stale` when somebody changed them after `seen`
 */
export async function updateReport(
  actor: Can<"reports.write">,
  id: string,
  input: ReportSettings,
  seen: Seen | null = null,
): Promise<void> {
  await transaction(async (tx) => {
    const before = await lockReportIn(tx, actor, id);
    const present = settingsSeen(reportVersionOf(before));
    await requireUnchangedIn(tx, { kind: reportKind, id, report: before, seen, present });
    if (input.visibility === "mine") requireMayHide(actor, before);
    await requireTeamsIn(tx, actor, input.access);
    const { access, visibility, ...columns } = input;
    const after = await tx.report.update({
      where: { id },
      data: {
        ...columns,
        visibility: storedVisibility(actor, visibility),
        ownerId: before.ownerId ?? actor.personId,
        modifiedAt: new Date(),
        access: { deleteMany: {}, createMany: { data: access } },
      },
      select: reportColumns,
    });
    await auditShared(tx, actor, [before, after], {
      verb: "changed",
      kind: reportKind,
      id,
      label: after.name,
      before: reportVersionOf(before),
      after: reportVersionOf(after),
    });
  });
}

/** An archived report is kept, and not offered. @throws AppError `not_found` */
export async function archiveReport(actor: Can<"reports.write">, id: string, archived: boolean): Promise<void> {
  await transaction(async (tx) => {
    const before = await lockReportIn(tx, actor, id);
    if ((before.archivedAt !== null) === archived) return;
    const after = await tx.report.update({
      where: { id },
      data: { archivedAt: archived ? new Date() : null, modifiedAt: new Date() },
      select: reportColumns,
    });
    await auditShared(tx, actor, [before], {
      verb: "changed",
      kind: reportKind,
      id,
      label: before.name,
      before: reportVersionOf(before),
      after: reportVersionOf(after),
    });
  });
}

/** A private copy of one's own, of any report that one may see. @throws AppError `not_found` */
export async function cloneReport(actor: Can<"reports.write">, id: string): Promise<{ id: string }> {
  const { name, description, controls, blocks } = await getReport(also(actor, "reports.read"), id);
  return transaction(async (tx) => {
    const copy = await createReportIn(tx, actor, {
      name: `${name.slice(0, 100)} (copy)`,
      description,
      controls,
      visibility: "mine",
      access: [],
      archived: false,
    });
    await insertBlocksIn(tx, copy.id, blocks, 0);
    return copy;
  });
}

/** @param as what it was before it was deleted; else it has a new id and is the actor's @throws AppError `invalid` on `access` */
export async function createReportIn(
  tx: Tx,
  actor: Can<"reports.write">,
  { access, visibility, archived, ...columns }: SavedVersion,
  as: { id?: string; ownerId?: string | null } = {},
): Promise<{ id: string }> {
  await requireTeamsIn(tx, actor, access);
  const made = await tx.report.create({
    data: {
      ownerId: actor.personId,
      ...as,
      ...columns,
      projectId: projectIdOf(actor),
      visibility: storedVisibility(actor, visibility),
      archivedAt: archived ? new Date() : null,
      access: { createMany: { data: access } },
    },
    select: reportColumns,
  });
  await auditShared(tx, actor, [made], {
    verb: "created",
    kind: reportKind,
    id: made.id,
    label: made.name,
    after: reportVersionOf(made),
  });
  return { id: made.id };
}
