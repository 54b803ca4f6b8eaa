import type { Can } from "@/lib/auth/actor";
import { decodeTableState } from "@/lib/conditions/table-state";
import { cheapCount, countRecords, listRecords, type Count, type ListRow } from "@/lib/sources/list";
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
  condition: Condition;
}

/** One page of a list, as its address asks for it. */
export async function answerList(
  actor: Can<"users.read"> | Can<"feedback.read">,
  source: Source,
  query: URLSearchParams,
): Promise<ListAnswer> {
  const state = decodeTableState(query);
  const { columns, condition, sort } = await shownState(actor, source, state);
  const page = await listRecords(source, {
    condition,
    sort,
    columns: columns.map(({ path }) => path),
    search: state.search,
    cursor: state.cursor,
    limit: pageSize,
    context: contextOf(source, undefined),
  });
  return { ...page, columns, sort, condition };
}

export interface CountAnswer {
  matching: Count;
  /** Without any filter. */
  total: Count;
}

/** How many match, and of how many: at once as far as that is cheap, with `exact` in the address to the last, which may take seconds. */
export async function answerCount(
  actor: Can<"users.read"> | Can<"feedback.read">,
  source: Source,
  query: URLSearchParams,
): Promise<CountAnswer> {
  const state = decodeTableState(query);
  const { condition } = await shownState(actor, source, state);
  const most = query.has("exact") ? null : cheapCount;
  const [matching, total] = await Promise.all([
    countRecords(source, { condition, search: state.search }, most),
    countRecords(source, { condition: noFilter }, most),
  ]);
  return { matching, total };
}
