import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { createApiKey, deleteApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { elementDefinition, type ElementDraft } from "@/lib/elements/schema";
import { createGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput, type ExternalDataGroup } from "@/lib/external-data/schema";
import { lastSeen } from "@/lib/audit/last-change";
import { db } from "@/lib/db/client";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { bugReport } from "@/lib/sample/feedback-types";
import { deleteUser } from "@/lib/users/erase";
import { eraseTraces } from "@/lib/users/erase-traces";
import { addBlock } from "@/lib/reports/block-commands";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { answerPull } from "./answer-pull";
import { savePackage } from "./commands";
import { listPulls } from "./queries";
import { readPullRequest } from "./read-request";
import { packageInput } from "./schema";
import { takeSnapshot } from "./take-snapshot";

testDatabase();

let cast: Cast;
let key: { id: string; key: string };
let crm: ExternalDataGroup;

beforeAll(async () => {
  cast = await makeCast("vega");
  const admin = await cast.can("communityManager", "apiKeys.write", "community");
  key = await createApiKey(admin, apiKeyInput.parse({ name: "BI" }));
  crm = await createGroup(
    await cast.can("manager", "groups.write"),
    externalDataGroupInput.parse({
      target: "user",
      label: "CRM",
      key: "crm",
      fields: [
        { label: "Account", parameter: "account", type: "string", key: "account" },
        { label: "Number", parameter: "number", type: "integer", key: "number" },
        { label: "Secret", parameter: "secret", type: "string", key: "secret" },
      ],
    }),
  );
  for (const [who, account, number] of [
    ["participant", "Acme", 7],
    ["support", "Acme", 8],
  ] as const) {
    const [a, n] = crm.fields;
    const values = { [a?.id ?? ""]: account, [n?.id ?? ""]: number };
    const recordId = cast.people[who].id;
    await db.externalDataRecord.create({ data: { groupId: crm.id, recordId, values, provenance: {} } });
  }
});

const items = [
  { path: "user.email" },
  { path: "user.score" },
  { path: "user.email_opt_out", label: "No mail" },
  { path: "external.crm.account" },
  { path: "external.crm.number" },
];
const confirmed = items.map(({ path }) => path);

async function publish(draft: Partial<ElementDraft> = {}, change: object = {}) {
  const id = randomUUID();
  const definition = elementDefinition.parse({ source: "users", style: "table", items, ...draft });
  const made = await addBlock(await cast.can("manager", "reports.write"), {
    destination: { kind: "new", name: id },
    block: { kind: "element", name: "People", isHalf: false, definition },
  });
  const given = { id, kind: "lookup", name: "People", key: `l${id.slice(0, 8)}`, apiKeyId: key.id, confirmed };
  const input = packageInput.parse({ ...given, elementId: made.id, ...change });
  await savePackage(await cast.can("manager", "reports.write"), input);
  return input;
}

async function get(path: string, headers: Record<string, string> = {}) {
  const request = new Request(`http://localhost${path}`, { headers: { "x-api-key": key.key, ...headers } });
  const response = await answerPull(readPullRequest("lookup", request, "10.0.0.1"));
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

test("a person is found by address, name or id, whatever the case, with typed values under stable keys", async () => {
  const { key: name, id } = await publish();
  const { email, username, id: personId } = cast.people.participant;
  const found = await get(`/api/lookups/${name}/${encodeURIComponent(email.toUpperCase())}.json`);
  expect(JSON.parse(found.text)).toEqual({
    "user.email": email,
    "user.score": 0,
    "user.email_opt_out": false,
    "external.crm.account": "Acme",
    "external.crm.number": 7,
  });
  for (const value of [username, personId]) expect((await get(`/api/lookups/${name}/${value}`)).text).toBe(found.text);
  expect(JSON.parse((await get(`/api/lookups/${name}/${username}?labels=1`)).text)).toMatchObject({ "No mail": false });
  expect((await get(`/api/lookups/${name}/${username}.csv`)).text.split("\r\n")[1]).toBe(
    `"${email}","0","false","Acme","7"`,
  );
  const again = await get(`/api/lookups/${name}/${username}`, { "if-none-match": found.headers.get("etag") ?? "" });
  expect([again.status, again.text]).toEqual([304, ""]);
  const { rows } = await listPulls(await cast.can("observer", "reports.read"), id);
  expect(rows.map(({ given, subjectLabel, status }) => [given, subjectLabel, status]).at(-1)).toEqual([
    email.toUpperCase(),
    username,
    200,
  ]);
});

test("by external data that the element shows, and by nothing else; two of a kind are a conflict", async () => {
  const { key: name } = await publish();
  const status = async (path: string) => (await get(`/api/lookups/${name}/${path}`)).status;
  expect(await status("7?by=external.crm.number")).toBe(200);
  expect(await status("9?by=external.crm.number")).toBe(404);
  expect(await status("seven?by=external.crm.number")).toBe(404);
  expect(await status("acme?by=external.crm.account")).toBe(409);
  expect(await status("x?by=external.crm.secret")).toBe(400);
  expect(await status("x?by=user.name")).toBe(400);
  const byNumber = await publish({}, { lookupField: "external.crm.number" });
  expect((await get(`/api/lookups/${byNumber.key}/8.json`)).status).toBe(200);
  await expect(publish({ items: items.slice(0, 1) }, { lookupField: "external.crm.number" })).rejects.toThrow(
    "no item",
  );
});

test("whom the filter hides, and whoever is elsewhere, is as absent as nobody", async () => {
  const { key: name } = await publish({
    condition: { match: "all", conditions: [{ field: "user.role", is: "is", value: "participant" }] },
  });
  const answers = [];
  for (const value of [
    cast.people.support.username,
    cast.people.stranger.email,
    "nobody",
    "x".repeat(3_000),
    "%F0%9F%98%80",
  ])
    answers.push(await get(`/api/lookups/${name}/${value}`));
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  for (const path of [name, `${name}/`, `${name}/VALUE`, `${name}/%E0%A4%A`, `${name}/%00`])
    expect((await get(`/api/lookups/${path}`)).status, path).toBe(path.endsWith("%00") ? 404 : 400);
});

test("whom the limit of the element leaves out is not found", async () => {
  const { key: name } = await publish({ limit: 1, sort: [{ path: "user.score", dir: "desc" }] });
  const { projectId, userId } = { projectId: cast.project.id, userId: cast.people.observer.id };
  await db.participation.updateMany({ where: { projectId, userId }, data: { score: 50 } });
  const status = async (who: keyof Cast["people"]) =>
    (await get(`/api/lookups/${name}/${cast.people[who].email}`)).status;
  expect([await status("observer"), await status("participant")]).toEqual([200, 404]);
});

test("tickets and projects are found by what they are called", async () => {
  const types = await cast.can("manager", "types.write");
  const { id: typeId } = await createFeedbackType(types, feedbackTypeInput.parse(bugReport));
  const { id: statusId } = await db.feedbackStatus.findFirstOrThrow({ where: { typeId, isDefault: true } });
  const named = { projectId: cast.project.id, typeId, statusId, submitterId: cast.people.participant.id };
  const ticket = await db.feedback.create({ data: { ...named, number: 42, displayId: "BUG-42", title: "Crash" } });
  const byId = await publish({
    source: "feedback",
    items: [{ path: "feedback.display_id" }, { path: "feedback.closed" }],
  });
  for (const value of ["BUG-42", "bug-42", ticket.id])
    expect(JSON.parse((await get(`/api/lookups/${byId.key}/${value}.json`)).text)).toEqual({
      "feedback.display_id": "BUG-42",
      "feedback.closed": false,
    });
  expect((await get(`/api/lookups/${byId.key}/BUG-43.json`)).status).toBe(404);
  const byKey = await publish({ source: "projects", items: [{ path: "project.name" }, { path: "project.state" }] });
  expect(JSON.parse((await get(`/api/lookups/${byKey.key}/VEGA`)).text)).toEqual({
    "project.name": "vega",
    "project.state": "Active",
  });
  await expect(publish({ source: "scores", items: [{ path: "score.points" }] })).rejects.toThrow(
    "users, tickets or projects",
  );
});

test("who was looked up is forgotten with the account, also in a snapshot", async () => {
  const { key: name, id } = await publish();
  const { email, id: userId } = cast.people.applicant;
  await get(`/api/lookups/${name}/${email}`);
  const snapshot = await publish({}, { kind: "package", everyMinutes: 60 });
  await takeSnapshot(snapshot.id);
  await deleteUser(await cast.can("communityManager", "users.write", "community"), userId);
  await eraseTraces(userId);
  const kept = JSON.stringify([
    await listPulls(await cast.can("observer", "reports.read"), id),
    await db.dataPackageChunk.findMany(),
  ]);
  expect(kept).not.toContain(email);
  expect(kept).toContain(`deleted`);
});

test("an API key that a lookup is called with is not deleted", async () => {
  await publish();
  const admin = await cast.can("communityManager", "apiKeys.write", "community");
  await expect(deleteApiKey(admin, key.id)).rejects.toThrow("This key is used by “People”");
});

test("what somebody saved meanwhile is not saved over unasked", async () => {
  const input = await publish();
  const seen = await lastSeen("data package", input.id);
  const save = async (name: string, known: string | null) =>
    savePackage(await cast.can("manager", "reports.write"), { ...input, name }, known);
  await save("Of the first", seen);
  await expect(save("Of the second", seen)).rejects.toMatchObject({ code: "stale" });
  const nameNow = async () => (await db.dataPackage.findUniqueOrThrow({ where: { id: input.id } })).name;
  expect(await nameNow()).toBe("Of the first");
  await save("Of the second", null);
  expect(await nameNow()).toBe("Of the second");
});
