import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { personOf } from "./commands";
import type { ExportFormat, ExportState } from "./states";

export interface ExportRow {
  id: string;
  kind: "report" | "element" | "list";
  format: ExportFormat;
  name: string;
  fileName: string;
  /** Null for what belongs to the community. */
  project: { key: string; name: string } | null;
  state: ExportState;
  /** Rows; of a report, elements. `total` is null until it is known. */
  done: number;
  total: number | null;
  bytes: number;
  /** Why there is no file. */
  message: string;
  /** What the file leaves out. */
  note: string;
  createdAt: string;
  finishedAt: string | null;
  expiresAt: string;
}

export interface ExportPage {
  rows: ExportRow[];
  next: string | null;
}

const pageSize = 50;

/** The actor's own files, newest first. @param after the id of the last row before */
export async function listExports(actor: Can<"home.read">, after: string | null): Promise<ExportPage> {
  const found = await db.exportFile.findMany({
    where: { byId: personOf(actor), ...(after && { id: { lt: after } }), expiresAt: { gt: new Date() } },
    orderBy: { id: "desc" },
    take: pageSize + 1,
    select: columns,
  });
  const rows = found.slice(0, pageSize).map(rowOf);
  return { rows, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null };
}

/** What is being written for the actor, and what was ended within the last half minute: newest first, at most 20. */
export async function listRunningExports(actor: Can<"home.read">): Promise<ExportRow[]> {
  if (actor.personId === null) return [];
  const found = await db.exportFile.findMany({
    where: {
      byId: actor.personId,
      OR: [
        { state: { in: ["waiting", "running"] } },
        { state: { in: ["done", "failed"] }, finishedAt: { gt: new Date(Date.now() - lingerMs) } },
      ],
    },
    orderBy: { id: "desc" },
    take: 20,
    select: columns,
  });
  return found.map(rowOf);
}

const lingerMs = 30_000;

const columns = {
  id: true,
  kind: true,
  format: true,
  name: true,
  fileName: true,
  state: true,
  done: true,
  total: true,
  bytes: true,
  message: true,
  note: true,
  createdAt: true,
  finishedAt: true,
  expiresAt: true,
  project: { select: { key: true, name: true } },
} as const satisfies Prisma.ExportFileSelect;

function rowOf(row: Prisma.ExportFileGetPayload<{ select: typeof columns }>): ExportRow {
  return {
    ...row,
    bytes: Number(row.bytes),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
  };
}
