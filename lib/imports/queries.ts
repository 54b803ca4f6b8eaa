import { z } from "zod";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { requireRight } from "./right";
import {
  change,
  mapping,
  tally,
  type Change,
  type ImportKind,
  type ImportRowsQuestion,
  type Mapping,
  type Tally,
} from "./schema";
import type { ImportState, Verdict } from "./states";

export interface ImportSummary {
  id: string;
  kind: ImportKind;
  groupId: string | null;
  fileName: string;
  state: ImportState;
  total: number;
  /** Of the present pass, dry run or run. */
  tally: Tally;
  by: string;
  createdAt: string;
  finishedAt: string | null;
}

export interface ImportDetail extends ImportSummary {
  headings: string[];
  mapping: Mapping | null;
  /** Why it ended before its last row. */
  reason: string | null;
  startedAt: string | null;
}

/** What was imported here for users, or for one group, newest first, at most 50. */
export async function listImports(
  actor: Can<"externalData.write">,
  { kind, groupId }: { kind: ImportKind; groupId: string | null },
): Promise<ImportSummary[]> {
  requireRight(actor, kind);
  const found = await db.import.findMany({
    where: { projectId: projectIdOf(actor), kind, groupId, state: { not: "uploading" } },
    orderBy: { id: "desc" },
    take: 50,
    select: columns,
  });
  return found.map(summaryOf);
}

/** @throws AppError `not_found`, `forbidden` */
export async function getImport(actor: Can<"externalData.write">, id: string): Promise<ImportDetail> {
  const found = await db.import.findFirst({
    where: { id, projectId: projectIdOf(actor), state: { not: "uploading" } },
    select: { ...columns, headings: true, mapping: true, reason: true, startedAt: true, cursor: true },
  });
  if (!found) throw new AppError("not_found", "There is no such import here.");
  requireRight(actor, found.kind);
  return {
    ...summaryOf(found),
    headings: found.headings,
    mapping: mapping.nullable().parse(found.mapping),
    reason: found.reason,
    startedAt: found.startedAt?.toISOString() ?? null,
  };
}

export interface ImportRowResult {
  line: number;
  cells: string[];
  /** Null for a row that the present pass has not reached. */
  verdict: Verdict | null;
  detail: string | null;
  subject: { id: string | null; label: string } | null;
  changes: Change[];
}

/** The rows of an import with their verdicts, 20 a page, in the order of the file. @throws AppError `not_found`, `forbidden` */
export async function listImportRows(
  actor: Can<"externalData.write">,
  { importId, verdict, after = 0 }: ImportRowsQuestion,
  limit = 20,
): Promise<{ rows: ImportRowResult[]; next: number | null }> {
  const cursor = await cursorOf(actor, importId);
  const line: Prisma.IntFilter =
    verdict === "waiting" ? { gt: Math.max(after, cursor) } : verdict ? { gt: after, lte: cursor } : { gt: after };
  const found = await db.importRow.findMany({
    where: { importId, line, ...(verdict && verdict !== "waiting" ? { verdict } : {}) },
    orderBy: { line: "asc" },
    take: limit + 1,
    select: { line: true, cells: true, verdict: true, detail: true, subject: true, changes: true },
  });
  const page = found.slice(0, limit);
  return {
    rows: page.map((row) => (row.line > cursor ? unjudged(row) : resultOf(row))),
    next: found.length > page.length ? (page.at(-1)?.line ?? null) : null,
  };
}

export interface ImportReason {
  reason: string;
  verdict: Verdict;
  count: number;
  /** The first five. */
  lines: number[];
}

/** Why rows are refused or left as they are, most frequent first, at most 50. */
export async function listImportReasons(actor: Can<"externalData.write">, importId: string): Promise<ImportReason[]> {
  const cursor = await cursorOf(actor, importId);
  return db.$queryRaw<ImportReason[]>`
    select reason, verdict::text, count(*)::int as count, (array_agg(line order by line))[1:5] as lines from import_row
     where import_id = ${importId}::uuid and verdict in ('refused', 'same') and line <= ${cursor} and reason is not null
     group by reason, verdict order by verdict desc, count desc, min(line) limit 50`;
}

/** What stands in the first rows, by column, for whoever maps them: at most three of each, empty ones left out. */
export async function listSamples(actor: Can<"externalData.write">, importId: string): Promise<string[][]> {
  const { headings } = await getImport(actor, importId);
  const rows = await db.importRow.findMany({
    where: { importId },
    orderBy: { line: "asc" },
    take: 50,
    select: { cells: true },
  });
  return headings.map((_, column) =>
    [...new Set(rows.flatMap(({ cells }) => cells[column]?.trim() || []))].slice(0, 3).map((cell) => cell.slice(0, 80)),
  );
}

/** Every row of an import for a download, a thousand at a time. @throws AppError `not_found` */
export async function* exportImportRows(
  actor: Can<"externalData.write">,
  importId: string,
): AsyncGenerator<ImportRowResult[], void> {
  let after = 0;
  for (;;) {
    const { rows, next } = await listImportRows(actor, { importId, after }, 1_000);
    if (rows.length > 0) yield rows;
    if (next === null) return;
    after = next;
  }
}

const columns = {
  id: true,
  kind: true,
  groupId: true,
  fileName: true,
  state: true,
  total: true,
  tally: true,
  byName: true,
  createdAt: true,
  finishedAt: true,
} as const satisfies Prisma.ImportSelect;

function summaryOf(found: Prisma.ImportGetPayload<{ select: typeof columns }>): ImportSummary {
  const { id, kind, groupId, fileName, state, total, byName, createdAt, finishedAt } = found;
  return {
    id,
    kind,
    groupId,
    fileName,
    state,
    total,
    tally: tally.parse(found.tally),
    by: byName,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

const subject = z.object({ id: z.string().nullable(), label: z.string() }).nullable();

interface StoredRow extends Omit<ImportRowResult, "subject" | "changes"> {
  subject: unknown;
  changes: unknown;
}

function resultOf(row: StoredRow): ImportRowResult {
  return { ...row, subject: subject.parse(row.subject), changes: z.array(change).parse(row.changes) };
}

function unjudged({ line, cells }: StoredRow): ImportRowResult {
  return { line, cells, verdict: null, detail: null, subject: null, changes: [] };
}

async function cursorOf(actor: Can<"externalData.write">, importId: string): Promise<number> {
  const found = await db.import.findFirst({
    where: { id: importId, projectId: projectIdOf(actor) },
    select: { kind: true, cursor: true },
  });
  if (!found) throw new AppError("not_found", "There is no such import here.");
  requireRight(actor, found.kind);
  return found.cursor;
}
