import { randomUUID } from "node:crypto";
import { also } from "@/lib/auth/authorize";
import { savePackage } from "@/lib/data-packages/commands";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { addBlock, removeBlock, updateBlock } from "@/lib/reports/block-commands";
import { archiveReport, createReport, updateReport } from "@/lib/reports/commands";
import type { ReportBlock } from "@/lib/reports/schema";
import { idOf, packageApiKey } from "./items";
import type { Configured } from "./schema";
import { feedbackTypeId, filterId, teamId, type Target } from "./target";

/** Makes the report, or changes the one of its name: a part that is of the same kind as the one in its place stays that part. */
export async function saveReport(target: Target, report: Configured["report"], id: string | null): Promise<string> {
  const writer = also(target.actor, "reports.write");
  const { access, archived, blocks, ...rest } = report;
  const settings = {
    ...rest,
    access: access.map(({ team, mayDistribute }) => ({ teamId: teamId(target, team), mayDistribute })),
  };
  const reportId = id ?? (await createReport(writer, settings)).id;
  if (id !== null) await updateReport(writer, id, settings);
  const held = target.present.rows.reports.find((row) => row.id === id)?.blocks ?? [];
  const destination = { kind: "report", id: reportId } as const;
  for (const [position, configured] of blocks.entries()) {
    const block = blockOf(target, configured);
    const there = held[position];
    if (there?.block.kind === block.kind) await updateBlock(writer, there.id, block);
    else {
      if (there) await removeBlock(writer, there.id);
      await addBlock(writer, { destination, block, position });
    }
  }
  for (const { id: blockId } of held.slice(blocks.length)) await removeBlock(writer, blockId);
  await archiveReport(writer, reportId, archived);
  return reportId;
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

async function elementId(target: Target, report: string, element: string): Promise<string> {
  const reportId = target.ids.get(idOf.report(report));
  const found =
    reportId &&
    (await db.reportElement.findFirst({
      where: { reportId, kind: "element", name: element },
      select: { id: true },
      orderBy: [{ position: "asc" }, { id: "asc" }],
    }));
  if (found) return found.id;
  throw new AppError(
    "invalid",
    `There is no element “${element}” in a report “${report}” of this project. Take the report along, or make it first.`,
  );
}
