import { randomUUID } from "node:crypto";
import type { Db, Tx } from "@/lib/db/client";
import { env } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";
import { open, seal } from "./envelope";

export interface SecretToSeal {
  projectId: string | null;
  /** What holds the reference: `macro`, `settings`… Bound into the ciphertext. */
  ownerKind: string;
  ownerId: string;
  value: string;
  createdById?: string | null;
}

/** Stores a value that only this server can read again, and returns its id. A row is never changed: a new value is a new secret. */
export async function sealSecretIn(tx: Tx, secret: SecretToSeal): Promise<string> {
  const id = randomUUID();
  await tx.secret.create({
    data: {
      id,
      projectId: secret.projectId,
      ownerKind: secret.ownerKind,
      ownerId: secret.ownerId,
      createdById: secret.createdById ?? null,
      ciphertext: seal(secret.value, context(secret.ownerKind, id), masterKey()),
    },
    select: { id: true },
  });
  return id;
}

/**
 * The value, for the moment of sending. Never goes to the browser, a log or an export.
 * @throws AppError `not_found`; WrongKeyError.
 */
export async function openSecret(db: Db, id: string): Promise<string> {
  const opened = await openSecrets(db, [id]);
  const value = opened.get(id);
  if (value === undefined) throw new AppError("not_found", "This secret is gone. Type it anew.");
  return value;
}

/** Several at once; ids that are gone are absent. */
export async function openSecrets(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.secret.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, ownerKind: true, ciphertext: true },
  });
  return new Map(rows.map((row) => [row.id, open(row.ciphertext, context(row.ownerKind, row.id), masterKey())]));
}

/** The value if that owner has such a secret, else null. @throws WrongKeyError. */
export async function openOwnSecret(
  db: Db,
  owner: { ownerKind: string; ownerId: string },
  id: string,
): Promise<string | null> {
  const row = await db.secret.findFirst({ where: { ...owner, id }, select: { ciphertext: true } });
  return row && open(row.ciphertext, context(owner.ownerKind, id), masterKey());
}

/** Which of these belong to that owner: a reference sent back by the editor may name no other's secret. */
export async function ownedSecrets(
  db: Db,
  owner: { ownerKind: string; ownerId: string },
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.secret.findMany({ where: { ...owner, id: { in: [...ids] } }, select: { id: true } });
  return new Set(rows.map((row) => row.id));
}

/** What may be shown of a secret: dots, and the last four characters of a long one. */
export function secretHint(value: string): string {
  return value.length >= 16 ? `••••${value.slice(-4)}` : "••••";
}

function context(ownerKind: string, id: string): string {
  return `${ownerKind}:${id}`;
}

function masterKey(): string {
  if (!env.SECRET_KEY) throw new Error("SECRET_KEY is not set. npm start makes one; a process run alone needs it.");
  return env.SECRET_KEY;
}
