import "server-only";
import { randomUUIDv7 } from "node:crypto";
import { db } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { transaction } from "@/lib/db/transaction";
import { queueJobs, type JobHandlers } from "@/lib/jobs/jobs";
import { alone } from "./alone";
import { withChanged } from "./changed";
import { told } from "./columns";
import { findPackage } from "./load-package";
import { openPackage, type OpenPackage } from "./open-package";
import { readPage, summaryRows, type RowsPage } from "./rows";
import { dueSnapshots } from "./snapshot-times";

/** Queues a snapshot of every package whose last one is as old as its interval. */
export async function queueDueSnapshots(): Promise<void> {
  await transaction(async (tx) => {
    const due = await dueSnapshots(tx);
    await queueJobs(
      tx,
      "packages.snapshot",
      due.map((packageId) => ({ packageId })),
    );
  });
}

/**
 * Reads all rows of a package and keeps them; the snapshot before stays, for whoever is turning its pages, until the next. Why one could
 * not be taken is noted beside the last.
 */
export async function takeSnapshot(packageId: string): Promise<void> {
  const found = await findPackage(packageId);
  if (!found || found.everyMinutes === null) return;
  // It says when it was begun, for whoever is still turning the pages of it when it is not the newest any more.
  const snapshotId = randomUUIDv7();
  const opened = await openPackage(found);
  if ("error" in opened) {
    await db.dataPackage.updateMany({ where: { id: packageId }, data: { snapshotProblem: opened.message } });
    return;
  }
  const snapshotAt = new Date(opened.question.context.now);
  const snapshotRows = await writeChunks({ packageId, snapshotId }, opened);
  await transaction(async (tx) => {
    const kept = await tx.dataPackage.updateMany({
      where: { id: packageId, everyMinutes: { not: null } },
      data: {
        snapshotId,
        snapshotAt,
        snapshotRows,
        snapshotColumns: plainJson(opened.columns.map(told)),
        snapshotProblem: null,
      },
    });
    const stays = kept.count > 0 ? [snapshotId, ...(found.snapshotId ? [found.snapshotId] : [])] : [];
    await tx.dataPackageChunk.deleteMany({ where: { packageId, snapshotId: { notIn: stays } } });
  });
}

interface Place {
  packageId: string;
  snapshotId: string;
}

/** @returns how many rows there are */
async function writeChunks(place: Place, opened: OpenPackage): Promise<number> {
  let firstRow = 0;
  for await (const page of opened.question.definition.measures.length > 0
    ? summaryPages(opened)
    : recordPages(opened)) {
    await db.dataPackageChunk.create({ data: chunkOf(place, firstRow, page) });
    firstRow += page.rows.length;
  }
  return firstRow;
}

type Pages = AsyncGenerator<Pick<RowsPage, "rows" | "changed">, void, undefined>;

/** Of one moment, however many there are. */
async function* summaryPages(opened: OpenPackage): Pages {
  for await (const block of summaryRows(opened, { waits: true }))
    for (let from = 0; from < block.length; from += chunkRows) {
      const rows = block.slice(from, from + chunkRows);
      yield { rows, changed: rows.map(() => null) };
    }
}

async function* recordPages(opened: OpenPackage): Pages {
  const asked = { ...opened, question: withChanged(opened.question) };
  let cursor: string | null = null;
  do {
    const page: RowsPage = await readPage(asked, { limit: chunkRows, ...(cursor && { cursor }) });
    if (page.rows.length > 0) yield page;
    cursor = page.next;
  } while (cursor);
}

function chunkOf(place: Place, firstRow: number, { rows, changed }: Pick<RowsPage, "rows" | "changed">) {
  const times = changed.filter((each) => typeof each === "string");
  const changedUntil = times.length === rows.length ? times.reduce((a, b) => (a > b ? a : b)) : null;
  return { ...place, firstRow, rows: JSON.stringify(rows.map((row, n) => [changed[n] ?? null, ...row])), changedUntil };
}

const chunkRows = 1_000;

/** One that takes long is queued again meanwhile; by then it is not due any more. */
async function takeIfDue(packageId: string): Promise<void> {
  await alone(`snapshot ${packageId}`, async () => {
    if ((await dueSnapshots(db)).includes(packageId)) await takeSnapshot(packageId);
  });
}

export const packageJobs = {
  "packages.due": () => queueDueSnapshots(),
  "packages.snapshot": ({ packageId }) => takeIfDue(packageId),
} satisfies Partial<JobHandlers>;
