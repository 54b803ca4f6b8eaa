import "server-only";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { DataSource } from "@/lib/elements/data-source";
import { loadDataSource } from "@/lib/elements/load-data-source";
import { questionOf } from "@/lib/elements/question";
import { elementDefinition, type ElementDefinition } from "@/lib/elements/schema";
import { AppError } from "@/lib/errors/app-error";
import { visibleReports } from "@/lib/reports/queries";
import { columnsOf } from "./columns";
import { lookupFields, lookupTarget } from "./lookup-question";
import type { PublishableElement } from "./schema";

/** Tables of the reports that the actor sees, by report; what cannot be asked any more is left out. */
export async function listPublishable(actor: Can<"reports.read">): Promise<PublishableElement[]> {
  const rows = await db.reportElement.findMany({
    where: { kind: "element", report: { ...visibleReports(actor), archivedAt: null } },
    select: { id: true, name: true, definition: true, filterId: true, report: { select: { id: true, name: true } } },
    orderBy: [{ report: { name: "asc" } }, { position: "asc" }],
  });
  const sources = new Map<string, Promise<DataSource>>();
  const listed: PublishableElement[] = [];
  for (const { id, name, report, definition: stored, filterId } of rows) {
    const definition = elementDefinition.parse({ ...(stored as object), filterId });
    if (definition.style !== "table") continue;
    const source = sources.get(definition.source) ?? loadDataSource(actor, definition.source);
    sources.set(definition.source, source);
    const what = await describe(actor, source, definition);
    if (what) listed.push({ id, name, report: report.name, reportId: report.id, ...what });
  }
  return listed;
}

async function describe(actor: Can<"reports.read">, source: Promise<DataSource>, definition: ElementDefinition) {
  try {
    const question = await questionOf(actor, await source, definition);
    const columns = await columnsOf(question);
    const lookup = lookupTarget(question);
    const fields = lookup === null ? [] : lookupFields(question);
    return {
      limit: definition.limit,
      columns: columns.map(({ place: _, ...column }) => column),
      lookup,
      lookupFields: fields.map(({ path, label }) => ({ path, label })),
    };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
