import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import type { ExternalDataGroup } from "@/lib/external-data/schema";
import { undoRun } from "@/lib/perform-action/undo-run";
import { removeMember } from "@/lib/projects/commands";
import { appUsage } from "@/lib/sample/groups";
import {
  can,
  group,
  listener,
  macro,
  member,
  people,
  quiet,
  scenario,
  tell,
  trigger,
  valuesOf,
} from "@/lib/testing/scenario";

scenario();

let usage: ExternalDataGroup;

beforeAll(async () => {
  const appUserId = {
    label: "App user ID",
    parameter: "user_id",
    key: "user_id",
    type: "string",
    favorite: false,
  } as const;
  usage = await group({ ...appUsage, fields: [...appUsage.fields, appUserId], newerBy: "last_seen" });
  const award = await macro(
    {
      name: "Award: tried export",
      key: "award-export",
      runOnce: true,
      actions: [
        { id: randomUUID(), kind: "add_points", points: 5, reason: "Feature explored" },
        {
          id: randomUUID(),
          kind: "add_comment",
          body: "First PDF export in ((external.app_usage.app_version))",
        },
        { id: randomUUID(), kind: "email", subject: "Thank you", body: "Five points for your first export." },
      ],
    },
    "user",
  );
  const exported = { fields: ["external.app_usage.exported_pdf"], newValue: "true" };
  await trigger({ name: "Exported", event: "external_data_changed", macroId: award, ...exported });
  await listener({ key: "appdata", kind: "external_data", groupId: usage.id });
  await listener({
    key: "segment",
    kind: "macro",
    macroId: award,
    lookup: { in: "body", path: "userId", by: "external", field: "external.app_usage.user_id" },
    dedupe: { from: "path", path: "messageId" },
    accept: [
      { path: "type", is: "is", value: "track" },
      { path: "event", is: "is", value: "Export Completed" },
    ],
  });
});

let minute = 0;

/** What the app reports of itself, a minute later each time. */
function reports(username: string, said: Record<string, unknown>, event: string = randomUUID()) {
  const last_seen = new Date(Date.UTC(2026, 9, 1, 10, minute++)).toISOString();
  const body = { app_version: "3.2.0-beta.4", last_seen, ...said };
  return tell("appdata", body, { value: username, headers: { "idempotency-key": event } });
}

/** An event as Segment sends it. */
function segmentEvent(userId: string, messageId: string, change: Record<string, unknown> = {}) {
  return {
    version: 1,
    type: "track",
    userId,
    event: "Export Completed",
    properties: { format: "pdf", pages: 12 },
    context: { app: { name: "Acme Notes", version: "3.2.0" }, device: { type: "ios" } },
    messageId,
    timestamp: "2026-10-01T10:22:00.276Z",
    ...change,
  };
}

function tracks(userId: string, messageId: string, change: Record<string, unknown> = {}) {
  return tell("segment", segmentEvent(userId, messageId, change));
}

const pointsOf = async (id: string) => (await db.user.findUniqueOrThrow({ where: { id } })).score;

test("the first export gives five points, a comment and a mail, once, however often it is told", async () => {
  const event = randomUUID();
  expect(await reports("jane", { exported_pdf: false })).toMatchObject({ status: 200 });
  expect(await reports("jane", { exported_pdf: true }, event)).toMatchObject({ json: { result: "done" } });
  for (let n = 0; n < 2; n++)
    expect(await reports("jane", { exported_pdf: true }, event)).toMatchObject({ json: { result: "duplicate" } });
  await quiet();
  // Told of as something new, and after it was taken back.
  await reports("jane", { exported_pdf: false });
  await reports("jane", { exported_pdf: true });
  await quiet();
  expect(await pointsOf(people.jane)).toBe(5);
  const comments = await db.userComment.findMany({ where: { userId: people.jane } });
  expect(comments.map(({ body }) => body)).toEqual(["First PDF export in 3.2.0-beta.4"]);
  expect(await db.emailMessage.findMany()).toMatchObject([{ to: "jane@example.com", subject: "Thank you" }]);
});

test("what arrives late does not set back what is known", async () => {
  const newest = { last_seen: "2026-10-02T08:00:00Z", sessions_7d: 9 };
  await reports("jane", newest);
  const late = await reports("jane", { last_seen: "2026-10-01T08:00:00Z", sessions_7d: 3 });
  expect(late.status).toBe(200);
  expect(await valuesOf(usage, people.jane)).toMatchObject({
    last_seen: "2026-10-02T08:00:00.000Z",
    sessions_7d: 9,
  });
});

test("an event of Segment finds its tester by the app's own id, and the same message is one event", async () => {
  const ann = await member("ann", "participant");
  await reports("ann", { user_id: "019mr8mf4r", exported_pdf: false });
  const answers = await Promise.all(["m-1", "m-1", "m-1"].map((messageId) => tracks("019mr8mf4r", messageId)));
  const results = answers.map(({ json }) => String(json.result)).sort();
  expect(results).toEqual(["duplicate", "duplicate", "queued"]);
  await tracks("019mr8mf4r", "m-2");
  await quiet();
  expect(await pointsOf(ann)).toBe(5);
});

test("of all that Segment sends only exports count; the rest is skipped, whoever did it", async () => {
  const zoe = await member("zoe", "participant");
  await reports("zoe", { user_id: "zoe-1" });
  const runs = await db.macroRun.count();
  const others = [
    await tracks("zoe-1", "s-1", { event: "Page Viewed" }),
    await tracks("zoe-1", "s-2", { type: "identify", event: undefined }),
    await tracks("stranger-1", "s-3", { event: "App Opened" }),
  ];
  for (const { status, json } of others)
    expect([status, json.result, json.reason]).toEqual([200, "skipped", "not_accepted"]);
  expect(others.map(({ json }) => json.path)).toEqual(["event", "type", "event"]);
  expect(await db.listenerReceipt.count({ where: { dedupeKey: { startsWith: "s-" } } })).toBe(0);
  const items = ["Page Viewed", "Export Completed"].map((event, n) => segmentEvent("zoe-1", `b-${n}`, { event }));
  const { json } = await tell("segment", { items });
  expect(json.items).toMatchObject([{ result: "skipped" }, { result: "queued" }]);
  await quiet();
  expect((await db.macroRun.count()) - runs).toBe(1);
  expect(await pointsOf(zoe)).toBe(5);
  const logged = await db.listenerCall.findMany({ where: { outcome: "skipped" } });
  expect(logged.map(({ message }) => message)).toContain("This listener accepts only calls where “type” is “track”.");
});

test("points lead back to the call, and are taken back with its run", async () => {
  const ben = await member("ben", "participant");
  await reports("ben", { user_id: "ben-1" });
  const { json } = await tracks("ben-1", "m-3");
  await quiet();
  const entry = await db.scoreEntry.findFirstOrThrow({ where: { userId: ben } });
  expect(entry).toMatchObject({ points: 5, reason: "Feature explored", cause: { kind: "macro", id: json.runId } });
  const run = await db.macroRun.findUniqueOrThrow({ where: { id: String(json.runId) } });
  expect(run.causeDetail).toMatchObject({ callId: json.callId });
  await undoRun(can("macros.run"), run.id);
  await quiet();
  expect(await pointsOf(ben)).toBe(0);
  expect(await db.scoreEntry.count({ where: { reversesId: entry.id } })).toBe(1);
});

test("on one day a tester gets so many points and no more, and what is taken back makes room", async () => {
  const [dot, kim] = [await member("dot", "participant"), await member("kim", "participant")];
  const action = { id: randomUUID(), kind: "add_points", points: 5, mostPerDay: 20, reason: "Used it" } as const;
  const used = await macro({ name: "Award: every use", key: "award-use", actions: [action] }, "user");
  await listener({ key: "uses", kind: "macro", macroId: used });
  const uses = (value: string, n: number) =>
    Promise.all(Array.from({ length: n }, () => tell("uses", {}, { value }).then(({ json }) => String(json.runId))));
  const runs = await uses("dot", 7);
  await uses("kim", 1);
  await quiet();
  expect([await pointsOf(dot), await pointsOf(kim)]).toEqual([20, 5]);
  const records = await db.macroRunRecord.findMany({ where: { runId: { in: runs } }, orderBy: { reason: "asc" } });
  const full = "Nothing given: 20 of 20 points of today were given already.";
  expect(records.flatMap(({ state, reason }) => (state === "skipped" ? [reason] : []))).toEqual([full, full, full]);
  await undoRun(can("macros.run"), records.find(({ state }) => state === "done")?.runId ?? "");
  await quiet();
  expect(await pointsOf(dot)).toBe(15);
  await uses("dot", 2);
  await quiet();
  expect(await pointsOf(dot)).toBe(20);
});

test("who left gets nothing, and nobody is made for an unknown id: both are a 404 in the log", async () => {
  const gone = await member("gone", "participant");
  await reports("gone", { user_id: "gone-1", exported_pdf: false });
  await removeMember(can("members.write"), gone);
  const before = await db.user.count();
  for (const answer of [
    await reports("gone", { exported_pdf: true }),
    await tracks("gone-1", "m-4"),
    await tracks("nobody-1", "m-5"),
  ])
    expect(answer).toMatchObject({ status: 404, json: { error: "target_not_found" } });
  await quiet();
  expect(await pointsOf(gone)).toBe(0);
  expect(await db.user.count()).toBe(before);
  const logged = await db.listenerCall.findMany({ where: { outcome: "target_not_found" }, orderBy: { at: "asc" } });
  expect(logged.map(({ targetGiven }) => targetGiven)).toEqual(["gone", "gone-1", "nobody-1"]);
});
