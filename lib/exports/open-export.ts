import type { Can } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { noSuchExport, personOf } from "./commands";
import { exportRequest, type ExportRequest } from "./schema";
import { exportStateWords, fileEnding } from "./states";
import { findSubject } from "./subject";

export interface OpenExport {
  fileName: string;
  bytes: number;
  contentType: string;
  /** Piece by piece, one in memory at a time. Ends early when the file is taken away meanwhile. */
  pieces: () => AsyncGenerator<Uint8Array, void, undefined>;
}

/**
 * One's own file, to be read by whoever may still see what is in it.
 * @throws AppError `not_found`; `conflict` before it is ready; `forbidden` once the right is gone, or what it is of is gone or not shared with them
 */
export async function openExport(actor: Can<"home.read">, id: string): Promise<OpenExport> {
  const file = await db.exportFile.findFirst({
    where: { id, byId: personOf(actor), expiresAt: { gt: new Date() } },
    select: {
      fileName: true,
      bytes: true,
      format: true,
      state: true,
      request: true,
      project: { select: { key: true } },
    },
  });
  if (!file) throw noSuchExport();
  if (file.state !== "done")
    throw new AppError("conflict", `This file is not ready: ${exportStateWords[file.state].toLowerCase()}.`);
  const request = exportRequest.parse(file.request);
  await requireStill(actor, file.project?.key ?? null, request);
  return {
    fileName: file.fileName,
    bytes: Number(file.bytes),
    contentType: contentTypes[fileEnding(request.kind, file.format)],
    pieces: () => piecesOf(id),
  };
}

export const contentTypes: Record<ReturnType<typeof fileEnding>, string> = {
  pdf: "application/pdf",
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
};

/** As whoever opens the report or the list is asked: by their rights, and by whether it, its filter and its view are shared with them. */
async function requireStill(actor: Can<"home.read">, project: string | null, request: ExportRequest): Promise<void> {
  try {
    const reader = await authorize(actor.personId, project ? { project } : "community", "reports.read");
    await findSubject(reader, request);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "unauthenticated") throw error;
    // They may see it; that it could not be written as it stands now is no matter.
    if (error.code === "invalid") return;
    throw new AppError(
      "forbidden",
      `You may not see what is in this file any more, so it cannot be downloaded. ${error.message} Ask for it to be shared with you again, or delete the file.`,
    );
  }
}

async function* piecesOf(fileId: string): AsyncGenerator<Uint8Array, void, undefined> {
  for (let n = 0; ; n++) {
    const row = await db.exportChunk.findUnique({ where: { fileId_n: { fileId, n } }, select: { data: true } });
    if (!row) return;
    yield row.data;
  }
}
