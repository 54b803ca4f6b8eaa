import { beforeAll, expect, test } from "vitest";
import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { also } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { switchListener, updateListener } from "@/lib/listeners/commands";
import { getListener } from "@/lib/listeners/queries";
import { listenerInput } from "@/lib/listeners/schema";
import { openSecret } from "@/lib/secrets/secret";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { listMissingSecrets } from "./missing-secrets";
import { readConfiguration } from "./read";
import { configuration, type ConfigurationDraft } from "./schema";
import { checkConfiguration, takeConfiguration } from "./take";
import { signaturePlace } from "./target";

testDatabase();

let cast: Cast;
let apiKeyId: string;
const manager = () => cast.can("manager", "project.write");
const options = () => ({ take: null, apiKeyOf: () => apiKeyId });

const group = {
  key: "tracker",
  label: "Tracker",
  target: "project" as const,
  fields: [{ key: "state", label: "State", parameter: "state", type: "string" as const }],
};
const signed = {
  kind: "external_data" as const,
  of: "project",
  key: "tracker",
  name: "Tracker",
  group: "tracker",
  accept: [{ path: "action", is: "is" as const, value: "closed" }],
  signature: { scheme: "body" as const, header: "x-hub-signature-256", secret: true as const },
};
const read = (listener: object = {}) =>
  configuration.parse({
    format: "fieldpost-configuration",
    version: 1,
    project: { key: "elsewhere", name: "Elsewhere" },
    groups: [group],
    listeners: [{ ...signed, ...listener }],
  } satisfies ConfigurationDraft);
const row = () => db.externalListener.findFirstOrThrow({ where: { key: "tracker" } });

beforeAll(async () => {
  cast = await makeCast();
  const keys = await cast.can("communityManager", "apiKeys.write", "community");
  ({ id: apiKeyId } = await createApiKey(keys, apiKeyInput.parse({ name: "Key" })));
});

test("a signed listener comes without its secret: it is made, stays off, and is named", async () => {
  const taken = await takeConfiguration(await manager(), read(), options());
  const missing = { kind: "listener", id: (await row()).id, name: "Tracker", of: "project", where: "signature" };
  expect(taken).toMatchObject({ done: true, missing: [missing] });
  expect(taken.items.find(({ kind }) => kind === "listener")?.notes).toEqual([
    "It stays switched off until the secret of its signature is typed.",
  ]);
  expect(await row()).toMatchObject({ enabled: false, accept: signed.accept });
  expect(await db.secret.count()).toBe(0);
  expect(await listMissingSecrets(await manager())).toEqual([missing]);
  const actor = also(await manager(), "listeners.write");
  await expect(switchListener(actor, { id: missing.id, enabled: true })).rejects.toThrow("waits for its signature");
});

test("taken again it is the same, and with its secret it can be switched on", async () => {
  const { items } = await checkConfiguration(await manager(), read(), options());
  expect(items.map(({ label, state }) => `${label} ${state}`)).toEqual(["Tracker same", "Tracker same"]);
  const actor = also(await manager(), "listeners.write");
  const { id, name, key, target, lookup, dedupe, accept, group: its } = await getListener(actor, (await row()).id);
  const signature = { scheme: "body", header: "x-hub-signature-256", secret: { value: "s3cr3t" } };
  const common = { id, name, key, target, lookup, dedupe, accept, apiKeyId, groupId: its?.id, signature };
  await updateListener(actor, listenerInput.parse({ ...common, kind: "external_data", enabled: true }));
  expect(await listMissingSecrets(await manager())).toEqual([]);
});

test("the file says that there is a secret, and not which; what it changes leaves the secret alone", async () => {
  const file = await readConfiguration(await manager());
  expect(file.listeners).toMatchObject([{ accept: signed.accept, signature: signed.signature }]);
  const { signature } = await row();
  expect(JSON.stringify(file)).not.toContain("s3cr3t");
  expect(JSON.stringify(file)).not.toContain((signature as { secretId: string }).secretId);
  const changed = read({ accept: [], signature: { ...signed.signature, header: "x-tracker" } });
  const checked = await checkConfiguration(await manager(), changed, options());
  expect(checked.items.flatMap(({ changes }) => changes)).toEqual([
    { field: "Accepts only calls where › Action", old: "Path: action\nIs: is\nValue: closed", new: null },
    { field: "Signature › Header", old: "x-hub-signature-256", new: "x-tracker" },
  ]);
  expect(await takeConfiguration(await manager(), changed, options())).toMatchObject({ done: true, missing: [] });
  const after = (await row()).signature as { secretId: string };
  expect(await row()).toMatchObject({ enabled: true, accept: [], signature: { header: "x-tracker" } });
  expect(await openSecret(db, after.secretId)).toBe("s3cr3t");
});

test("a secret that is given along is sealed", async () => {
  const secrets = new Map([[signaturePlace("listener/second"), "given along"]]);
  const file = read({ key: "second", name: "Second" });
  const taken = await takeConfiguration(await manager(), file, { ...options(), secrets });
  expect(taken).toMatchObject({ done: true, missing: [] });
  const made = await db.externalListener.findFirstOrThrow({ where: { key: "second" } });
  expect(made.enabled).toBe(true);
  expect(await openSecret(db, (made.signature as { secretId: string }).secretId)).toBe("given along");
});
