import { projectIdOf, type Actor, type Can } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { createReportIn } from "./commands";
import { blockColumnsOf } from "./insert-blocks";
import { hangOnIn } from "./removed-blocks";
import { blockLabel, type KeptBlock, type ReportVersion } from "./versions";

/**
 * Makes a deleted report what it was, under its id and those of its parts: its owner's, if they may still have one here; on the home page,
 * while that has room; and in its data packages, unless they publish something else by now. Teams that are gone are left out, and so is an
 * element whose filter is, with a note in its place. What cannot be asked any more says so on the report.
 * @throws AppError `conflict` when the report is there, or a part of it elsewhere
 */
export async function putReportBackIn(
  tx: Tx,
  actor: Can<"reports.write">,
  id: string,
  { blocks: kept = [], distributions: _, ownerId, ...version }: ReportVersion,
): Promise<void> {
  await requireGoneIn(tx, id, kept);
  const access = await presentIn(tx, actor, version.access);
  await createReportIn(tx, actor, { ...version, access }, { id, ownerId: await ownerOf(actor, ownerId ?? null) });
  const blocks = await withFiltersIn(tx, kept);
  await tx.reportElement.createMany({
    data: blocks.map((block, position) => ({
      ...(block.id && { id: block.id }),
      reportId: id,
      position,
      ...blockColumnsOf(block),
    })),
  });
  for (const block of blocks) {
    if (block.kind !== "element" || !block.id) continue;
    const packageIds = block.packages?.map((each) => each.id) ?? [];
    await hangOnIn(tx, actor, { id: block.id, pinPosition: block.pinPosition ?? null, packageIds });
  }
  await tx.removedReport.deleteMany({ where: { id } });
}

/** Of several who restore it each waits for the other. */
async function requireGoneIn(tx: Tx, id: string, blocks: readonly KeptBlock[]): Promise<void> {
  await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtextextended('report ' || ${id}, 0))) as locked`;
  if ((await tx.report.count({ where: { id } })) > 0)
    throw new AppError("conflict", "This report is there already: it was not deleted, or somebody restored it before.");
  const ids = blocks.flatMap((block) => block.id ?? []);
  const taken = await tx.reportElement.findFirst({ where: { id: { in: ids } }, select: { id: true } });
  const part = taken && blocks.find((block) => block.id === taken.id);
  if (!part) return;
  // Not by the name of the other report, which the actor may not see.
  const message = `Its part “${blockLabel(part)}” is in another report by now. Remove it there first.`;
  throw new AppError("conflict", message, { blocks: message });
}

async function presentIn(tx: Tx, actor: Actor, access: ReportVersion["access"]): Promise<ReportVersion["access"]> {
  const teams = await tx.team.findMany({
    where: { id: { in: access.map(({ teamId }) => teamId) }, projectId: projectIdOf(actor) },
    select: { id: true },
  });
  return access.filter(({ teamId }) => teams.some((team) => team.id === teamId));
}

/** Whoever owned it; the actor where they may not change reports here any more, or nobody did. */
async function ownerOf(actor: Actor, ownerId: string | null): Promise<string | null> {
  if (ownerId === null || ownerId === actor.personId) return actor.personId;
  const { scope } = actor;
  try {
    await authorize(ownerId, scope.kind === "project" ? { project: scope.key } : "community", "reports.write", "job");
    return ownerId;
  } catch (error) {
    if (error instanceof AppError) return actor.personId;
    throw error;
  }
}

/** Without its filter an element would show what it never did. */
async function withFiltersIn(tx: Tx, blocks: readonly KeptBlock[]): Promise<readonly KeptBlock[]> {
  const filterIds = blocks.flatMap((block) => (block.kind === "element" ? (block.definition.filterId ?? []) : []));
  const filters = await tx.savedFilter.findMany({ where: { id: { in: filterIds } }, select: { id: true } });
  const known = new Set<string | null>([null, ...filters.map(({ id }) => id)]);
  return blocks.map((block) => {
    if (block.kind !== "element" || known.has(block.definition.filterId)) return block;
    return { kind: "text", text: `“${block.name}” did not come back with this report: its filter was deleted.` };
  });
}
