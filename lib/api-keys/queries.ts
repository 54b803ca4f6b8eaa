import "server-only";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { isUsable } from "./credential";
import type { ApiKeyRow, ApiKeyState } from "./schema";

/** Every key of the community by name, without secrets. */
export async function listApiKeys(_actor: Can<"apiKeys.read">): Promise<ApiKeyRow[]> {
  const rows = await db.apiKey.findMany({ select: columns, orderBy: [{ name: "asc" }, { id: "asc" }] });
  return rows.map(rowOf);
}

/** @throws AppError `not_found` */
export async function getApiKey(_actor: Can<"apiKeys.read">, id: string): Promise<ApiKeyRow> {
  const row = await db.apiKey.findUnique({ where: { id }, select: columns });
  if (!row) throw new AppError("not_found", "There is no such API key.");
  return rowOf(row);
}

/** Whether any key can be used now. Without one the integration screens are hidden and every listener answers 401. */
export async function hasUsableKey(now = new Date()): Promise<boolean> {
  const found = await db.apiKey.findFirst({
    where: {
      enabled: true,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
      secrets: { some: { OR: [{ validUntil: null }, { validUntil: { gt: now } }] } },
    },
    select: { id: true },
  });
  return found !== null;
}

const columns = {
  id: true,
  name: true,
  description: true,
  prefix: true,
  allowedIps: true,
  notifyEmail: true,
  enabled: true,
  expiresAt: true,
  createdAt: true,
  lastUsedAt: true,
  lastUsedIp: true,
  secrets: {
    select: { version: true, publicId: true, digest: true, last4: true, createdAt: true, validUntil: true },
    orderBy: { version: "desc" },
  },
  listeners: {
    select: { id: true, name: true, key: true, project: { select: { key: true } } },
    orderBy: { name: "asc" },
  },
  dataPackages: {
    select: { id: true, name: true, key: true, kind: true, project: { select: { key: true } } },
    orderBy: { name: "asc" },
  },
} satisfies Prisma.ApiKeySelect;

type StoredKey = Prisma.ApiKeyGetPayload<{ select: typeof columns }>;

function rowOf({ listeners, dataPackages, secrets, ...row }: StoredKey): ApiKeyRow {
  const now = new Date();
  return {
    ...row,
    state: stateOf({ ...row, secrets }, now),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    secrets: secrets
      .filter(({ validUntil }) => validUntil === null || validUntil > now)
      .map(({ version, publicId, last4, createdAt, validUntil }) => ({
        version,
        publicId,
        last4,
        createdAt: createdAt.toISOString(),
        validUntil: validUntil?.toISOString() ?? null,
      })),
    usedBy: [...listeners.map((each) => ({ ...each, kind: "listener" as const })), ...dataPackages].map(
      ({ project, ...user }) => ({ ...user, projectKey: project?.key ?? null }),
    ),
  };
}

function stateOf(key: Pick<StoredKey, "id" | "enabled" | "expiresAt" | "secrets">, now: Date): ApiKeyState {
  if (key.secrets.length === 0) return "revoked";
  if (!key.enabled) return "off";
  return isUsable(key, now) ? "usable" : "expired";
}
