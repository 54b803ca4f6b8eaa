import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import {
  apiKey,
  bug1,
  bugs,
  call,
  listener,
  listeningProject,
  macroId,
  people,
  project,
  shop,
  ticketListener,
  usage,
  valuesOf,
} from "@/lib/testing/listening-project";

listeningProject();

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
    expect(answers.map(({ json }) => String(json["result"])).sort()).toEqual(
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

test("a filter that waits for a value is refused, and lets nothing through when it begins to wait later", async () => {
  const one = { field: "user.username", is: "is", value: "", ask: true };
  const condition = { match: "all", conditions: [one] };
  const home = { source: "users", projectId: project.id, ownerId: people.manager, visibility: "project" as const };
  const waiting = await db.savedFilter.create({ data: { ...home, name: "Asks", condition } });
  await expect(listener({ filterId: waiting.id })).rejects.toMatchObject({
    fields: { filterId: expect.stringContaining("Give the question a default") },
  });
  const preset = { match: "all", conditions: [{ ...one, value: "jane" }] };
  const asking = await db.savedFilter.create({ data: { ...home, name: "Asks", condition: preset } });
  const { key } = await listener({ filterId: asking.id });
  expect(await call(key)).toMatchObject({ status: 200, json: { result: "done" } });
  const stored = await valuesOf(people.jane);
  await db.savedFilter.update({ where: { id: asking.id }, data: { condition } });
  const body = JSON.stringify({ account: "Other" });
  expect(await call(key, { body })).toMatchObject({ json: { result: "skipped", reason: "filter_waits_for_value" } });
  expect(await valuesOf(people.jane)).toEqual(stored);
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

  test("goes on with the chain of a webhook whose headers come back, and with no other", async () => {
    const { key } = await listener({ kind: "macro", macroId });
    const runOf = async (headers: Record<string, string>) => {
      const { json } = await call(key, { body: "{}", headers: { "x-api-key": apiKey.key, ...headers } });
      return db.macroRun.findUniqueOrThrow({ where: { id: String(json["runId"]) }, include: { records: true } });
    };
    const chainId = randomUUID();
    const chain = (id: string, depth: string) => ({ "x-fieldpost-chain": id, "x-fieldpost-depth": depth });
    expect(await runOf(chain(chainId, "2"))).toMatchObject({ chainId, depth: 3 });
    expect(await runOf(chain(chainId, "5"))).toMatchObject({ depth: 6, records: [{ state: "skipped" }] });
    for (const wrong of [chain("no uuid", "2"), chain(chainId, "-1"), chain(chainId, "many")]) {
      const run = await runOf(wrong);
      expect(run.depth).toBe(0);
      expect(run.chainId).not.toBe(chainId);
    }
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
