import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { apiKey, bug1, bugs, call, listener, macroId, people, listeningProject } from "@/lib/testing/listening-project";

listeningProject();

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
