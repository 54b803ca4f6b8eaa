import type { Can } from "@/lib/auth/actor";
import { authorize, scopeOf } from "@/lib/auth/authorize";
import { transaction } from "@/lib/db/transaction";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { bytesOf } from "./bytes-of";
import type { Beginning } from "./making";
import { exportRequest } from "./schema";
import { exportLimits, type ExportFormat } from "./states";
import { storePieces } from "./store-pieces";
import { findSubject } from "./subject";
import { Unwanted, watchFile } from "./watch-file";

interface Begun extends Beginning {
  projectId: string | null;
  byId: string;
  format: ExportFormat;
  request: unknown;
}

/**
 * Writes a file, with the rights that its person has now. One whose writer died is begun again, three times in all; it ends with words
 * where it cannot be written, and without any where nobody wants it.
 */
export async function makeFile(fileId: string, ending?: AbortSignal): Promise<void> {
  const file = await begin(fileId);
  if (!file) return;
  if (file.attempt > exportLimits.attempts) {
    await fail(file, "Fieldpost stopped again and again while it wrote this file. Narrow the filter, and try again.");
    return;
  }
  const watch = watchFile(file, ending);
  try {
    const request = exportRequest.parse(file.request);
    const actor = await writerOf(file);
    const subject = await findSubject(actor, request);
    const bytes = await storePieces(file, await bytesOf(actor, subject, file.format, watch));
    await watch.stop();
    await finish(file, { ...watch.progress, bytes });
  } catch (error) {
    await watch.stop();
    const cause: unknown = watch.signal.aborted ? watch.signal.reason : error;
    if (cause instanceof Unwanted) return;
    if (!(cause instanceof AppError)) throw cause;
    await fail(file, cause.message);
  }
}

async function begin(id: string): Promise<Begun | null> {
  return transaction(async (tx) => {
    const [begun] = await tx.exportFile.updateManyAndReturn({
      where: { id, state: { in: ["waiting", "running"] } },
      data: { state: "running", attempt: { increment: 1 }, done: 0, total: null, note: "", startedAt: new Date() },
      select: { id: true, attempt: true, projectId: true, byId: true, format: true, request: true },
    });
    if (begun) await tx.exportChunk.deleteMany({ where: { fileId: id } });
    return begun ?? null;
  });
}

/** @throws AppError when that person may not read reports there any more */
async function writerOf({ projectId, byId }: Begun): Promise<Can<"reports.read">> {
  const scope = await scopeOf(projectId);
  return authorize(byId, scope.kind === "project" ? { project: scope.key } : "community", "reports.read", "job");
}

interface Written {
  done: number;
  note: string;
  bytes: number;
}

async function finish({ id, attempt }: Beginning, { done, note, bytes }: Written): Promise<void> {
  const now = Date.now();
  await db.exportFile.updateMany({
    where: { id, attempt, state: "running" },
    data: {
      state: "done",
      done,
      total: done,
      note,
      bytes,
      finishedAt: new Date(now),
      expiresAt: new Date(now + exportLimits.days * 86_400_000),
    },
  });
}

async function fail({ id, attempt }: Beginning, message: string): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.exportFile.updateMany({
      where: { id, attempt, state: "running" },
      data: { state: "failed", message, bytes: 0, finishedAt: new Date() },
    });
    if (count > 0) await tx.exportChunk.deleteMany({ where: { fileId: id } });
  });
}
