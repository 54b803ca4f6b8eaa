import "server-only";
import type { JudgedKey } from "@/lib/api-keys/credential";
import type { UsedKey } from "@/lib/api-keys/note-use";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { PackageKind } from "./schema";

/** All that judging a call needs. */
export type LoadedPackage = Omit<Row, "apiKey" | "project"> & {
  projectKey: string | null;
  /** Its project is a template, in which nothing answers. */
  isTemplate: boolean;
  apiKey: JudgedKey & UsedKey & { allowedIps: string[] };
};

/** Read fresh at every call: a key that is switched off is off at once. */
export async function findPackageByKey(kind: PackageKind, key: string): Promise<LoadedPackage | null> {
  if (key.length > 60 || key.includes("\0")) return null;
  const row = await db.dataPackage.findFirst({ where: { kind, key }, select: columns });
  return row && loaded(row);
}

export async function findPackage(id: string): Promise<LoadedPackage | null> {
  const row = await db.dataPackage.findUnique({ where: { id }, select: columns });
  return row && loaded(row);
}

const columns = {
  id: true,
  projectId: true,
  kind: true,
  key: true,
  name: true,
  enabled: true,
  elementId: true,
  ownerId: true,
  headerOnly: true,
  allowFresh: true,
  lookupField: true,
  everyMinutes: true,
  confirmed: true,
  snapshotId: true,
  snapshotAt: true,
  snapshotRows: true,
  snapshotColumns: true,
  project: { select: { key: true, isTemplate: true } },
  apiKey: {
    select: {
      id: true,
      name: true,
      enabled: true,
      expiresAt: true,
      allowedIps: true,
      notifyEmail: true,
      lastUsedAt: true,
      secrets: { select: { version: true, digest: true, validUntil: true } },
    },
  },
} as const satisfies Prisma.DataPackageSelect;
type Row = Prisma.DataPackageGetPayload<{ select: typeof columns }>;

function loaded({ project, ...row }: Row): LoadedPackage {
  return { ...row, projectKey: project?.key ?? null, isTemplate: project?.isTemplate ?? false };
}
