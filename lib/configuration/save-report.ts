import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { also } from "@/lib/auth/authorize";
import { savePackage } from "@/lib/data-packages/commands";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { addBlock, moveBlock, removeBlock, updateBlock } from "@/lib/reports/block-commands";
import { archiveReport, createReport, updateReport } from "@/lib/reports/commands";
import type { ReportBlock } from "@/lib/reports/schema";
import { blockLabel } from "@/lib/reports/versions";
import { idOf, packageApiKey } from "./items";
import type { Configured } from "./schema";
import { feedbackTypeId, filterId, teamId, type Target } from "./target";

/** Makes the report with its parts, or changes the one of its name. */
export async function saveReport(target: Target, report: Configured["report"], id: string | null): Promise<string> {
  const writer = also(target.actor, "reports.write");
  const { access, archived, blocks, ...rest } = report;
  const settings = {
    ...rest,
    access: access.map(({ team, mayDistribute }) => ({ teamId: teamId(target, team), mayDistribute })),
  };
  const madeId = id ?? (await createReport(writer, settings)).id;
  if (id !== null) await updateReport(writer, id, settings);
  const held = target.present.rows.reports.find((row) => row.id === id)?.blocks ?? [];
  const wanted = blocks.map((block) => blockOf(target, block));
  const kept = keptBlocks(held, wanted);
  for (const { id: blockId } of held.filter((each) => !kept.includes(each))) await removeBlock(writer, blockId);
  const destination = { kind: "report", id: madeId } as const;
  for (const [position, block] of wanted.entries()) {
    const there = kept[position];
    if (!there) await addBlock(writer, { destination, block, position });
    else {
      if (!isDeepStrictEqual(there.block, block)) await updateBlock(writer, there.id, block);
      await moveBlock(writer, there.id, position);
    }
  }
  await archiveReport(writer, madeId, archived);
  return madeId;
}

type Held = Target["present"]["rows"]["reports"][number]["blocks"][number];

/** Which part of before each becomes: of its kind and name, else of its kind. What hangs on an element stays with it. */
function keptBlocks(held: readonly Held[], wanted: readonly ReportBlock[]): (Held | undefined)[] {
  const kept = wanted.map((): Held | undefined => undefined);
  for (const isSame of [isNamesake, isOfKind])
    wanted.forEach((block, n) => {
      kept[n] ??= held.find((each) => !kept.includes(each) && isSame(each.block, block));
    });
  return kept;
}

function isOfKind(one: ReportBlock, other: ReportBlock): boolean {
  return one.kind === other.kind;
}

function isNamesake(one: ReportBlock, other: ReportBlock): boolean {
  return isOfKind(one, other) && blockLabel(one) === blockLabel(other);
}

/** Makes it, or changes the one of its key, which keeps its API key. */
export async function saveDataPackage(
  target: Target,
  { report, element, ...value }: Configured["dataPackage"],
  id: string | null,
): Promise<string> {
  const held = target.present.rows.dataPackages.find((row) => row.id === id);
  const apiKeyId = held?.apiKeyId ?? target.apiKeyOf(packageApiKey(value.key));
  if (apiKeyId === null) throw new AppError("invalid", "A new data package needs an API key. Choose one above.");
  const input = { ...value, id: id ?? randomUUID(), apiKeyId, elementId: await elementId(target, report, element) };
  await savePackage(also(target.actor, "reports.write"), input);
  return input.id;
}

function blockOf(target: Target, block: Configured["report"]["blocks"][number]): ReportBlock {
  if (block.kind !== "element") return block;
  const { source, filter, ...definition } = block.definition;
  const typeId = feedbackTypeId(target, source);
  return {
    ...block,
    definition: {
      ...definition,
      source: typeId === null ? source : `feedback:${typeId}`,
      filterId: filter && filterId(target, source, filter),
    },
  };
}

/** @throws AppError `invalid` when the project has no such report */
export function reportId(target: Target, report: string): string {
  const found = target.ids.get(idOf.report(report));
  if (found) return found;
  throw new AppError("invalid", `There is no report “${report}” in this project. Take it along, or make it first.`);
}

/** @throws AppError `invalid` when the report has no such element, or is not there */
export async function elementId(target: Target, report: string, element: string): Promise<string> {
  const of = target.ids.get(idOf.report(report));
  const found =
    of &&
    (await db.reportElement.findFirst({
      where: { reportId: of, kind: "element", name: element },
      select: { id: true },
      orderBy: [{ position: "asc" }, { id: "asc" }],
    }));
  if (found) return found.id;
  throw new AppError(
    "invalid",
    `There is no element “${element}” in a report “${report}” of this project. Take the report along, or make it first.`,
  );
}
