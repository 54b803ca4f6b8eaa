import { randomUUIDv7 } from "node:crypto";
import { projectIdOf, type Actor, type Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { queueJob } from "@/lib/jobs/jobs";
import { exportFileName, unlikeFileName } from "@/lib/views/file-name";
import type { ExportRequest } from "./schema";
import { exportLimits, fileEnding, type ExportFormat } from "./states";
import { findSubject } from "./subject";

/**
 * Has a file made in the background; it is the actor's alone.
 * @throws AppError as `findSubject`; `too_many` while ten wait, or a hundred are kept
 */
export async function startExport(
  actor: Can<"reports.read">,
  { request, format }: { request: ExportRequest; format: ExportFormat },
): Promise<{ id: string }> {
  const { name } = await findSubject(actor, request);
  const byId = personOf(actor);
  const id = randomUUIDv7();
  await transaction(async (tx) => {
    await requireRoomIn(tx, byId);
    const others = await tx.exportFile.findMany({ where: { byId }, select: { fileName: true } });
    const fileName = unlikeFileName(
      exportFileName(actor.scope, name, fileEnding(request.kind, format)),
      others.map((file) => file.fileName),
    );
    await tx.exportFile.create({
      data: {
        id,
        projectId: projectIdOf(actor),
        byId,
        kind: request.kind,
        format,
        request: plainJson(request),
        name,
        fileName,
        expiresAt: expiry(),
      },
      select: { id: true },
    });
    await queueJob(tx, "exports.make", { fileId: id });
  });
  return { id };
}

/** What is written so far is thrown away at once; the writer ends within a second. @throws AppError `not_found`, `conflict` */
export async function cancelExport(actor: Can<"home.read">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.exportFile.updateMany({
      where: { id, byId: personOf(actor), state: { in: ["waiting", "running"] } },
      data: { state: "cancelled", bytes: 0, finishedAt: new Date() },
    });
    if (count === 0) throw await notPossibleIn(tx, actor, id, "This file is not being written any more.");
    await tx.exportChunk.deleteMany({ where: { fileId: id } });
  });
}

/** Makes one that failed or was cancelled once more, as of now. @throws AppError `not_found`, `conflict`, `too_many` */
export async function retryExport(actor: Can<"home.read">, id: string): Promise<void> {
  await transaction(async (tx) => {
    await requireRoomIn(tx, personOf(actor), exportLimits.kept + 1);
    const { count } = await tx.exportFile.updateMany({
      where: { id, byId: personOf(actor), state: { in: ["failed", "cancelled"] } },
      data: { state: "waiting", attempt: 0, message: "", finishedAt: null, expiresAt: expiry() },
    });
    if (count === 0) throw await notPossibleIn(tx, actor, id, "This file is there, or being written.");
    await queueJob(tx, "exports.make", { fileId: id });
  });
}

/** Takes a file away, also one that is being written. @throws AppError `not_found` */
export async function deleteExport(actor: Can<"home.read">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.exportFile.deleteMany({ where: { id, byId: personOf(actor) } });
    if (count === 0) throw noSuchExport();
  });
}

export function noSuchExport(): AppError {
  return new AppError("not_found", "This file is gone. Files are kept for 7 days; export it again.");
}

function expiry(): Date {
  return new Date(Date.now() + exportLimits.days * 86_400_000);
}

/** @throws AppError `not_found` for machines, which have no files */
export function personOf({ personId }: Actor): string {
  if (personId === null) throw noSuchExport();
  return personId;
}

async function requireRoomIn(tx: Tx, byId: string, kept: number = exportLimits.kept): Promise<void> {
  // Two clicks at once are counted one after the other.
  await tx.$executeRaw`select pg_advisory_xact_lock(84, hashtext(${byId}))`;
  const [waiting, all] = [
    await tx.exportFile.count({ where: { byId, state: { in: ["waiting", "running"] } } }),
    await tx.exportFile.count({ where: { byId } }),
  ];
  if (waiting >= exportLimits.waiting)
    throw new AppError(
      "too_many",
      `${waiting} of your files are being written. Wait for one, or cancel it under Files.`,
    );
  if (all >= kept) throw new AppError("too_many", `You keep ${all} files. Delete some under Files, then export again.`);
}

async function notPossibleIn(tx: Tx, actor: Can<"home.read">, id: string, why: string): Promise<AppError> {
  const found = await tx.exportFile.count({ where: { id, byId: personOf(actor) } });
  return found === 0 ? noSuchExport() : new AppError("conflict", why);
}
