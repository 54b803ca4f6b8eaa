import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { decodeTableState } from "@/lib/conditions/table-state";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { findFeedbackType } from "@/lib/feedback/types";
import { getElement, getReport, type Report, type ReportElement } from "@/lib/reports/queries";
import type { Viewed } from "@/lib/reports/read-element";
import { sourceHere } from "@/lib/sources/source-here";
import type { Source } from "@/lib/sources/source";
import { shownState, type ShownState } from "@/lib/views/shown-state";
import type { ExportRequest } from "./schema";

/** What a file is of, found with the rights that its person has now. */
export type Subject = { name: string } & (
  | { kind: "report"; report: Report; viewed: Viewed }
  | { kind: "element"; report: Report; element: ReportElement; viewed: Viewed }
  | ListSubject
);

export interface ListSubject {
  kind: "list";
  name: string;
  source: Source;
  shown: ShownState;
  search?: string;
  /** The address of the list, without the origin. */
  path: string;
}

/**
 * @throws AppError `not_found` for what is gone or not shared with the actor, `forbidden`, and `invalid` for a list without columns
 */
export async function findSubject(actor: Can<"reports.read">, request: ExportRequest): Promise<Subject> {
  if (request.kind === "list") return findList(actor, request);
  const viewed: Viewed = { chosen: request.chosen };
  if (request.kind === "report") {
    const report = await getReport(actor, request.reportId);
    return { kind: "report", name: report.name, report, viewed };
  }
  const { report, element } = await getElement(actor, request.elementId);
  return { kind: "element", name: element.name, report, element, viewed };
}

async function findList(
  actor: Can<"reports.read">,
  { source: key, query }: Extract<ExportRequest, { kind: "list" }>,
): Promise<ListSubject> {
  const source = await sourceHere(also(actor, "filters.write"), key);
  const reader = source.target === "user" ? also(actor, "users.read") : also(actor, "feedback.read");
  const { cursor: _, ...state } = decodeTableState(new URLSearchParams(query));
  const shown = await shownState(reader, source, state);
  if (shown.columns.length === 0) throw new AppError("invalid", "This view has no columns. Add one and export again.");
  const type = source.ref.kind === "feedback" ? await findFeedbackType(db, source.ref.typeId) : null;
  const place = source.scope.kind === "project" ? `/projects/${source.scope.key}` : "/community";
  const path = `${place}/${type ? `feedback/${type.key}` : "users"}${query && `?${query}`}`;
  return { kind: "list", name: type?.name ?? "Users", source, shown, search: state.search, path };
}
