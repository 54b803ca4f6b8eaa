import { callsFirst } from "@/lib/env/calls-first";
import { answerElement } from "@/lib/elements/answer";
import { summaryBlocks } from "@/lib/elements/whole-summary";
import type { LongReadOptions } from "@/lib/db/long-read";
import { itemHeads } from "@/lib/elements/answer-records";
import type { ElementQuestion } from "@/lib/elements/question";
import { cellOf, type TableCell } from "@/lib/elements/table";
import { AppError } from "@/lib/errors/app-error";
import type { FieldValue } from "@/lib/fields/field";
import { sortKeys, writeCursor } from "@/lib/sources/keyset";
import { listRecords } from "@/lib/sources/list";
import { changedPath } from "./changed";
import { cellsOf, summaryCells } from "./columns";
import type { OpenPackage } from "./open-package";
import { packageLimits } from "./schema";

export interface RowsPage {
  rows: TableCell[][];
  /** When each row's record changed, where it was asked for. */
  changed: FieldValue[];
  next: string | null;
}

/** Where a page begins, how long it may be, and what it leaves out. */
export interface WantedPage {
  cursor?: string;
  limit: number;
  /** Records that changed before are passed over; only of a question that says when they did. */
  since?: Date | null;
}

/**
 * A page of the rows as of now. All records of an element come newest first, whatever its order: so that turning pages neither misses nor
 * doubles one while others are changed. What is counted up, or has a limit of its own, keeps its order. With `since` a page ends after
 * `longestWalk` records, however few of them changed.
 * @throws AppError `bad_request` for a cursor of another question; `too_large` for a summary that is too long to be turned page by page
 */
export async function readPage(open: OpenPackage, wanted: WantedPage): Promise<RowsPage> {
  if (isWhole(open)) {
    const whole = await readWhole(open);
    if (whole === null) throw noPages();
    return pageOf(whole, wanted);
  }
  const { source, condition, context } = open.question;
  const items = itemHeads(open.question);
  const columns = [...items.map(({ path }) => path), changedPath];
  const { limit, since = null } = wanted;
  const rows: TableCell[][] = [];
  const changed: FieldValue[] = [];
  let next = wanted.cursor;
  let walked = 0;
  do {
    const size = since === null ? Math.min(step, limit - rows.length) : step;
    const page = await listRecords(source, { condition, context, columns, sort: [], limit: size, cursor: next });
    next = page.next ?? undefined;
    walked += page.rows.length;
    for (const [n, { id, values }] of page.rows.entries()) {
      const at = values[changedPath] ?? null;
      if (since !== null && (typeof at !== "string" || new Date(at) < since)) continue;
      rows.push(
        open.columns.map(({ place }) => {
          const item = items[place];
          return item ? cellOf(item, values[item.path] ?? null) : null;
        }),
      );
      changed.push(at);
      if (rows.length < limit) continue;
      if (n < page.rows.length - 1) next = writeCursor(sortKeys(source, { sort: [] }), [id]);
      break;
    }
    await callsFirst();
  } while (next !== undefined && rows.length < limit && walked < longestWalk);
  return { rows, changed, next: next ?? null };
}

/** Some tenths of a second. */
const longestWalk = 30_000;

/** So many records are read at once: this process is not kept busy for longer than a blink. */
const step = 1_000;

/** Its rows are read all together: those of a summary, or of an element with a limit. */
export function isWhole({ question: { definition } }: OpenPackage): boolean {
  return definition.measures.length > 0 || definition.limit !== null;
}

type Whole = Pick<RowsPage, "rows" | "changed">;

/** Null for a summary of more than ten thousand rows, which `summaryRows` has. */
export async function readWhole({ question, columns }: OpenPackage): Promise<Whole | null> {
  const data = await answerElement(alsoChanged(question), packageLimits.page);
  if (data.isCut && question.definition.limit === null) return null;
  const rows = cellsOf(data, columns);
  const place = data.shape === "records" ? data.items.findIndex(({ path }) => path === changedPath) : -1;
  const changed =
    data.shape === "records" ? data.rows.map(({ values }) => values[place] ?? null) : rows.map(() => null);
  return { rows, changed };
}

/** A record that says when it changed is asked for that too, behind its items. */
function alsoChanged(question: ElementQuestion): ElementQuestion {
  const { definition, source } = question;
  if (definition.measures.length > 0 || !source.catalog.find(changedPath)) return question;
  return { ...question, definition: { ...definition, items: [...definition.items, { path: changedPath }] } };
}

/** All rows of a summary in the order of the element, however many, in blocks as they are read. @throws AppError as `readRows` */
export async function* summaryRows(
  { question, columns }: OpenPackage,
  options: LongReadOptions = {},
): AsyncGenerator<TableCell[][], void, undefined> {
  const { rows } = await summaryBlocks(question, options);
  for await (const block of rows) yield summaryCells(block, columns);
}

/** Every page would count all records anew, and what moved between two of them would be missed or doubled. */
function noPages(): AppError {
  const most = packageLimits.page.toLocaleString("en");
  return new AppError(
    "too_large",
    `This summary has more than ${most} rows, and they would change from page to page. Fetch the CSV file without limit and cursor, or let a snapshot be taken on the page of the data package: it gives all rows page by page.`,
  );
}

function pageOf({ rows, changed }: Whole, { cursor, limit }: WantedPage): RowsPage {
  const from = cursor === undefined ? 0 : rowNumber(cursor);
  const end = Math.min(from + limit, rows.length);
  return { rows: rows.slice(from, end), changed: changed.slice(from, end), next: end < rows.length ? `r${end}` : null };
}

function rowNumber(cursor: string): number {
  if (!/^r\d{1,9}$/.test(cursor)) throw otherCursor();
  return Number(cursor.slice(1));
}

export function otherCursor(): AppError {
  return new AppError(
    "bad_request",
    "cursor: This page belongs to another question, or is gone. Begin without a cursor.",
  );
}
