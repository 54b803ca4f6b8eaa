import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import type { ExternalDataGroup } from "@/lib/external-data/schema";
import { startBulk } from "@/lib/perform-action/start-bulk";
import { createTeam } from "@/lib/teams/commands";
import {
  can,
  filter,
  group,
  listener,
  macro,
  member,
  other,
  people,
  quiet,
  scenario,
  tell,
  trigger,
  valuesOf,
} from "@/lib/testing/scenario";

scenario();

let crm: ExternalDataGroup;
let refresh: string;

beforeAll(async () => {
  const field = (label: string, parameter: string, type: "string" | "integer" | "boolean" | "datetime") => ({
    label,
    parameter,
    type,
    favorite: label === "Strategic",
  });
  crm = await group({
    label: "CRM",
    target: "user",
    clearMissing: false,
    newerBy: null,
    fields: [
      field("Account", "account", "string"),
      field("ARR", "arr", "integer"),
      field("Strategic", "strategic", "boolean"),
      field("Renewal", "renewal", "datetime"),
      field("Contact", "records[0].Id", "string"),
      field("Company", "records[0].Account.Name", "string"),
      field("Tier", "records[0].Tier__c", "string"),
    ],
  });
  await listener({ key: "crm", kind: "external_data", groupId: crm.id });
  const { id: vip } = await createTeam(can("teams.write"), { name: "VIP", description: "" });
  const toVip = await macro(
    { name: "To VIP", key: "to-vip", actions: [{ id: randomUUID(), kind: "add_to_team", teamId: vip }] },
    "user",
  );
  const strategic = await filter("users", { field: "external.crm.strategic", is: "is_true" });
  await trigger({
    event: "external_data_changed",
    macroId: toVip,
    filterId: strategic,
    fields: ["external.crm.strategic"],
  });
  const query = "SELECT+Id,Account.Name,Tier__c+FROM+Contact+WHERE+Email='((user.email|soql))'+LIMIT+1";
  refresh = await macro(
    {
      name: "Refresh CRM",
      key: "refresh-crm",
      actions: [
        {
          id: randomUUID(),
          kind: "webhook",
          method: "GET",
          url: `${other.origin}/services/data/v60.0/query?q=${query}`,
          capture: { groupId: crm.id, storeOn: "target" },
        },
      ],
    },
    "user",
  );
});

const push = (value: string, body: unknown) => tell("crm", body, { value: encodeURIComponent(value) });

test("what the CRM pushes is stored and what nobody asked for is named; a strategic account goes to its team", async () => {
  const body = {
    account: "Acme Ltd",
    arr: 120_000,
    strategic: true,
    renewal: "2026-11-30",
    sf_id: "0035g00000Abc12AAB",
  };
  const answer = await push("jane@example.com", body);
  expect(answer).toMatchObject({
    status: 200,
    json: { result: "done", stored: ["account", "arr", "strategic", "renewal"], ignored: ["sf_id"] },
  });
  expect(await valuesOf(crm, people.jane)).toMatchObject({ account: "Acme Ltd", arr: 120_000, strategic: true });
  await quiet();
  expect(await db.teamMembership.count({ where: { userId: people.jane } })).toBe(1);
  await push("jim@example.com", { strategic: false });
  await quiet();
  expect(await db.teamMembership.count({ where: { userId: people.jim } })).toBe(0);
});

test("half a number and a day in another order are refused by name, and the rest is stored", async () => {
  const answer = await push("jim@example.com", { account: "Northwind", arr: 120_000.5, renewal: "30/11/2026" });
  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({ stored: ["account"] });
  expect((answer.json.rejected as { parameter: string }[]).map(({ parameter }) => parameter)).toEqual([
    "arr",
    "renewal",
  ]);
  expect(await valuesOf(crm, people.jim)).toMatchObject({ account: "Northwind", arr: null, renewal: null });
});

test("an address with a quote and a plus is found, and stays inside the literal of the query", async () => {
  const email = "o'brien+beta@acme.com";
  const obrien = await member("obrien", "participant", { email });
  expect(await push(email, { account: "Acme Ltd" })).toMatchObject({ status: 200 });
  expect(await valuesOf(crm, obrien)).toMatchObject({ account: "Acme Ltd" });
  const found = {
    totalSize: 1,
    done: true,
    records: [{ Id: "0035g", Account: { Name: "Acme Ltd" }, Tier__c: "Gold" }],
  };
  other.reply({ kind: "answer", body: JSON.stringify(found) });
  await pull(obrien);
  const asked = new URL(other.requests.at(-1)?.url ?? "", other.origin).searchParams.get("q");
  expect(asked).toBe("SELECT Id,Account.Name,Tier__c FROM Contact WHERE Email='o\\'brien+beta@acme.com' LIMIT 1");
  expect(await valuesOf(crm, obrien)).toMatchObject({ contact: "0035g", company: "Acme Ltd", tier: "Gold" });
});

test("an answer without a record leaves what is known, and the log names the paths that were not found", async () => {
  const { id } = await db.user.findFirstOrThrow({ where: { username: "obrien" } });
  other.reply({ kind: "answer", body: '{"totalSize":0,"done":true,"records":[]}' });
  await pull(id);
  expect(await valuesOf(crm, id)).toMatchObject({ contact: "0035g", tier: "Gold" });
  const [attempt] = await db.deliveryAttempt.findMany({ orderBy: { at: "desc" }, take: 1 });
  expect(attempt?.captured).toMatchObject({
    stored: [],
    missing: expect.arrayContaining(["records[0].Id", "records[0].Account.Name", "records[0].Tier__c"]),
  });
});

test("a contact without an account has no company any more", async () => {
  const { id } = await db.user.findFirstOrThrow({ where: { username: "obrien" } });
  other.reply({ kind: "answer", body: '{"totalSize":1,"records":[{"Id":"0035g","Account":null,"Tier__c":"Gold"}]}' });
  await pull(id);
  expect(await valuesOf(crm, id)).toMatchObject({ contact: "0035g", company: null, tier: "Gold" });
});

test("an unknown address is a 404, and nobody is made", async () => {
  const before = await db.user.count();
  expect(await push("nobody@acme.com", { account: "Acme Ltd" })).toMatchObject({
    status: 404,
    json: { error: "target_not_found" },
  });
  expect(await db.user.count()).toBe(before);
});

test("a hundred calls at once are all taken and logged, and the last word counts", async () => {
  const before = await db.listenerCall.count();
  const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => push("jim@example.com", { arr: n })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await db.listenerCall.count()) - before).toBe(100);
  // Each change began where another ended, so none was lost; the one that no other began with is what is held.
  const history = await db.externalDataHistory.findMany({ where: { recordId: people.jim, new: { not: "Northwind" } } });
  const begun = new Set(history.map(({ old }) => old));
  const { arr } = await valuesOf(crm, people.jim);
  expect(history.map(({ new: became }) => became).filter((value) => value !== false && !begun.has(value))).toEqual([
    arr,
  ]);
});

async function pull(userId: string): Promise<void> {
  await startBulk(can("macros.run"), { macroId: refresh, selection: { kind: "ids", ids: [userId] } });
  await quiet();
}
