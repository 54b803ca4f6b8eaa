import { beforeEach, describe, expect, test } from "vitest";
import { authorizeSystem } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { testDatabase } from "@/lib/testing/database";
import { createApiKey, deleteApiKey, revokeApiKey, rotateApiKey, switchApiKey, updateApiKey } from "./commands";
import { digestOf } from "./key-text";
import { noteKeyUse } from "./note-use";
import { getApiKey, hasUsableKey, listApiKeys } from "./queries";
import { apiKeyInput } from "./schema";

testDatabase();

const scope = { kind: "community", timeZone: "UTC" } as const;
const manager = authorizeSystem(scope, "apiKeys.write", { via: "command line", name: "Manager" });
const reader = authorizeSystem(scope, "apiKeys.read", { via: "command line", name: "Manager" });
const input = apiKeyInput.parse({ name: "CRM" });

beforeEach(async () => {
  await db.apiKey.deleteMany();
});

describe("API keys", () => {
  test("the secret is told once and only its digest is kept", async () => {
    const { id, key } = await createApiKey(manager, input);
    const [stored] = await db.apiKeySecret.findMany({ where: { apiKeyId: id } });
    expect(stored && new Uint8Array(stored.digest)).toEqual(digestOf(key));
    const everything = JSON.stringify([
      await listApiKeys(reader),
      await db.auditEntry.findMany(),
      await db.apiKey.findMany(),
    ]);
    expect(everything).not.toContain(key);
    expect(everything).not.toContain(key.split("_")[2]);
  });

  test("rotating keeps the version before for the overlap", async () => {
    const { id, key } = await createApiKey(manager, input);
    const rotated = await rotateApiKey(manager, { id, overlapDays: 7 });
    expect(rotated.key).not.toBe(key);
    const [now, before] = (await getApiKey(reader, id)).secrets;
    expect(now).toMatchObject({ version: 2, validUntil: null });
    expect(Date.parse(before?.validUntil ?? "") - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    await rotateApiKey(manager, { id, overlapDays: 0 });
    expect((await getApiKey(reader, id)).secrets.map(({ version }) => version)).toEqual([3]);
  });

  test("says whether any key can be used", async () => {
    expect(await hasUsableKey()).toBe(false);
    const { id } = await createApiKey(manager, input);
    expect(await hasUsableKey()).toBe(true);
    await switchApiKey(manager, { id, enabled: false });
    expect(await hasUsableKey()).toBe(false);
    await switchApiKey(manager, { id, enabled: true });
    await updateApiKey(manager, { ...input, id, expiresAt: "2020-01-01T00:00:00Z" });
    expect(await hasUsableKey()).toBe(false);
    expect((await getApiKey(reader, id)).state).toBe("expired");
  });

  test("a revoked key stays revoked", async () => {
    const { id } = await createApiKey(manager, input);
    await revokeApiKey(manager, id);
    expect(await getApiKey(reader, id)).toMatchObject({ state: "revoked", secrets: [] });
    await expect(switchApiKey(manager, { id, enabled: true })).rejects.toMatchObject({ code: "conflict" });
    await expect(rotateApiKey(manager, { id, overlapDays: 7 })).rejects.toMatchObject({ code: "conflict" });
    await deleteApiKey(manager, id);
    await expect(getApiKey(reader, id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("use is noted once a minute and told once a day", async () => {
    const { id } = await createApiKey(manager, { ...input, notifyEmail: "owner@example.com" });
    const used = async (at: string) => {
      const key = await db.apiKey.findUniqueOrThrow({ where: { id } });
      await noteKeyUse(key, "203.0.113.9", new Date(at));
      return (await db.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt?.toISOString();
    };
    const soon = new Date(Date.now() + 5_000).toISOString();
    expect(await used(soon)).toBe(soon);
    expect(await used(new Date(Date.parse(soon) + 30_000).toISOString())).toBe(soon);
    const next = new Date(Date.parse(soon) + 120_000).toISOString();
    expect(await used(next)).toBe(next);
    expect(await db.emailMessage.findMany({ select: { to: true } })).toEqual([{ to: "owner@example.com" }]);
  });
});
