import "server-only";
import { db } from "@/lib/db/client";
import type { TableCell } from "@/lib/elements/table";
import { callsFirst } from "@/lib/env/calls-first";
import { z } from "zod";
import { noChanges } from "./changed";
import type { OpenPackage } from "./open-package";
import { otherCursor, type RowsPage } from "./rows";

export interface SnapshotPlace {
  packageId: string;
  snapshotId: string;
  /** Only what changed at or after this. */
  since: Date | null;
}

/** A page of a snapshot; its cursor names the snapshot, so that the pages of one pull belong together. @throws AppError `bad_request` */
export async function readSnapshotPage(
  place: SnapshotPlace,
  open: OpenPackage,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<Omit<RowsPage, "changed">> {
  const at = cursor === undefined ? { snapshotId: place.snapshotId, row: 0 } : placeOf(cursor);
  const rows: TableCell[][] = [];
  let next: number | null = null;
  for await (const chunk of chunksOf({ ...place, snapshotId: at.snapshotId }, open, at.row)) {
    for (const { row, cells } of chunk) {
      if (rows.length === limit) next ??= row;
      else rows.push(cells);
    }
    if (next !== null) break;
  }
  if (cursor !== undefined && rows.length === 0) throw otherCursor();
  return { rows, next: next === null ? null : `s${at.snapshotId}.${next}` };
}

/** All rows of a snapshot, chunk by chunk. */
export async function* chunksOf(
  { packageId, snapshotId, since }: SnapshotPlace,
  open: OpenPackage,
  from = 0,
): AsyncGenerator<{ row: number; cells: TableCell[] }[], void, undefined> {
  const heads = await db.dataPackageChunk.findMany({
    where: { packageId, snapshotId },
    select: { firstRow: true, changedUntil: true },
    orderBy: { firstRow: "asc" },
  });
  if (since !== null && heads.some(({ changedUntil }) => changedUntil === null)) throw noChanges(open.question);
  for (const [n, { firstRow, changedUntil }] of heads.entries()) {
    const end = heads[n + 1]?.firstRow ?? Infinity;
    if (end <= from || (since !== null && changedUntil !== null && changedUntil < since)) continue;
    const key = { packageId, snapshotId, firstRow };
    const chunk = await db.dataPackageChunk.findUnique({ where: { packageId_snapshotId_firstRow: key } });
    if (!chunk) throw otherCursor();
    yield rowsOf(chunk.rows).flatMap(([changed = null, ...cells], place) => {
      const isAsked = since === null || (typeof changed === "string" && new Date(changed) >= since);
      return isAsked && firstRow + place >= from ? [{ row: firstRow + place, cells }] : [];
    });
    await callsFirst();
  }
}

// Written by `takeSnapshot` only, in this shape.
function rowsOf(text: string): TableCell[][] {
  return JSON.parse(text) as TableCell[][];
}

/** When the snapshot that a cursor names was begun, as its id says it, to the millisecond. @throws AppError `bad_request` */
export function snapshotTime(cursor: string): Date {
  return new Date(Number.parseInt(placeOf(cursor).snapshotId.replaceAll("-", "").slice(0, 12), 16));
}

const uuidAndRow = /^s([0-9a-f-]{36})\.(\d{1,9})$/;

function placeOf(cursor: string): { snapshotId: string; row: number } {
  const [, snapshotId, row] = uuidAndRow.exec(cursor) ?? [];
  if (!snapshotId || !z.uuid().safeParse(snapshotId).success) throw otherCursor();
  return { snapshotId, row: Number(row) };
}
