import { randomUUIDv7 } from "node:crypto";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { readCsv } from "@/lib/csv/read-csv";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { GivenRow } from "./judged";
import { loadShape } from "./load-shape";
import { requireRight } from "./right";
import { addRowsIn } from "./rows";
import { importLimits, type UploadInput } from "./schema";

/**
 * Takes in a CSV file while it arrives; its rows go to the database a batch at a time. Nothing of it stays when it is refused.
 * @throws AppError `invalid` or `too_large`, naming the line and the limit; `not_found` for a group that is not usable here
 */
export async function uploadImport(
  actor: Can<"externalData.write">,
  { kind, groupId, fileName }: UploadInput,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ id: string }> {
  requireRight(actor, kind);
  await loadShape(actor, { kind, groupId });
  const id = randomUUIDv7();
  await db.import.create({
    data: { id, projectId: projectIdOf(actor), kind, groupId, fileName, byId: actor.personId, byName: actor.name },
    select: { id: true },
  });
  try {
    const { headings, total } = await store(id, bytes);
    await db.import.update({ where: { id }, data: { headings, total, state: "mapping" }, select: { id: true } });
    return { id };
  } catch (error) {
    await db.import.delete({ where: { id }, select: { id: true } });
    throw error;
  }
}

async function store(id: string, bytes: AsyncIterable<Uint8Array>): Promise<{ headings: string[]; total: number }> {
  let headings: string[] | null = null;
  let total = 0;
  let batch: GivenRow[] = [];
  let size = 0;
  const flush = async () => {
    const rows = batch;
    total += rows.length;
    batch = [];
    size = 0;
    if (rows.length > 0) await transaction((tx) => addRowsIn(tx, id, rows), { seconds: 60 });
  };
  for await (const row of readCsv(bytes, importLimits)) {
    if (!headings) {
      headings = row.cells.map((cell, index) => cell.trim() || `Column ${index + 1}`);
      continue;
    }
    batch.push(row);
    size += row.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (batch.length >= 1_000 || size > 2_000_000) await flush();
  }
  await flush();
  if (!headings) throw new AppError("invalid", "The file is empty. Its first line should hold the headings.");
  if (total === 0) throw new AppError("invalid", "The file has headings in its first line and no rows below them.");
  return { headings, total };
}
