import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { db } from "@/lib/db/client";
import { elementDefinition } from "@/lib/elements/schema";
import { savePackage } from "@/lib/data-packages/commands";
import { packageInput } from "@/lib/data-packages/schema";
import { addBlock } from "@/lib/reports/block-commands";
import { createReport, updateReport } from "@/lib/reports/commands";
import { listPins, movePin, pinElement, unpinElement } from "@/lib/reports/pins";
import { reportSettings } from "@/lib/reports/schema";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { listSentLately } from "@/lib/webhooks/sent-lately";
import { switchActionOn } from "@/lib/webhooks/switched-off";
import { attentionOf } from "./attention-of";
import { attentionProviders } from "./attention-providers";

testDatabase();

let cast: Cast;
let there: Cast;
let apiKeyId: string;
let reportId: string;
const elements: string[] = [];

beforeAll(async () => {
  cast = await makeCast("vega");
  there = await makeCast("other");
  const keys = await cast.can("communityManager", "apiKeys.write", "community");
  ({ id: apiKeyId } = await createApiKey(keys, apiKeyInput.parse({ name: "BI" })));
  const actor = await cast.can("manager", "reports.write");
  ({ id: reportId } = await createReport(actor, reportSettings.parse({ name: "Weekly", visibility: "shared" })));
  const definition = elementDefinition.parse({ source: "users", items: [{ path: "user.score" }], style: "table" });
  for (const name of ["One", "Two", "Three"]) {
    const block = { kind: "element", name, isHalf: false, definition } as const;
    elements.push((await addBlock(actor, { destination: { kind: "report", id: reportId }, block })).id);
  }
});

const attention = async (who: keyof Cast["people"], of = cast) => {
  const actor = await of.can(who, "project.read");
  return (await Promise.all(attentionProviders.map((find) => find(actor, "/projects/vega")))).flat();
};

test("what is pinned stands in its order, once, for those who see its report", async () => {
  const actor = await cast.can("manager", "reports.write");
  for (const id of [...elements, ...elements]) await pinElement(actor, id);
  const names = async (who: keyof Cast["people"]) =>
    (await listPins(await cast.can(who, "reports.read"))).map(({ name }) => name);
  expect(await names("observer")).toEqual(["One", "Two", "Three"]);
  const [first, second] = await listPins(await cast.can("manager", "reports.read"));
  await movePin(actor, first?.id ?? "", 2);
  await unpinElement(actor, second?.id ?? "");
  expect(await names("observer")).toEqual(["Three", "One"]);
  await updateReport(actor, reportId, reportSettings.parse({ name: "Weekly", visibility: "mine" }));
  expect([await names("manager"), await names("observer")]).toEqual([["Three", "One"], []]);
  await updateReport(actor, reportId, reportSettings.parse({ name: "Weekly", visibility: "shared" }));
});

test("nobody pins, moves or unpins what belongs to another project", async () => {
  const stranger = await there.can("manager", "reports.write");
  await expect(pinElement(stranger, elements[0] ?? "")).rejects.toThrow("There is no such report element");
  const [pin] = await listPins(await cast.can("manager", "reports.read"));
  await expect(movePin(stranger, pin?.id ?? "", 0)).rejects.toThrow("not on the home page");
  await expect(unpinElement(stranger, pin?.id ?? "")).rejects.toThrow("not on the home page");
});

test("what needs attention is named with where it is mended, and goes away when it is well", async () => {
  expect(await attention("manager")).toEqual([]);
  const projectId = cast.project.id;
  const origin = "https://hooks.example.com";
  const endpoint = await db.endpoint.create({ data: { projectId, origin, breaker: "open", openUntil: new Date() } });
  const listener = await db.externalListener.create({
    data: {
      projectId,
      target: "user",
      kind: "comment",
      name: "CRM",
      key: `l-${projectId}`,
      apiKeyId,
      lookup: { in: "value", by: "default" },
      dedupe: { from: "auto" },
      authorField: "author",
      commentField: "text",
    },
  });
  const call = { projectId, listenerId: listener.id, listenerKey: listener.key, ip: "192.0.2.1", bytes: 2, ms: 1 };
  const at = new Date(Date.now() - 60_000);
  for (const outcome of ["target_not_found", "not_json"])
    await db.listenerCall.create({ data: { ...call, id: randomUUID(), at, outcome, status: 404 } });
  await db.listenerCall.create({
    data: { ...call, id: randomUUID(), at: new Date(Date.now() - 2 * 86_400_000), outcome: "not_json", status: 400 },
  });
  await db.apiKey.update({ where: { id: apiKeyId }, data: { expiresAt: new Date(Date.now() + 86_400_000) } });
  const id = randomUUID();
  const published = { id, kind: "package", name: "Scores", key: `p-${id}`, apiKeyId, elementId: elements[2] };
  await savePackage(await cast.can("manager", "reports.write"), packageInput.parse(published));
  await db.dataPackage.update({ where: { id }, data: { ownerId: null } });

  const timing = { rate: "daily", startsAt: "2031-01-01T09:00", timeZone: "UTC" } as const;
  const stopped = {
    reportId,
    name: "To the board",
    subject: "Weekly",
    state: "stopped",
    stateReason: "Because.",
  } as const;
  await db.distribution.create({ data: { ...stopped, ...timing } });

  const shown = await attention("manager");
  expect(shown.map(({ word, text }) => `${word}: ${text}`)).toEqual([
    expect.stringContaining("Paused: Nothing is sent to https://hooks.example.com until"),
    "2 refused: Calls to “CRM” in the last 24 hours, 1 for no known record.",
    expect.stringMatching(
      /Expires soon: The API key “BI” ends on .*: 2 addresses are called with it. A community manager/,
    ),
    "Stopped: “To the board” sends no report any more. Because.",
    "Cannot be read: “Scores” cannot be pulled. Whoever published it has left.",
  ]);
  expect(shown.at(-1)?.href).toBe(`/projects/vega/data-packages/${id}`);
  expect((await attention("observer")).map(({ word }) => word)).toEqual(["Paused", "2 refused"]);
  expect(await attention("participant")).toEqual([]);
  expect(await attention("manager", there)).toEqual([]);

  const anywhere = await attentionOf(await cast.can("manager", "home.read", "community"), "/community", [
    { key: "vega", name: "Vega", actor: await cast.can("manager", "project.read") },
  ]);
  expect(anywhere.isMore).toBe(false);
  expect(anywhere.items.map(({ project, id }) => `${project} ${id}`)).toEqual(shown.map((item) => `Vega ${item.id}`));

  await db.endpoint.update({ where: { id: endpoint.id }, data: { breaker: "closed" } });
  await db.listenerCall.deleteMany();
  await db.distribution.updateMany({ data: { state: "on" } });
  await db.apiKey.update({ where: { id: apiKeyId }, data: { expiresAt: null } });
  await savePackage(await cast.can("manager", "reports.write"), packageInput.parse(published));
  expect(await attention("manager")).toEqual([]);
});

test("a webhook that its receiver switched off is named while its macro would send it", async () => {
  const projectId = cast.project.id;
  const [kept, removed] = [randomUUID(), randomUUID()];
  const version = (n: number, ids: string[], enabled = true) => ({
    version: n,
    name: "Escalate",
    actions: ids.map((id) => ({ id, kind: "webhook", enabled })),
  });
  const of = { projectId, target: "user", name: "Escalate", key: "escalate" } as const;
  const versions = [version(1, [kept, removed]), version(2, [kept]), version(3, [kept], false)];
  const macro = await db.macro.create({ data: { ...of, versions: { create: versions } } });
  for (const actionId of [kept, removed])
    await db.webhookActionState.create({
      data: { macroId: macro.id, actionId, offAt: new Date(), offReason: "The receiver answered 410." },
    });
  const words = async (change: { version?: number; enabled?: boolean }) => {
    await db.macro.update({ where: { id: macro.id }, data: change });
    return (await attention("support")).map(({ word, text, fix, href }) => `${word}: ${text} ${fix}: ${href}`);
  };
  const said = `Switched off: A webhook of “Escalate” sends nothing. The receiver answered 410. Open the macro: /projects/vega/users/resources/${macro.id}`;
  expect(await words({})).toEqual([said, said]);
  expect(await words({ version: 2 })).toEqual([said]);
  expect(await words({ version: 3 })).toEqual([]);
  expect(await words({ version: 2, enabled: false })).toEqual([]);
  expect(await words({ enabled: true })).toEqual([said]);
  await switchActionOn(await cast.can("manager", "macros.write"), macro.id, kept);
  expect(await words({})).toEqual([]);
});

test("failed webhooks of the last day are counted by macro and by hour, older ones and tests are not", async () => {
  const projectId = cast.project.id;
  const endpoint = await db.endpoint.findFirstOrThrow({ where: { projectId } });
  const macro = await db.macro.create({ data: { projectId, target: "user", name: "Tell", key: "tell" } });
  const add = (state: "failed" | "held" | "delivered", hours: number, isTest = false) =>
    db.$executeRaw`insert into webhook_delivery (id, project_id, macro_id, macro_version, action_id, endpoint_id, run_id, target, subject_id, subject_label, state, is_test, created_at, delivered_at)
      values (uuidv7(make_interval(hours => ${-hours}::int)), ${projectId}::uuid, ${macro.id}::uuid, 1, gen_random_uuid(), ${endpoint.id}::uuid, gen_random_uuid(), 'user', gen_random_uuid(), 'jane', ${state}::delivery_state, ${isTest}, now() - make_interval(hours => ${hours}::int), case when ${state} = 'delivered' then now() end)`;
  for (const state of ["failed", "failed", "held", "delivered"] as const) await add(state, 2);
  await add("failed", 30);
  await add("failed", 1, true);
  expect(await attention("support")).toMatchObject([
    { word: "2 failed", text: "Webhooks of “Tell” in the last 24 hours, and 1 held for you." },
  ]);
  const logs = await cast.can("support", "logs.read");
  const hours = await listSentLately(logs, "24h");
  expect(hours).toHaveLength(24);
  expect(hours.at(-3)).toMatchObject({ ok: 1, retrying: 0, failed: 3 });
  const failedOf = (parts: typeof hours) => parts.reduce((all, { failed }) => all + failed, 0);
  const week = await listSentLately(logs, "7d");
  expect([failedOf(hours), failedOf(week), week.length]).toEqual([3, 4, 28]);
});
