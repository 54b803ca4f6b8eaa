import "server-only";
import { createHash } from "node:crypto";
import { copyCsv } from "@/lib/db/copy-csv";
import { AppError } from "@/lib/errors/app-error";
import { csvStatements } from "@/lib/sources/csv-statements";
import { isOfAll } from "@/lib/sources/source";
import { z } from "zod";
import { changedSince, fewChangedSince, withChanged } from "./changed";
import { told } from "./columns";
import type { LoadedPackage } from "./load-package";
import type { OpenPackage } from "./open-package";
import { readQuestion, type PullQuestion } from "./question";
import { chunksOf, readSnapshotPage, snapshotTime, type SnapshotPlace } from "./read-snapshot";
import { contentTypes, hasTag, tagged, type Answer, type PullRequest } from "./reply";
import { isWhole, readPage, readWhole, summaryRows, type RowsPage, type WantedPage } from "./rows";
import { packageLimits } from "./schema";
import { isFresh } from "./snapshot-times";
import { ofTableRows } from "./table-rows";
import { headLine, headsOf, itemOf, lineOf, writeAll } from "./write-rows";

/** From where the rows of one pull come. */
interface Pull {
  request: PullRequest;
  asked: PullQuestion;
  open: OpenPackage;
  /** Null: they are read now. */
  snapshot: { packageId: string; snapshotId: string; at: Date } | null;
}

/**
 * The rows of a data package: JSON page by page, CSV as one file unless a page is asked for.
 * @throws AppError `bad_request` for a parameter that cannot be; `forbidden` for `fresh` where it is not allowed; what reading throws
 */
export async function pullPackage(request: PullRequest, found: LoadedPackage, opened: OpenPackage): Promise<Answer> {
  const asked = readQuestion(request.query);
  if (asked.fresh && !found.allowFresh && found.everyMinutes !== null)
    throw new AppError("forbidden", "fresh: This data package gives its snapshot only.");
  const snapshot = asked.fresh || isPageOfNow(asked) ? null : snapshotOf(found, opened);
  const pull = { request, asked, snapshot, open: opened };
  const isFile = request.format === "csv" && asked.limit === undefined && asked.cursor === undefined;
  return isFile ? file(pull) : page(pull);
}

/** Whoever began with rows of now goes on with them. */
function isPageOfNow({ cursor }: PullQuestion): boolean {
  return cursor !== undefined && !cursor.startsWith("s");
}

/** One whose columns are those of today. */
function snapshotOf(found: LoadedPackage, { columns }: OpenPackage): Pull["snapshot"] {
  const { id, snapshotId, snapshotAt, snapshotColumns } = found;
  if (!isFresh(found) || snapshotId === null || snapshotAt === null) return null;
  const then = keptColumns.safeParse(snapshotColumns).data ?? [];
  const isSame =
    then.length === columns.length &&
    columns.every(({ key, label, type }, n) => {
      const column = then[n];
      return column?.key === key && column.label === label && column.type === type;
    });
  return isSame ? { packageId: id, snapshotId, at: snapshotAt } : null;
}

const keptColumns = z.array(z.object({ key: z.string(), label: z.string(), type: z.string() }));

async function page(pull: Pull): Promise<Answer> {
  const { request, asked, open, snapshot } = pull;
  const heads = headsOf(open.columns, asked.labels);
  const columns = open.columns.map(told);
  const modified = timeOf(pull);
  // What is kept does not change: its tag is known, and compared, before a row is read.
  const kept = snapshot && tagOf([snapshot.snapshotId, asked, columns, request.format]);
  if (kept && hasTag(request, kept)) return tagged(request, { etag: kept, modified, body: null, rows: 0 });
  const wanted = {
    limit: asked.limit ?? packageLimits.defaultPage,
    ...(asked.cursor !== undefined && { cursor: asked.cursor }),
  };
  const { rows, next } = snapshot
    ? await readSnapshotPage({ ...snapshot, since: asked.updatedSince ?? null }, open, wanted)
    : await readNow(open, wanted, asked.updatedSince ?? null);
  if (request.format === "csv") {
    const { text, digest } = await writeAll(rows, (row) => lineOf(columns, row), "");
    const etag = kept ?? tagOf([digest, heads, next]);
    return tagged(request, { etag, modified, body: headLine(heads) + text, rows: rows.length, next });
  }
  const { text, digest } = await writeAll(rows, (row) => JSON.stringify(itemOf(heads, row)), ",");
  const head = JSON.stringify({ generatedAt: modified.toISOString(), columns }).slice(0, -1);
  const body = `${head},"items":[${text}],"next":${JSON.stringify(next)}}`;
  return tagged(request, { etag: kept ?? tagOf([digest, columns, heads, next]), modified, body, rows: rows.length });
}

/** Of the snapshot that the page is of, which need not be the newest; of rows that are read now, now. */
function timeOf({ asked: { cursor }, open, snapshot }: Pull): Date {
  if (snapshot === null) return new Date(open.question.context.now);
  const isOfNewest = cursor === undefined || cursor.startsWith(`s${snapshot.snapshotId}.`);
  return isOfNewest ? snapshot.at : snapshotTime(cursor);
}

/**
 * A few changes among very many records are found by when they happened; for more, all records are gone through, newest first. The order
 * is the same, so a page goes on whichever way the one before was found.
 */
async function readNow(open: OpenPackage, wanted: WantedPage, since: Date | null): Promise<RowsPage> {
  if (since === null) return readPage(open, wanted);
  if (isWhole(open)) return readPage(await onlyChanged(open, since), wanted);
  const few = await fewChangedSince(open.question, since);
  return few
    ? readPage({ ...open, question: few }, wanted)
    : readPage({ ...open, question: withChanged(open.question) }, { ...wanted, since });
}

/** @throws AppError `bad_request` where nobody knows what changed */
async function onlyChanged(open: OpenPackage, since: Date): Promise<OpenPackage> {
  return { ...open, question: changedSince(await ofTableRows(open.question), since) };
}

/** A file of rows that are read now has no tag: what is in it is known when it has been written. */
async function file({ request, asked, open: opened, snapshot }: Pull): Promise<Answer> {
  const since = asked.updatedSince ?? null;
  const open = snapshot === null && since ? await onlyChanged(opened, since) : opened;
  const heads = headsOf(open.columns, asked.labels);
  const counted = { rows: 0 };
  if (snapshot) {
    const lines = withHead(heads, snapshotLines(open, { ...snapshot, since }, counted));
    const etag = tagOf([snapshot.snapshotId, heads, since]);
    return { ...tagged(request, { etag, modified: snapshot.at, body: lines, rows: null }), counted };
  }
  const modified = new Date(open.question.context.now);
  const whole = isWhole(open) ? await readWhole(open) : null;
  if (whole) {
    const { rows } = whole;
    const { text, digest } = await writeAll(rows, (row) => lineOf(open.columns, row), "");
    return tagged(request, { etag: tagOf([digest, heads]), modified, body: headLine(heads) + text, rows: rows.length });
  }
  const lines = open.question.definition.measures.length > 0 ? summaryLines : liveLines;
  const headers = { "content-type": contentTypes.csv, "last-modified": modified.toUTCString() };
  return { status: 200, headers, body: withHead(heads, lines(open, counted)), rows: null, counted };
}

type Lines = AsyncGenerator<Uint8Array | string, void, undefined>;

/** Nothing is sent before the first line is there: what cannot be read is refused then, and is no broken file. */
async function* withHead(heads: readonly string[], lines: Lines): Lines {
  let isBegun = false;
  for await (const piece of lines) {
    if (!isBegun) yield headLine(heads);
    isBegun = true;
    yield piece;
  }
  if (!isBegun) yield headLine(heads);
}

async function* snapshotLines(
  open: OpenPackage,
  place: SnapshotPlace,
  counted: { rows: number },
): AsyncGenerator<string, void, undefined> {
  for await (const chunk of chunksOf(place, open)) {
    counted.rows += chunk.length;
    yield chunk.map(({ cells }) => lineOf(open.columns, cells)).join("");
  }
}

/** Of a summary that is too long to be one text. */
async function* summaryLines(open: OpenPackage, counted: { rows: number }): Lines {
  for await (const block of summaryRows(open)) {
    counted.rows += block.length;
    const { text } = await writeAll(block, (row) => lineOf(open.columns, row), "");
    yield text;
  }
}

/** PostgreSQL writes the lines itself, in the order of the element. */
function liveLines({ question, columns }: OpenPackage, counted: { rows: number }): Lines {
  const { source, condition, context, definition } = question;
  const paths = columns.map(({ key }) => key);
  const whole = { condition, context, columns: paths, sort: definition.sort };
  return copyCsv(csvStatements(source, whole), {
    byId: isOfAll(source, whole),
    onRows: (rows) => (counted.rows = rows),
  });
}

function tagOf(parts: unknown[]): string {
  return `W/"${createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 27)}"`;
}
