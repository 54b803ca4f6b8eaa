import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { AppError } from "@/lib/errors/app-error";
import { auditBlock } from "./audit-block";
import { blockColumnsOf } from "./insert-blocks";
import { lockReportIn, readBlocksIn } from "./locked-report";
import { orderBlocksIn } from "./order-blocks";
import { mostPins } from "./pins";
import { requireFilterIn, requireRoom } from "./requirements";
import { reportBlock, type ReportBlock } from "./schema";
import { staleBy } from "./seen";
import { isSeenByOthers, type BlockVersion, type StoredReport } from "./versions";

/** What goes without an element that is removed, until it is put back. */
export interface BlockUses {
  isPinned: boolean;
  /** Data packages and record lookups that publish it. */
  packages: number;
  /** Distributions that were told to send it. Those that send the whole report do not count. */
  distributions: number;
}

/** Takes a part out of its report, and keeps it with what hangs on it. The report is locked. */
export async function takeOutIn(
  tx: Tx,
  actor: Can<"reports.write">,
  id: string,
  { reportId, position, block }: BlockVersion,
): Promise<BlockUses> {
  const [pin, packages, distributions] = await Promise.all([
    tx.reportPin.findFirst({ where: { elementId: id }, select: { position: true } }),
    tx.dataPackage.findMany({ where: { elementId: id }, select: { id: true } }),
    tx.distribution.count({ where: { reportId, elementIds: { has: id } } }),
  ]);
  await tx.removedReportElement.create({
    data: {
      id,
      reportId,
      position,
      block: plainJson(block),
      pinPosition: pin?.position ?? null,
      packageIds: packages.map((each) => each.id),
      removedById: actor.personId,
    },
    select: { id: true },
  });
  await tx.reportElement.delete({ where: { id }, select: { id: true } });
  return { isPinned: pin !== null, packages: packages.length, distributions };
}

export interface Removed extends BlockVersion {
  id: string;
  report: StoredReport;
  by: string | null;
  at: Date;
  pinPosition: number | null;
  packageIds: string[];
}

/** A part that was taken out, its report locked; null when it is there, or was removed too long ago. @throws AppError `not_found` */
export async function lockRemovedIn(tx: Tx, actor: Can<"reports.write">, id: string): Promise<Removed | null> {
  const of = await tx.removedReportElement.findUnique({ where: { id }, select: { reportId: true } });
  if (!of) return null;
  const report = await lockReportIn(tx, actor, of.reportId);
  const row = await tx.removedReportElement.findUnique({
    where: { id },
    include: { removedBy: { select: { firstName: true, lastName: true, username: true } } },
  });
  if (!row) return null;
  const { removedBy, removedAt, block, removedById: _, ...rest } = row;
  const by = removedBy && (`${removedBy.firstName} ${removedBy.lastName}`.trim() || removedBy.username);
  return { ...rest, report, block: reportBlock.parse(block), by, at: removedAt };
}

/** For whoever still edits what was taken out. */
export function removedMeanwhile({ report, by, at }: Removed): AppError {
  const last = isSeenByOthers(report) ? { by: by ?? "Somebody", at } : null;
  return staleBy(last, at, "removed this part of the report", { did: "removed" });
}

interface PutBack {
  position: number;
  block: ReportBlock;
}

/**
 * Puts it back under its id, with what hung on it. Distributions still name it. It need not be answerable: what is wrong with it stands in
 * its place.
 * @throws AppError `conflict` when the report is full, or the element's filter was deleted
 */
export async function putBackIn(
  tx: Tx,
  actor: Can<"reports.write">,
  removed: Removed,
  { position, block }: PutBack,
): Promise<{ reportId: string; id: string }> {
  const { id, report } = removed;
  await tx.removedReportElement.delete({ where: { id }, select: { id: true } });
  if (block.kind !== removed.block.kind) throw new AppError("invalid", "A part of a report stays of its kind.");
  await insertAtIn(tx, actor, report, { id, position, block }, filterOf(removed.block));
  await hangOnIn(tx, actor, removed);
  return { reportId: report.id, id };
}

/** What hung on an element hangs on it again: to the home page unless that is full, into its packages unless they publish another one. */
export async function hangOnIn(
  tx: Tx,
  actor: Can<"reports.write">,
  { id, pinPosition, packageIds }: Pick<Removed, "id" | "pinPosition" | "packageIds">,
): Promise<void> {
  const projectId = projectIdOf(actor);
  if (pinPosition !== null && (await tx.reportPin.count({ where: { projectId } })) < mostPins)
    await tx.reportPin.create({ data: { projectId, elementId: id, position: pinPosition }, select: { id: true } });
  await tx.dataPackage.updateMany({
    where: { id: { in: packageIds }, projectId, elementId: null },
    data: { elementId: id },
  });
}

/**
 * Under an id of its own choice, which no part has. The report is locked.
 * @param asked the filter that it asked before; another one must be the actor's to use
 * @throws AppError as `putBackIn`; `invalid` on `filterId`
 */
export async function insertAtIn(
  tx: Tx,
  actor: Can<"reports.write">,
  report: StoredReport,
  { id, position, block }: PutBack & { id: string },
  asked: string | null = null,
): Promise<void> {
  const ids = (await readBlocksIn(tx, report.id)).map((each) => each.id);
  requireRoom(ids.length);
  if (block.kind === "element" && filterOf(block) !== asked) await requireFilterIn(tx, actor, block.definition);
  await requireFilterThere(tx, filterOf(block));
  const at = Math.min(position, ids.length);
  await tx.reportElement.create({
    data: { id, reportId: report.id, position: ids.length, ...blockColumnsOf(block) },
    select: { id: true },
  });
  await orderBlocksIn(tx, report.id, ids.toSpliced(at, 0, id));
  await auditBlock(tx, actor, report, {
    verb: "created",
    id,
    block,
    after: { reportId: report.id, position: at, block },
  });
}

function filterOf(block: ReportBlock): string | null {
  return block.kind === "element" ? block.definition.filterId : null;
}

async function requireFilterThere(tx: Tx, filterId: string | null): Promise<void> {
  if (filterId === null || (await tx.savedFilter.findUnique({ where: { id: filterId }, select: { id: true } }))) return;
  throw new AppError(
    "conflict",
    "Its filter was deleted meanwhile, so the element cannot come back. Create it anew, with another filter.",
  );
}
