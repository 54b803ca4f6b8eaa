import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { noFilter, type Condition } from "@/lib/conditions/schema";
import { noGroup, type TableColumn, type TableSort, type TableState } from "@/lib/conditions/table-state";
import { AppError } from "@/lib/errors/app-error";
import type { FieldInfo } from "@/lib/fields/field";
import { findUsableCondition } from "@/lib/filters/filters";
import { sourceKey, type Source } from "@/lib/sources/source";
import { z } from "zod";
import { findUsableView } from "./views";

export interface ShownColumn extends TableColumn {
  field: FieldInfo;
}

/** A list's state with its saved filter and view looked up: what is really asked and shown. */
export interface ShownState {
  condition: Condition;
  columns: ShownColumn[];
  sort: TableSort[];
  group: FieldInfo | null;
}

/** @throws AppError `not_found` when the address names a filter or view that is gone or not shared with this person. */
export async function shownState(
  actor: Can<"users.read"> | Can<"feedback.read">,
  source: Source,
  state: TableState,
): Promise<ShownState> {
  const reader = also(actor, "filters.write");
  const key = sourceKey(source.ref);
  const [condition, view] = await Promise.all([
    state.filter && uuid.safeParse(state.filter).success ? findUsableCondition(reader, key, state.filter) : null,
    state.view && uuid.safeParse(state.view).success ? findUsableView(reader, key, state.view) : null,
  ]);
  if (state.filter && !condition)
    throw new AppError("not_found", "This filter is gone, or it is not shared with you. Choose another.");
  if (state.view && !view)
    throw new AppError("not_found", "This view is gone, or it is not shared with you. Choose another.");
  const columns = state.columns ?? view?.columns ?? defaultColumns(source).map((path) => ({ path }));
  return {
    condition: state.condition ?? condition ?? noFilter,
    sort: state.sort ?? view?.sort ?? [],
    group: groupOf(source, state.group ?? view?.group),
    columns: columns.flatMap((column) => {
      const field = source.catalog.find(column.path);
      return field ? [{ ...column, field: fieldInfo(field) }] : [];
    }),
  };
}

const uuid = z.uuid();

function groupOf(source: Source, path: string | undefined): FieldInfo | null {
  const field = path && path !== noGroup ? source.catalog.find(path) : null;
  return field && field.sortable !== false ? fieldInfo(field) : null;
}

/** Without a view: who or what it is, where it stands, and what is starred. */
export function defaultColumns(source: Source): string[] {
  const starred = source.catalog.list.filter((field) => field.favorite).map((field) => field.path);
  if (source.target === "user") {
    const role = source.scope.kind === "project" ? ["user.role", "user.teams"] : ["user.state"];
    return ["user.username", "user.name", "user.email", ...role, "user.score", ...starred.slice(0, 3)];
  }
  const choice = source.catalog.list.find(
    (field) => field.path.startsWith("feedback.field.") && field.type === "choice",
  );
  const own = starred.filter((path) => source.catalog.find(path)?.dataSet.key !== "user").slice(0, 1);
  return [
    "feedback.display_id",
    "feedback.title",
    "feedback.status",
    ...(choice ? [choice.path] : []),
    "submitter.username",
    "feedback.comments",
    ...own,
    "feedback.created_at",
  ];
}

/** What the browser may know of a field: everything but its SQL. */
export function fieldInfo({ path, label, dataSet, type, options, favorite, internal, person }: FieldInfo): FieldInfo {
  return {
    path,
    label,
    dataSet,
    type,
    ...(options && { options }),
    ...(favorite && { favorite }),
    ...(internal && { internal }),
    ...(person && { person }),
  };
}
