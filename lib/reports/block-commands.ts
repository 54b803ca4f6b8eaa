import type { Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { createReportIn } from "./commands";
import { blockColumnsOf, insertBlocksIn } from "./insert-blocks";
import { lockBlockIn, lockReportIn, readBlocksIn } from "./locked-report";
import { requireAnswerable, requireFilterIn } from "./requirements";
import { reportLimits, reportSettings, type NewBlock, type ReportBlock } from "./schema";
import { auditShared, blockKind, blockLabel, blockOf, type BlockVersion, type StoredReport } from "./versions";

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
    if (ids.length >= reportLimits.blocks)
      throw new AppError(
        "conflict",
        `A report has at most ${reportLimits.blocks} parts. Put this one into another report.`,
      );
    const [id = ""] = await insertBlocksIn(tx, reportId, [block], ids.length);
    const at = Math.min(position ?? ids.length, ids.length);
    await orderIn(tx, reportId, ids.toSpliced(at, 0, id));
    const after = { reportId, position: at, block };
    await auditBlock(tx, actor, report, { verb: "created", id, block, after });
    return { reportId, id };
  });
}

/** What it asks and how it is drawn; of a heading or text its words. @throws AppError as `addBlock`; `invalid` for one of another kind */
export async function updateBlock(
  actor: Can<"reports.write">,
  id: string,
  block: ReportBlock,
): Promise<{ reportId: string }> {
  if (block.kind === "element") await requireAnswerable(actor, block.definition);
  return transaction(async (tx) => {
    const { report, row, position } = await lockBlockIn(tx, actor, id);
    const before = blockOf(row);
    if (before.kind !== block.kind) throw new AppError("invalid", "A part of a report stays of its kind.");
    if (block.kind === "element" && block.definition.filterId !== row.filterId)
      await requireFilterIn(tx, actor, block.definition);
    const at = new Date();
    await tx.reportElement.update({
      where: { id },
      data: { ...blockColumnsOf(block), modifiedAt: at },
      select: { id: true },
    });
    await tx.report.update({ where: { id: report.id }, data: { modifiedAt: at }, select: { id: true } });
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

/** Moves it to a place, 0 the first; beyond the last is the last. @throws AppError `not_found` */
export async function moveBlock(actor: Can<"reports.write">, id: string, to: number): Promise<{ position: number }> {
  return transaction(async (tx) => {
    const { report, row, position, count } = await lockBlockIn(tx, actor, id);
    const target = Math.max(0, Math.min(to, count - 1));
    if (target === position) return { position };
    const ids = (await readBlocksIn(tx, report.id)).map((each) => each.id).filter((each) => each !== id);
    await orderIn(tx, report.id, ids.toSpliced(target, 0, id));
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

/** @returns what `addBlock` takes to put it back. @throws AppError `not_found` */
export async function removeBlock(actor: Can<"reports.write">, id: string): Promise<NewBlock> {
  return transaction(async (tx) => {
    const { report, row, position } = await lockBlockIn(tx, actor, id);
    const block = blockOf(row);
    await tx.reportElement.delete({ where: { id }, select: { id: true } });
    await tx.report.update({ where: { id: report.id }, data: { modifiedAt: new Date() }, select: { id: true } });
    const before = { reportId: report.id, position, block };
    await auditBlock(tx, actor, report, { verb: "deleted", id, block, before });
    return { destination: { kind: "report", id: report.id }, block, position };
  });
}

/** Numbers the parts of a report anew, in this order. */
async function orderIn(tx: Tx, reportId: string, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    update report_element e set position = place.n - 1
      from unnest(${ids}::uuid[]) with ordinality place (id, n)
     where e.id = place.id and e.report_id = ${reportId}::uuid and e.position <> place.n - 1`;
  await tx.$executeRaw`update report set modified_at = now() where id = ${reportId}::uuid`;
}

interface BlockEvent {
  verb: "created" | "changed" | "deleted";
  id: string;
  block: ReportBlock;
  before?: BlockVersion;
  after?: BlockVersion;
}

async function auditBlock(
  tx: Tx,
  actor: Can<"reports.write">,
  report: StoredReport,
  { block, ...event }: BlockEvent,
): Promise<void> {
  await auditShared(tx, actor, [report], { ...event, kind: blockKind, label: `${report.name}: ${blockLabel(block)}` });
}
