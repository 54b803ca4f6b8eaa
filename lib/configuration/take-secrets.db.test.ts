import { beforeAll, describe, expect, test } from "vitest";
import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { also } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { setMacroEnabled, updateMacro } from "@/lib/macros/commands";
import { getMacro } from "@/lib/macros/queries";
import { macroInput } from "@/lib/macros/schema";
import { openSecret } from "@/lib/secrets/secret";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { toWebhookInput } from "@/lib/webhooks/schema";
import { listMissingSecrets } from "./missing-secrets";
import { readConfiguration } from "./read";
import { configuration, type ConfigurationDraft } from "./schema";
import { checkConfiguration, takeConfiguration } from "./take";

testDatabase();

let cast: Cast;
const manager = () => cast.can("manager", "project.write");
const options = { take: null, apiKeyOf: () => null };
const read = (draft: Partial<ConfigurationDraft>) =>
  configuration.parse({
    format: "fieldpost-configuration",
    version: 1,
    project: { key: "elsewhere", name: "Elsewhere" },
    ...draft,
  });

const sends = {
  of: "users",
  key: "send",
  name: "Send",
  actions: [
    {
      kind: "webhook" as const,
      name: "CRM",
      url: "https://crm.example.com/users",
      headers: [
        { name: "Authorization", secret: true as const },
        { name: "Accept", value: "application/json" },
      ],
      body: '{"mail":"((user.email))"}',
    },
  ],
};
const runsIt = { of: "users", key: "both", name: "Both", actions: [{ kind: "run_macro" as const, macro: "send" }] };
const withSecrets = () => read({ macros: [runsIt, sends] });
const idOfMacro = async (key: string) =>
  (await db.macro.findFirstOrThrow({ where: { key, project: { key: cast.project.key } } })).id;

beforeAll(async () => {
  cast = await makeCast();
});

describe("a macro whose secrets are not in the file", () => {
  test("is made, stays off with those that run it, and says what is missing", async () => {
    const taken = await takeConfiguration(await manager(), withSecrets(), options);
    expect(taken.done).toBe(true);
    expect(taken.missing).toMatchObject([
      { kind: "macro", name: "Send", of: "users", where: "header Authorization of “CRM”" },
    ]);
    const macros = await db.macro.findMany({ select: { key: true, enabled: true }, orderBy: { key: "asc" } });
    expect(macros).toEqual([
      { key: "both", enabled: false },
      { key: "send", enabled: false },
    ]);
    expect(await listMissingSecrets(await manager())).toMatchObject([{ name: "Send", where: "header Authorization" }]);
    expect(await db.secret.count()).toBe(0);
  });

  test("is the same when the file is taken again", async () => {
    const { items } = await checkConfiguration(await manager(), withSecrets(), options);
    expect(items.map(({ label, state }) => `${label} ${state}`)).toEqual(["Send same", "Both same"]);
  });

  test("cannot be switched on, nor saved as switched on, before its secret is typed", async () => {
    const actor = also(await manager(), "macros.write");
    const id = await idOfMacro("send");
    await expect(setMacroEnabled(actor, id, true)).rejects.toThrow("waits for a secret");
    const { actions, missingSecrets, ...macro } = await getMacro(also(actor, "macros.read"), id);
    expect(missingSecrets).toHaveLength(1);
    const [webhook] = actions;
    if (webhook?.kind !== "webhook") throw new Error("no webhook");
    const { name, key, description } = macro;
    const saved = (header: object) =>
      updateMacro(
        actor,
        id,
        macroInput.parse({
          name,
          key,
          description,
          enabled: true,
          actions: [{ ...toWebhookInput(webhook), headers: [{ name: "Authorization", ...header }] }],
        }),
      );
    const kept = await saved(toWebhookInput(webhook).headers[0] ?? {}).catch((error: unknown) => error);
    expect(kept).toBeInstanceOf(AppError);
    expect((kept as AppError).fields["actions.0.headers.0.value"]).toMatch(/not stored/);
    await expect(saved({ secret: { missing: true } })).rejects.toMatchObject({
      fields: { "actions.0.headers.0.value": expect.stringMatching(/Type this secret/) as string },
    });
    await saved({ secret: { value: "Bearer 12345" } });
    expect(await listMissingSecrets(await manager())).toEqual([]);
  });

  test("keeps the secret that was typed when the file changes the rest", async () => {
    const [webhook] = sends.actions;
    const file = read({ macros: [{ ...sends, actions: [{ ...webhook!, url: "https://crm.example.com/v2/users" }] }] });
    const checked = await checkConfiguration(await manager(), file, options);
    expect(checked.items[0]?.changes).toContainEqual({
      field: "Actions › CRM › URL",
      old: "https://crm.example.com/users",
      new: "https://crm.example.com/v2/users",
    });
    const before = await db.macroVersion.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
    expect(await takeConfiguration(await manager(), file, options)).toMatchObject({ done: true, missing: [] });
    const macro = await db.macro.findUniqueOrThrow({ where: { id: await idOfMacro("send") } });
    const after = await db.macroVersion.findFirstOrThrow({ where: { macroId: macro.id, version: macro.version } });
    const [old, now] = [before.actions, after.actions] as { id: string; headers: { secretId: string }[] }[][];
    expect(now?.[0]?.id).toBe(old?.[0]?.id);
    expect(await openSecret(db, now?.[0]?.headers[0]?.secretId ?? "")).toBe("Bearer 12345");
    expect(JSON.stringify(await readConfiguration(await manager()))).not.toContain("12345");
  });
});

test("a macro that cannot be made takes none that it runs with it", async () => {
  const first = { kind: "run_macro" as const, macro: "second" };
  const broken = { kind: "add_to_team" as const, team: "Nobody" };
  const back = { kind: "run_macro" as const, macro: "first" };
  const file = read({
    macros: [
      { of: "users", key: "first", name: "First", actions: [first] },
      { of: "users", key: "second", name: "Second", actions: [back, broken] },
    ],
  });
  const { items } = await checkConfiguration(await manager(), file, options);
  const reasons = Object.fromEntries(items.map(({ label, reason }) => [label, reason]));
  expect(reasons["Second"]).toMatch(/no team “Nobody”/);
  expect(reasons["First"]).toMatch(/no macro with the key “second”/);
});

test("macros that run each other come over", async () => {
  const loop = (key: string, next: string) => ({
    of: "users",
    key,
    name: key,
    actions: [{ kind: "run_macro" as const, macro: next }],
  });
  const file = read({ macros: [loop("ping", "pong"), loop("pong", "ping")] });
  expect(await takeConfiguration(await manager(), file, options)).toMatchObject({ done: true });
  const { items } = await checkConfiguration(await manager(), file, options);
  expect(items.map(({ state }) => state)).toEqual(["same", "same"]);
});

describe("what cannot be taken", () => {
  const broken = () =>
    read({
      teams: [{ name: "Reviewers" }],
      communityGroups: [{ key: "nowhere", label: "Nowhere", target: "user" }],
      macros: [
        { of: "feedback:bug", key: "close", name: "Close", actions: [{ kind: "set_status", statusKey: "closed" }] },
      ],
      listeners: [{ kind: "macro", of: "users", key: "call-it", name: "Call it", macro: "send" }],
    });

  test("says why, and takes nothing else with it", async () => {
    const { done, items } = await takeConfiguration(await manager(), broken(), options);
    expect(done).toBe(false);
    const reasons = Object.fromEntries(items.map(({ label, reason }) => [label, reason]));
    expect(reasons["Close"]).toMatch(/no feedback type with the key “bug”.*Take it along/);
    expect(reasons["Nowhere"]).toMatch(/community manager can make it/);
    expect(reasons["Call it"]).toMatch(/needs an API key/);
    expect(reasons["Reviewers"]).toBeUndefined();
    expect(await db.team.count({ where: { name: "Reviewers" } })).toBe(0);
  });

  test("can be left out", async () => {
    const take = new Set(["team/reviewers"]);
    expect(await takeConfiguration(await manager(), broken(), { ...options, take })).toMatchObject({ done: true });
    expect(await db.team.count({ where: { name: "Reviewers" } })).toBe(1);
    const entry = await db.auditEntry.findFirstOrThrow({ where: { kind: "configuration" }, orderBy: { id: "desc" } });
    expect(entry).toMatchObject({ label: "From Elsewhere", after: { taken: ["team/reviewers"] } });
  });
});

test("a dry run that is out of date is not followed", async () => {
  const file = read({ ranks: [{ name: "Hunter", points: 5 }] });
  const { fingerprint } = await checkConfiguration(await manager(), file, options);
  const projectId = cast.project.id;
  await db.rank.create({ data: { projectId, name: "Hunter", points: 7 } });
  await expect(takeConfiguration(await manager(), file, { ...options, seen: fingerprint })).rejects.toMatchObject({
    code: "stale",
  });
  expect(await db.rank.findMany({ where: { projectId } })).toMatchObject([{ points: 7 }]);
});

test("support may not take a configuration, and nobody that of a project they do not manage", async () => {
  await expect(cast.can("support", "project.write")).rejects.toMatchObject({ code: "forbidden" });
  const other = await makeCast();
  const { loadConfiguration } = await import("./source");
  const source = { from: "project" as const, key: other.project.key };
  await expect(loadConfiguration(await manager(), { source, apiKeyId: null })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a listener of a file gets the API key that was chosen, and keeps it", async () => {
  const keys = await cast.can("communityManager", "apiKeys.write", "community");
  const [first, second] = [
    await createApiKey(keys, apiKeyInput.parse({ name: "One" })),
    await createApiKey(keys, apiKeyInput.parse({ name: "Two" })),
  ];
  const listener = { kind: "macro" as const, of: "users", key: "call-it", name: "Call it", macro: "ping" };
  const take = async (id: string, name: string) =>
    takeConfiguration(await manager(), read({ listeners: [{ ...listener, name }] }), {
      take: null,
      apiKeyOf: () => id,
    });
  expect(await take(first.id, "Call it")).toMatchObject({ done: true });
  expect(await take(second.id, "Call it so")).toMatchObject({ done: true });
  expect(await db.externalListener.findMany()).toMatchObject([{ name: "Call it so", apiKeyId: first.id }]);
});
