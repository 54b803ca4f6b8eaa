import { findLastChange, type Seen } from "@/lib/audit/last-change";
import type { Can } from "@/lib/auth/actor";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { auditBlock } from "./audit-block";
import { createReportIn } from "./commands";
import { blockColumnsOf, insertBlocksIn } from "./insert-blocks";
import { lockBlockIn, lockReportIn, readBlocksIn } from "./locked-report";
import { orderBlocksIn, touchReportIn } from "./order-blocks";
import { insertAtIn, lockRemovedIn, putBackIn, removedMeanwhile, takeOutIn, type BlockUses } from "./removed-blocks";
import { requireAnswerable, requireFilterIn, requireRoom } from "./requirements";
import { reportSettings, type NewBlock, type ReportBlock } from "./schema";
import { blockSeen, requireUnchangedIn, staleBy } from "./seen";
import { blockKind, blockOf, isSeenByOthers, type BlockVersion } from "./versions";

/**
 * Adds a part to a report, or to a new private one: last, or at `position`.
 * @throws AppError `not_found`; `invalid` with the place in the definition; `conflict` when the report is full
 */
export async function addBlock(
  actor: Can<"reports.write">,
  { destination, block, position }: NewBlock,
): Promise<{ reportId: string; id: string }> {
  if (block.kind === "element") await requireAnswerable(actor, block.definition);
  return transaction(async (tx) => {
    if (block.kind === "element") await requireFilterIn(tx, actor, block.definition);
    const reportId =
      destination.kind === "report"
        ? destination.id
        : (
            await createReportIn(tx, actor, {
              ...reportSettings.parse({ name: destination.name }),
              archived: false,
            })
          ).id;
    const report = await lockReportIn(tx, actor, reportId);
    const ids = (await readBlocksIn(tx, reportId)).map(({ id }) => id);
    requireRoom(ids.length);
    const [id = ""] = await insertBlocksIn(tx, reportId, [block], ids.length);
    const at = Math.min(position ?? ids.length, ids.length);
    await orderBlocksIn(tx, reportId, ids.toSpliced(at, 0, id));
    const after = { reportId, position: at, block };
    await auditBlock(tx, actor, report, { verb: "created", id, block, after });
    return { reportId, id };
  });
}

/**
 * What it asks and how it is drawn; of a heading or text its words. One that was removed meanwhile comes back so.
 * @param seen what its editor began with; null saves over whatever is there
 * @throws AppError as `addBlock`; `invalid` for one of another kind; `stale` when somebody changed or removed it after `seen`
 */
export async function updateBlock(
  actor: Can<"reports.write">,
  id: string,
  block: ReportBlock,
  seen: Seen | null = null,
): Promise<{ reportId: string }> {
  if (block.kind === "element") await requireAnswerable(actor, block.definition);
  return transaction(async (tx) => {
    const removed = await lockRemovedIn(tx, actor, id);
    if (removed && seen !== null) throw removedMeanwhile(removed);
    if (removed) return putBackIn(tx, actor, removed, { position: removed.position, block });
    const { report, row, position } = await lockBlockIn(tx, actor, id);
    const before = blockOf(row);
    await requireUnchangedIn(tx, { kind: blockKind, id, report, seen, present: blockSeen(before) });
    if (before.kind !== block.kind) throw new AppError("invalid", "A part of a report stays of its kind.");
    if (block.kind === "element" && block.definition.filterId !== row.filterId)
      await requireFilterIn(tx, actor, block.definition);
    await tx.reportElement.update({
      where: { id },
      data: { ...blockColumnsOf(block), modifiedAt: new Date() },
      select: { id: true },
    });
    await touchReportIn(tx, report.id);
    const place = { reportId: report.id, position };
    await auditBlock(tx, actor, report, {
      verb: "changed",
      id,
      block,
      before: { ...place, block: before },
      after: { ...place, block },
    });
    return { reportId: report.id };
  });
}

/** In half the width it stands beside another one, where there is room. @throws AppError `not_found`; `invalid` for a heading */
export async function setBlockWidth(actor: Can<"reports.write">, id: string, isHalf: boolean): Promise<void> {
  await transaction(async (tx) => {
    const { report, row, position } = await lockBlockIn(tx, actor, id);
    const before = blockOf(row);
    if (before.kind !== "element") throw new AppError("invalid", "Only elements have a width.");
    if (before.isHalf === isHalf) return;
    const block = { ...before, isHalf };
    await tx.reportElement.update({ where: { id }, data: { isHalf }, select: { id: true } });
    const place = { reportId: report.id, position };
    await auditBlock(tx, actor, report, {
      verb: "changed",
      id,
      block,
      before: { ...place, block: before },
      after: { ...place, block },
    });
  });
}

/**
 * Moves it to a place, 0 the first; beyond the last is the last.
 * @param from where whoever moves it saw it
 * @throws AppError `not_found`; `stale` when it stands elsewhere than `from` by now
 */
export async function moveBlock(
  actor: Can<"reports.write">,
  id: string,
  to: number,
  from?: number,
): Promise<{ position: number }> {
  return transaction(async (tx) => {
    const { report, row, position, count } = await lockBlockIn(tx, actor, id);
    const ids = (await readBlocksIn(tx, report.id)).map((each) => each.id);
    if (from !== undefined && from !== position) {
      const last = isSeenByOthers(report) ? await findLastChange(tx, blockKind, ids) : null;
      throw staleBy(last, report.modifiedAt, "arranged this report");
    }
    const target = Math.max(0, Math.min(to, count - 1));
    if (target === position) return { position };
    await orderBlocksIn(tx, report.id, ids.toSpliced(position, 1).toSpliced(target, 0, id));
    const block = blockOf(row);
    await auditBlock(tx, actor, report, {
      verb: "changed",
      id,
      block,
      before: { reportId: report.id, position, block },
      after: { reportId: report.id, position: target, block },
    });
    return { position: target };
  });
}

/** It is kept for thirty days, to be put back. @returns what goes without it until then. @throws AppError `not_found` */
export async function removeBlock(actor: Can<"reports.write">, id: string): Promise<BlockUses> {
  return transaction(async (tx) => {
    const { report, row, position } = await lockBlockIn(tx, actor, id);
    const block = blockOf(row);
    const before = { reportId: report.id, position, block };
    const uses = await takeOutIn(tx, actor, id, before);
    await touchReportIn(tx, report.id);
    await auditBlock(tx, actor, report, { verb: "deleted", id, block, before });
    return uses;
  });
}

/**
 * Puts back what was removed, as the part that it was: with its pin and its data packages, and distributions that name it send it again.
 * @param version how it shall be, when not as it was
 * @throws AppError `not_found` without a version when it was removed too long ago; `conflict`
 */
export async function restoreBlock(
  actor: Can<"reports.write">,
  id: string,
  version?: BlockVersion,
): Promise<{ reportId: string; id: string }> {
  return transaction(async (tx) => {
    const removed = await lockRemovedIn(tx, actor, id);
    if (removed) return putBackIn(tx, actor, removed, version ?? removed);
    if (!version) throw new AppError("not_found", "It cannot be put back any more. Create it anew.");
    const report = await lockReportIn(tx, actor, version.reportId);
    await insertAtIn(tx, actor, report, { ...version, id });
    return { reportId: report.id, id };
  });
}
