import type { Can } from "@/lib/auth/actor";
import { canonical } from "@/lib/conditions/canonical";
import { checkCondition } from "@/lib/conditions/check";
import type { Condition } from "@/lib/conditions/schema";
import type { ItemHead, RecordRow } from "@/lib/elements/data";
import { infoOf, type ElementQuestion } from "@/lib/elements/question";
import { AppError } from "@/lib/errors/app-error";
import { countRecords, listRecords, type Count } from "@/lib/sources/list";
import { listOf, type SourceList } from "./describe-source";
import { recordLinks } from "./record-links";
import type { ReportElement } from "./queries";
import { elementQuestion } from "./read-element";

/** Rows of one page. */
const pageSize = 50;

export interface UnderlyingRow extends RecordRow {
  /** The page of the record that it is, or is about; null where there is none. */
  href: string | null;
}

export interface UnderlyingRows {
  /** How one of them is called. */
  noun: { one: string; many: string };
  items: ItemHead[];
  rows: UnderlyingRow[];
  /** Where the next page begins; null on the last. */
  next: string | null;
  /** On the first page: how many there are. */
  count: Count | null;
  /** Everything that is asked of them, and the list that can be asked the same. */
  condition: Condition;
  list: SourceList | null;
  zone: string;
}

/**
 * The records behind an element, or behind one part of it, page by page.
 * @throws AppError `invalid` for items that are gone; `bad_request` for a page of another question
 */
export async function underlyingRows(
  actor: Can<"reports.read">,
  element: Pick<ReportElement, "definition">,
  { where, drill, after }: { where?: Condition; drill?: Condition; after?: string },
): Promise<UnderlyingRows> {
  const question = await elementQuestion(actor, element, where);
  const { source, context } = question;
  if (drill) requireKnown(question, drill);
  const condition: Condition = {
    match: "all",
    conditions: [...question.condition.conditions, ...(drill ? [drill] : [])],
  };
  const items = itemsOf(question);
  const asked = { condition, context };
  const [page, count, list] = await Promise.all([
    listRecords(source, {
      ...asked,
      columns: items.map(({ path }) => path),
      sort: question.definition.measures.length > 0 ? [] : question.definition.sort,
      cursor: after,
      limit: pageSize,
    }),
    after ? null : countRecords(source, asked),
    listOf(source),
  ]);
  const links = await recordLinks(actor, source, page.rows);
  return {
    noun: source.noun,
    items,
    rows: page.rows.map(({ id, label, values }) => ({
      id,
      label,
      href: links.get(id) ?? null,
      values: items.map(({ path }) => values[path] ?? null),
    })),
    next: page.next,
    count,
    condition: canonical(condition),
    list,
    zone: source.zone,
  };
}

/** What the element speaks of, but for what the records are called, which leads every row; what is gone meanwhile is left out. */
function itemsOf({ source, definition }: ElementQuestion): ItemHead[] {
  const { items, groups, measures } = definition;
  const [called, ...others] = source.searched;
  // Of a summary also what tells the records apart.
  const named = others.slice(0, 2).map((path) => ({ path, label: undefined }));
  const measured = measures.map(({ path }) => ({ path, label: undefined }));
  const wanted = measures.length === 0 ? items : [...named, ...groups, ...measured];
  const found = new Map<string, ItemHead>();
  for (const item of wanted) {
    const field = item.path === undefined ? null : source.catalog.find(item.path);
    if (!field || field.path === called || found.has(field.path)) continue;
    const format = "format" in item ? item.format : undefined;
    found.set(field.path, { path: field.path, label: item.label || field.label, field: infoOf(field), format });
  }
  return [...found.values()];
}

function requireKnown({ source }: ElementQuestion, drill: Condition): void {
  const [problem] = checkCondition(drill, source.catalog.find);
  if (problem) throw new AppError("invalid", problem.message, { drill: problem.message });
}
