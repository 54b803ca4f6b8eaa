import { beforeEach, describe, expect, test } from "vitest";
import { authorizeSystem } from "@/lib/auth/authorize";
import type { Scope } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { sql, type Sql } from "@/lib/db/sql";
import { transaction } from "@/lib/db/transaction";
import { parseJson } from "@/lib/json/guard";
import { testDatabase } from "@/lib/testing/database";
import { createGroup, deleteGroup, updateGroup } from "./commands";
import { externalFields } from "./fields";
import { readParameters } from "./parameters";
import { listGroups, listRecordValues, listValueHistory } from "./queries";
import { externalDataGroupInput, type ExternalDataGroup } from "./schema";
import { previewTypeChange } from "./type-change";
import { listUsableGroups } from "./usable-groups";
import { writeValuesIn } from "./write";

testDatabase();

const by = { via: "command line", name: "Manager" } as const;
const community: Scope = { kind: "community", timeZone: "UTC" };
const inCommunity = authorizeSystem(community, "groups.write", by);
const reader = authorizeSystem(community, "externalData.read", by);

const input = (fields: object[], more: object = {}) =>
  externalDataGroupInput.parse({ target: "user", label: "CRM", fields, ...more });
const crmFields = [
  { label: "Account", parameter: "account", type: "string", favorite: true },
  { label: "ARR", parameter: "arr", type: "integer" },
  { label: "Strategic", parameter: "strategic", type: "boolean" },
  { label: "Renewal", parameter: "renewal", type: "datetime" },
];

let userId: string;

beforeEach(async () => {
  await db.externalDataGroup.deleteMany();
  await db.project.deleteMany();
  await db.user.deleteMany();
  ({ id: userId } = await db.user.create({ data: { email: "jane@example.com", username: "jane" } }));
});

function write(group: ExternalDataGroup, json: string, at = "2026-10-01T00:00:00.000Z", recordId = userId) {
  const body = parseJson(new TextEncoder().encode(json));
  if (!body.ok) throw new Error(body.problem.message);
  const { values } = readParameters(group.fields, body.value);
  const source = { source: "listener", id: "call", label: "crm", at } as const;
  return transaction((tx) => writeValuesIn(tx, { group, recordId, values, source }));
}

const held = async () => {
  const [record] = await listRecordValues(reader, "user", userId);
  return Object.fromEntries((record?.values ?? []).map(({ field, value }) => [field.key, value]));
};

describe("external data groups", () => {
  test("keys are made from labels and unique in the community", async () => {
    const group = await createGroup(inCommunity, input(crmFields));
    expect(group).toMatchObject({ key: "crm", fields: [{ key: "account" }, { key: "arr" }, {}, {}] });
    expect(await createGroup(inCommunity, input([]))).toMatchObject({ key: "crm_2" });
    await expect(createGroup(inCommunity, input([], { key: "crm" }))).rejects.toMatchObject({ code: "invalid" });
  });

  test("a parameter stands once in a group", () => {
    const twice = [crmFields[0], { ...crmFields[0], label: "Again" }];
    expect(externalDataGroupInput.safeParse({ target: "user", label: "CRM", fields: twice }).success).toBe(false);
  });

  test("a project sees the community's groups and its own, and changes only its own", async () => {
    const project = await db.project.create({ data: { key: "beta", name: "Beta" } });
    const other = await db.project.create({ data: { key: "other", name: "Other" } });
    const scope: Scope = { kind: "project", id: project.id, key: "beta", name: "Beta", timeZone: "UTC" };
    const inProject = authorizeSystem(scope, "groups.write", by);
    const shared = await createGroup(inCommunity, input(crmFields));
    const own = await createGroup(inProject, input([], { label: "Own" }));
    const manager = { ...inProject, role: "manager" } as typeof inProject;
    const change = { clearMissing: false, newerBy: null, fields: [] };
    await expect(updateGroup(manager, { ...change, id: shared.id, label: "X" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(updateGroup(manager, { ...change, id: own.id, label: "Y" })).resolves.toMatchObject({ label: "Y" });
    expect((await listUsableGroups(db, project.id)).map(({ key }) => key)).toEqual(["crm", "own"]);
    expect((await listUsableGroups(db, other.id)).map(({ key }) => key)).toEqual(["crm"]);
    expect((await listGroups(reader)).map(({ key }) => key)).toEqual(["crm"]);
  });

  test("a field left out is archived with its values and comes back under the same key", async () => {
    const group = await createGroup(inCommunity, input(crmFields));
    await write(group, '{"account":"Acme"}');
    const base = { id: group.id, label: "CRM", clearMissing: false, newerBy: null };
    const without = await updateGroup(inCommunity, { ...base, fields: [] });
    expect(without.fields.every(({ archived }) => archived)).toBe(true);
    const again = await updateGroup(inCommunity, {
      ...base,
      fields: [{ label: "Account", parameter: "account", type: "string", favorite: false }],
    });
    expect(again.fields[0]).toMatchObject({ id: group.fields[0]?.id, key: "account", archived: false });
    expect(await held()).toMatchObject({ account: "Acme" });
  });

  test("two fields may trade their parameters", async () => {
    const group = await createGroup(inCommunity, input(crmFields.slice(0, 2)));
    const [account, arr] = group.fields;
    if (!account || !arr) throw new Error("fields");
    const traded = await updateGroup(inCommunity, {
      id: group.id,
      label: "CRM",
      clearMissing: false,
      newerBy: null,
      fields: [
        { id: account.id, label: "Account", parameter: "arr", type: "string", favorite: true },
        { id: arr.id, label: "ARR", parameter: "account", type: "integer", favorite: false },
      ],
    });
    expect(traded.fields.map(({ key, parameter }) => [key, parameter])).toEqual([
      ["account", "arr"],
      ["arr", "account"],
    ]);
  });

  test("a type change is tried first, then converts what fits and keeps the rest in the history", async () => {
    const group = await createGroup(inCommunity, input([{ label: "ARR", parameter: "arr", type: "string" }]));
    const field = group.fields[0];
    if (!field) throw new Error("no field");
    const texts = ["42", "1e3", "much", ""];
    const people = await Promise.all(
      texts.map((_, n) => db.user.create({ data: { email: `p${n}@example.com`, username: `p${n}` } })),
    );
    for (const [n, text] of texts.entries())
      await write(group, JSON.stringify({ arr: text }), undefined, people[n]?.id);
    const asked = { groupId: group.id, fieldId: field.id, type: "integer" as const };
    const preview = await previewTypeChange(inCommunity, asked);
    expect(preview).toMatchObject({ values: 4, converts: 3, fails: 1, blockedBy: [] });
    expect(preview.failed).toEqual([{ record: "p2", old: "much", problem: expect.stringContaining("much") as string }]);
    expect(preview.converted).toContainEqual({ record: "p1", old: "1e3", new: "1000" });

    const change = {
      id: group.id,
      label: "CRM",
      clearMissing: false,
      newerBy: null,
      fields: [{ id: field.id, label: "ARR", parameter: "arr", favorite: false, type: "integer" as const }],
    };
    await expect(updateGroup(inCommunity, change)).rejects.toMatchObject({ code: "conflict" });
    const after = await updateGroup(inCommunity, { ...change, convert: [field.id] });
    expect(after.fields[0]).toMatchObject({ type: "integer", key: field.key });
    const now = await Promise.all(
      people.map(async ({ id }) => (await listRecordValues(reader, "user", id))[0]?.values[0]),
    );
    expect(now.map((item) => item?.value)).toEqual([42, 1000, null, null]);
    expect(now[0]?.provenance).toMatchObject({ source: "listener" });
    expect(now[2]?.provenance).toMatchObject({
      source: "person",
      label: "Manager, type changed from String to Integer",
    });
    const [cleared] = await listValueHistory(reader, people[2]?.id ?? "");
    expect(cleared).toMatchObject({ old: "much", new: null, source: { source: "person" } });

    await write(after, '{"arr":7}', undefined, people[0]?.id);
    const back = { ...asked, type: "string" as const };
    expect(await previewTypeChange(inCommunity, back)).toMatchObject({ values: 2, converts: 2, fails: 0, restores: 2 });
    await updateGroup(inCommunity, {
      ...change,
      fields: change.fields.map((each) => ({ ...each, type: "string" as const })),
      convert: [field.id],
    });
    const undone = await Promise.all(
      people.map(async ({ id }) => (await listRecordValues(reader, "user", id))[0]?.values[0]?.value),
    );
    expect(undone).toEqual(["7", "1e3", "much", ""]);
  });

  test("a type change waits for filters that could not follow", async () => {
    const group = await createGroup(inCommunity, input(crmFields));
    const [account] = group.fields;
    const filter = (is: string) => ({ match: "all", conditions: [{ field: "external.crm.account", is, value: "Ac" }] });
    const data = { source: "users", name: "By name", ownerId: userId };
    const { id } = await db.savedFilter.create({ data: { ...data, condition: filter("starts_with") } });
    const asked = { groupId: group.id, fieldId: account?.id ?? "", type: "boolean" as const };
    expect((await previewTypeChange(inCommunity, asked)).blockedBy).toEqual(["the filter “By name”"]);
    const fields = group.fields.map(({ id: fieldId, label, parameter, favorite, type }) => ({
      id: fieldId,
      label,
      parameter,
      favorite,
      type: fieldId === account?.id ? ("boolean" as const) : type,
    }));
    const change = { id: group.id, label: "CRM", clearMissing: false, newerBy: null, fields };
    await expect(updateGroup(inCommunity, change)).rejects.toThrow(/the filter “By name” asks it/);
    await db.savedFilter.delete({ where: { id } });
    await expect(updateGroup(inCommunity, change)).resolves.toMatchObject({ label: "CRM" });
  });

  test("a type stays while values are stored and nobody agreed to convert them", async () => {
    const group = await createGroup(inCommunity, input(crmFields));
    await write(group, '{"account":"Acme"}');
    const fields = group.fields.map(({ id, label, parameter, favorite }) => ({
      id,
      label,
      parameter,
      favorite,
      type: "integer" as const,
    }));
    const change = { id: group.id, label: "CRM", clearMissing: false, newerBy: null };
    await expect(updateGroup(inCommunity, { ...change, fields })).rejects.toMatchObject({
      code: "conflict",
      fields: { "fields.0.type": expect.any(String) },
    });
  });

  test("a group in use is not deleted, and what uses it is named", async () => {
    const group = await createGroup(inCommunity, input(crmFields));
    const condition = { match: "all", conditions: [{ field: "external.crm.strategic", is: "is_true" }] };
    const filter = await db.savedFilter.create({
      data: { source: "users", name: "Strategic", condition, ownerId: userId },
    });
    await expect(deleteGroup(inCommunity, group.id)).rejects.toThrow(/the filter “Strategic”/);
    await db.savedFilter.delete({ where: { id: filter.id } });
    await deleteGroup(inCommunity, group.id);
    expect(await db.externalDataGroup.count()).toBe(0);
  });
});

describe("writing values", () => {
  test("what fits is stored, the rest is told, absent stays and null clears", async () => {
    const group = await createGroup(inCommunity, input(crmFields));
    const first = await write(group, '{"account":"Acme","arr":120000.5,"strategic":"true","renewal":"2026-11-30"}');
    expect(first.stored.map(({ parameter, value }) => [parameter, value])).toEqual([
      ["account", "Acme"],
      ["strategic", true],
      ["renewal", "2026-11-30"],
    ]);
    expect(first.rejected).toEqual([
      { parameter: "arr", problem: "120000.5 has a fraction; an Integer takes whole numbers" },
    ]);
    await write(group, '{"account":null,"arr":"42"}');
    expect(await held()).toEqual({ account: null, arr: 42, strategic: true, renewal: "2026-11-30" });
  });

  test("the same value again writes no history", async () => {
    const group = await createGroup(inCommunity, input(crmFields));
    await write(group, '{"account":"Acme","arr":1}');
    const again = await write(group, '{"account":"Acme","arr":2}');
    expect(again.stored.map(({ changed }) => changed)).toEqual([false, true]);
    const history = await listValueHistory(reader, userId);
    const told = history.map(({ field, old, new: now }) => [field?.label, old, now]);
    expect(told[0]).toEqual(["ARR", 1, 2]);
    expect(told.slice(1).sort(([one], [other]) => String(one).localeCompare(String(other)))).toEqual([
      ["Account", null, "Acme"],
      ["ARR", null, 1],
    ]);
    expect(history[0]?.source).toMatchObject({ source: "listener", label: "crm" });
  });

  test("with “apply only if newer” older and equal data changes nothing", async () => {
    const group = await createGroup(
      inCommunity,
      input([crmFields[1] ?? {}, { label: "Seen", parameter: "seen", type: "datetime" }], { newerBy: "seen" }),
    );
    await write(group, '{"arr":1,"seen":"2026-10-01T10:00:00Z"}');
    for (const seen of ['"2026-10-01T09:00:00Z"', '"2026-10-01T10:00:00Z"', "null"])
      expect(await write(group, `{"arr":2,"seen":${seen}}`)).toMatchObject({ stored: [], outdated: true });
    await write(group, '{"arr":3,"seen":"2026-10-01T11:00:00Z"}');
    expect(await held()).toMatchObject({ arr: 3 });
  });

  test("two writers at once lose nothing", async () => {
    const fields = Array.from({ length: 20 }, (_, n) => ({ label: `F${n}`, parameter: `f${n}`, type: "integer" }));
    const group = await createGroup(inCommunity, input(fields));
    await Promise.all(fields.map((_, n) => write(group, `{"f${n}":${n}}`)));
    expect(Object.values(await held())).toEqual(fields.map((_, n) => n));
  });

  test("values go with their record", async () => {
    const group = await createGroup(inCommunity, input(crmFields));
    await write(group, '{"account":"Acme"}');
    await db.user.delete({ where: { id: userId } });
    expect(await db.externalDataRecord.count()).toBe(0);
    expect(await db.externalDataHistory.count()).toBe(0);
  });
});

test("the fields read, compare and find in SQL", async () => {
  const group = await createGroup(inCommunity, input(crmFields));
  await write(group, '{"account":"Acme","arr":120000,"strategic":true,"renewal":"2026-11-30"}');
  const fields = externalFields([group], sql`u.id`);
  expect(fields.map(({ path, type, dataSet }) => [path, type, dataSet.label])).toEqual([
    ["external.crm.account", "text", "CRM"],
    ["external.crm.arr", "number", "CRM"],
    ["external.crm.strategic", "boolean", "CRM"],
    ["external.crm.renewal", "date", "CRM"],
  ]);
  const [account, arr, strategic, renewal] = fields;
  if (!account?.rows || !arr?.rows || !strategic?.rows || !renewal?.rows) throw new Error("fields");
  const find = (condition: Sql) =>
    db.$queryRaw<{ account: string }[]>(sql`select ${account.sql} as account from app_user u where ${condition}`);
  const acme = [{ account: "Acme" }];
  expect(await find(arr.rows.some(sql`${arr.rows.value.sql} = 120000`))).toEqual(acme);
  expect(await find(strategic.rows.some(strategic.rows.value.sql))).toEqual(acme);
  expect(await find(arr.rows.some(sql`${arr.rows.value.sql} = 1`))).toEqual([]);
  expect(await find(sql`${arr.sql} > 1000 and ${strategic.sql} and ${renewal.sql} = '2026-11-30'`)).toEqual(acme);
  const others = await db.user.count();
  expect(await find(account.rows.none(sql`true`))).toHaveLength(others - 1);
});
