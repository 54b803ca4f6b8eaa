import type { Can } from "@/lib/auth/actor";
import { decodeTableState } from "@/lib/conditions/table-state";
import { AppError } from "@/lib/errors/app-error";
import type { FieldInfo } from "@/lib/fields/field";
import { steps } from "@/lib/conditions/paths";
import { cheapCount, countRecords, listRecords, type Count, type ListRow } from "@/lib/sources/list";
import { countGroups, type GroupCount } from "@/lib/sources/group";
import { contextOf } from "@/lib/sources/read";
import type { Source } from "@/lib/sources/source";
import { shownState, type ShownColumn } from "./shown-state";
import { noFilter, type Condition } from "@/lib/conditions/schema";
import type { TableSort } from "@/lib/conditions/table-state";

export const pageSize = 50;

export interface ListAnswer {
  rows: ListRow[];
  next: string | null;
  columns: ShownColumn[];
  sort: TableSort[];
  /** What the rows are grouped by; its values are among those of each row. */
  group: FieldInfo | null;
  condition: Condition;
}

/** One page of a list, as its address asks for it. */
export async function answerList(
  actor: Can<"users.read"> | Can<"feedback.read">,
  source: Source,
  query: URLSearchParams,
): Promise<ListAnswer> {
  const state = decodeTableState(query);
  const { columns, condition, sort, group } = await shownState(actor, source, state);
  const paths = columns.map(({ path }) => path);
  const page = await listRecords(source, {
    condition,
    sort,
    group: group?.path,
    columns: group ? [...paths, group.path] : paths,
    search: state.search,
    cursor: state.cursor,
    limit: pageSize,
    context: contextOf(source, actor),
  });
  return { ...page, columns, sort, group, condition };
}

/** How many records each head of a grouped list stands for. @throws AppError as `countGroups`; `invalid` for a list without groups */
export async function answerGroups(
  actor: Can<"users.read"> | Can<"feedback.read">,
  source: Source,
  query: URLSearchParams,
): Promise<GroupCount[]> {
  const state = decodeTableState(query);
  const { condition, group } = await shownState(actor, source, state);
  if (!group) throw new AppError("invalid", "This list is not grouped.");
  return countGroups(source, { condition, search: state.search, context: contextOf(source, actor) }, group.path);
}

export interface CountAnswer {
  matching: Count;
  /** Without any filter. */
  total: Count;
  /** How many are left after each part of the top level, by its place. */
  steps?: Record<string, Count>;
}

/**
 * How many match, and of how many: at once as far as that is cheap; with `exact` in the address to the last, which may take seconds; with
 * `steps` how each part of the filter narrows them.
 */
export async function answerCount(
  actor: Can<"users.read"> | Can<"feedback.read">,
  source: Source,
  query: URLSearchParams,
): Promise<CountAnswer> {
  const state = decodeTableState(query);
  const { condition } = await shownState(actor, source, state);
  const most = query.has("exact") ? null : cheapCount;
  const asks = { search: state.search, context: contextOf(source, actor) };
  const [matching, total] = await Promise.all([
    countRecords(source, { ...asks, condition }, most),
    countRecords(source, { condition: noFilter }, most),
  ]);
  if (!query.has("steps")) return { matching, total };
  const counted: Record<string, Count> = {};
  // One after another: others ask too.
  for (const step of steps(condition)) counted[step.at] = await countRecords(source, { ...asks, ...step });
  return { matching, total, steps: counted };
}
