import "server-only";
import { audit } from "@/lib/audit/audit";
import type { Can } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { z } from "zod";
import { makeKeyText } from "./key-text";
import type { apiKeyChange, apiKeyRotation, apiKeySwitch, ApiKeyInput, NewApiKey } from "./schema";

/** Makes a key. The answer is the only place where it ever stands in full. */
export function createApiKey(actor: Can<"apiKeys.write">, input: ApiKeyInput): Promise<NewApiKey> {
  return transaction((tx) => createApiKeyIn(tx, actor, input));
}

export async function createApiKeyIn(
  tx: Tx,
  actor: Can<"apiKeys.write">,
  input: ApiKeyInput,
  { isSample = false } = {},
): Promise<NewApiKey> {
  const { key, ...secret } = makeKeyText();
  const { id } = await tx.apiKey.create({
    data: { ...columns(input), createdById: actor.personId, isSample, secrets: { create: { version: 1, ...secret } } },
    select: { id: true },
  });
  const after = { ...columns(input), key: `fp_${secret.publicId}_…${secret.last4}` };
  await audit(tx, actor, { verb: "created", kind: "API key", id, label: input.name, after });
  return { id, key };
}

/** @throws AppError `not_found` */
export async function updateApiKey(actor: Can<"apiKeys.write">, change: z.infer<typeof apiKeyChange>): Promise<void> {
  await transaction(async (tx) => {
    const before = await lockedKey(tx, change.id);
    await tx.apiKey.update({ where: { id: change.id }, data: columns(change), select: { id: true } });
    const { name: label } = change;
    await audit(tx, actor, {
      verb: "changed",
      kind: "API key",
      id: change.id,
      label,
      before: columnsOf(before),
      after: columns(change),
    });
  });
}

/**
 * Makes the next version. The one before, and the listener addresses made from it, work on for `overlapDays`.
 * @throws AppError `not_found`, `conflict` for a revoked key
 */
export function rotateApiKey(
  actor: Can<"apiKeys.write">,
  { id, overlapDays }: z.infer<typeof apiKeyRotation>,
): Promise<NewApiKey> {
  return transaction(async (tx) => {
    const { name, version, secrets } = await lockedKey(tx, id);
    if (secrets.length === 0) throw revoked();
    const until = new Date(Date.now() + overlapDays * 86_400_000);
    await tx.apiKeySecret.updateMany({
      where: { apiKeyId: id, OR: [{ validUntil: null }, { validUntil: { gt: until } }] },
      data: { validUntil: until },
    });
    const { key, ...secret } = makeKeyText();
    const shown = { version: version + 1, key: `fp_${secret.publicId}_…${secret.last4}` };
    await tx.apiKeySecret.create({
      data: { apiKeyId: id, version: version + 1, ...secret },
      select: { version: true },
    });
    await tx.apiKey.update({ where: { id }, data: { version: version + 1 }, select: { id: true } });
    await audit(tx, actor, { verb: "rotated", kind: "API key", id, label: name, after: { ...shown, overlapDays } });
    return { id, key };
  });
}

/** @throws AppError `not_found`, `conflict` for a revoked key */
export async function switchApiKey(
  actor: Can<"apiKeys.write">,
  { id, enabled }: z.infer<typeof apiKeySwitch>,
): Promise<void> {
  await transaction(async (tx) => {
    const { name, secrets } = await lockedKey(tx, id);
    if (enabled && secrets.length === 0) throw revoked();
    await tx.apiKey.update({ where: { id }, data: { enabled }, select: { id: true } });
    await audit(tx, actor, { verb: enabled ? "switched on" : "switched off", kind: "API key", id, label: name });
  });
}

/** Ends every version at once and for good. What used the key has to be given another. @throws AppError `not_found` */
export async function revokeApiKey(actor: Can<"apiKeys.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const { name } = await lockedKey(tx, id);
    await tx.apiKeySecret.deleteMany({ where: { apiKeyId: id } });
    await tx.apiKey.update({ where: { id }, data: { enabled: false }, select: { id: true } });
    await audit(tx, actor, { verb: "deleted", kind: "API key secret", id, label: name });
  });
}

/** Removes a key that nothing uses. @throws AppError `not_found`, `conflict` naming what uses it */
export async function deleteApiKey(actor: Can<"apiKeys.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const key = await lockedKey(tx, id);
    const { name } = key;
    const used = { where: { apiKeyId: id }, select: { name: true }, take: 10 } as const;
    const users = [...(await tx.externalListener.findMany(used)), ...(await tx.dataPackage.findMany(used))];
    if (users.length > 0) {
      const names = users.map((user) => `“${user.name}”`).join(", ");
      throw new AppError("conflict", `This key is used by ${names}. Give them another key first.`);
    }
    await tx.apiKey.delete({ where: { id }, select: { id: true } });
    await audit(tx, actor, { verb: "deleted", kind: "API key", id, label: name, before: columnsOf(key) });
  });
}

function columns({ name, description, prefix, allowedIps, notifyEmail, expiresAt }: ApiKeyInput) {
  return { name, description, prefix, allowedIps, notifyEmail, expiresAt };
}

function columnsOf(key: Awaited<ReturnType<typeof lockedKey>>) {
  return columns({ ...key, expiresAt: key.expiresAt?.toISOString() ?? null });
}

async function lockedKey(tx: Tx, id: string) {
  await tx.$queryRaw`select 1 from api_key where id = ${id}::uuid for update`;
  const found = await tx.apiKey.findUnique({ where: { id }, include: { secrets: { select: { version: true } } } });
  if (!found) throw new AppError("not_found", "There is no such API key.");
  return found;
}

function revoked(): AppError {
  return new AppError("conflict", "This key is revoked and stays so. Create a new key instead.");
}
