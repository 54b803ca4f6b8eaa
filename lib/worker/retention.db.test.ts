import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { testDatabase } from "@/lib/testing/database";
import { dropPartition, listLogPartitions } from "./log-partitions";
import { applyRetention } from "./retention";

testDatabase();

const now = new Date("2026-06-30T12:00:00Z");
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
const partition = (days: number) => ago(days).toISOString().slice(0, 10).replaceAll("-", "");
const user = randomUUID();

beforeEach(async () => {
  await pool().query(
    "truncate delivery_attempt, delivery_body, listener_call, listener_body, webhook_delivery, endpoint",
  );
  for (const made of await listLogPartitions()) if (made.endsAt <= now) await dropPartition(made);
});

describe("what the log keeps", () => {
  test("a day of bodies goes after a week, but what failed or is under way stays until thirty days are over", async () => {
    await makeDays(10, 40);
    const [delivered, failed, waiting] = await Promise.all([
      delivery("delivered", 10),
      delivery("failed", 10),
      delivery("waiting", 10),
    ]);
    const old = await delivery("failed", 40);
    await applyRetention(now);
    expect(await bodies()).toEqual([failed, waiting].sort());
    expect(await partitions("delivery_body")).toEqual([`delivery_body_${partition(10)}_kept`]);
    expect(await attempts()).toEqual([delivered, failed, waiting, old].sort());
    await applyRetention(now);
    expect(await bodies()).toEqual([failed, waiting].sort());
    await applyRetention(new Date(now.getTime() + 25 * 86_400_000));
    expect(await bodies()).toEqual([]);
    expect(await partitions("delivery_body")).toEqual([]);
  });

  test("bodies of refused calls outlive those of accepted ones", async () => {
    await makeDays(8);
    await call(200, 8);
    const refused = await call(422, 8);
    await applyRetention(now);
    expect((await db.listenerBody.findMany()).map((row) => row.callId)).toEqual([refused]);
    expect(await db.listenerCall.count()).toBe(2);
  });

  test("attempts and calls go after ninety days, with everything their day holds", async () => {
    await makeDays(89, 92);
    const young = await delivery("delivered", 89);
    await delivery("failed", 92);
    await call(200, 92);
    await applyRetention(now);
    expect(await attempts()).toEqual([young]);
    expect(await db.listenerCall.count()).toBe(0);
    expect(await partitions("delivery_attempt")).toEqual([`delivery_attempt_${partition(89)}`]);
  });

  test("rows whose day never got a partition follow the same rules", async () => {
    const failed = await delivery("failed", 12);
    await delivery("delivered", 12);
    await delivery("failed", 100);
    await applyRetention(now);
    expect(await bodies()).toEqual([failed]);
    expect((await attempts()).length).toBe(2);
  });

  test("the community's own numbers of days count", async () => {
    const days = { bodyDays: 1, failedBodyDays: 2, attemptDays: 3, receiptDays: 4 };
    await db.community.upsert({ where: { id: 1 }, create: { id: 1, name: "C", ...days }, update: days });
    await makeDays(2, 5);
    await delivery("delivered", 2);
    await delivery("failed", 5);
    await applyRetention(now);
    expect(await bodies()).toEqual([]);
    expect((await attempts()).length).toBe(1);
    await db.community.deleteMany();
  });
});

test("receipts, sessions and spent limits go when their time is over", async () => {
  const { id: userId } = await db.user.create({ data: { id: user, email: "a@b.example", username: "a" } });
  const session = (expires: number, ended: number | null) =>
    db.session.create({ data: { userId, expiresAt: ago(expires), endedAt: ended === null ? null : ago(ended) } });
  await session(31, null);
  await session(-10, 31);
  const [young, expired] = [await session(-10, null), await session(5, null)];
  const receipt = (dedupeKey: string, days: number) =>
    db.listenerReceipt.create({ data: { listenerId: user, dedupeKey, callId: user, firstAt: ago(days) } });
  await Promise.all([receipt("old", 31), receipt("young", 29)]);
  await pool().query("insert into rate_limit (key, points, expire) values ('old', 1, $1), ('young', 1, $2)", [
    now.getTime() - 1,
    now.getTime() + 1,
  ]);
  await applyRetention(now);
  expect((await db.session.findMany()).map(({ id }) => id).sort()).toEqual([young.id, expired.id].sort());
  expect((await db.listenerReceipt.findMany()).map(({ dedupeKey }) => dedupeKey)).toEqual(["young"]);
  expect((await pool().query("select key from rate_limit")).rows).toEqual([{ key: "young" }]);
});

test("what an import said of its rows goes a month after its end, its counts stay; one that was never started goes whole", async () => {
  const bring = async (state: "done" | "checked" | "uploading" | "running", days: number, ended: number | null) => {
    const { id } = await db.import.create({
      data: {
        kind: "users",
        fileName: "x.csv",
        byName: "A",
        state,
        createdAt: ago(days),
        startedAt: state === "done" || state === "running" ? ago(days) : null,
        finishedAt: ended === null ? null : ago(ended),
        rows: { create: { line: 2, cells: ["x"] } },
      },
    });
    return id;
  };
  const old = await bring("done", 40, 31);
  const kept = [await bring("done", 40, 29), await bring("running", 40, null), await bring("checked", 29, null)];
  for (const gone of ["checked", "uploading"] as const) await bring(gone, gone === "checked" ? 31 : 2, null);
  await applyRetention(now);
  expect((await db.import.findMany()).map(({ id }) => id).sort()).toEqual([old, ...kept].sort());
  expect((await db.importRow.findMany()).map(({ importId }) => importId).sort()).toEqual([...kept].sort());
});

test("a file goes with its pieces when it expires, and no earlier", async () => {
  const owner = { email: "files@example.org", username: "files" };
  const { id: byId } = await db.user.create({ data: owner, select: { id: true } });
  const file = async (expiresAt: Date) => {
    const about = { kind: "list", format: "csv", request: {}, name: "Users", fileName: "users.csv" } as const;
    const chunks = { create: { n: 0, data: Buffer.from("x") } };
    const data = { ...about, byId, state: "done", expiresAt, chunks } as const;
    return (await db.exportFile.create({ data, select: { id: true } })).id;
  };
  await file(ago(0.1));
  const kept = await file(ago(-0.1));
  await applyRetention(now);
  expect((await db.exportFile.findMany()).map(({ id }) => id)).toEqual([kept]);
  expect((await db.exportChunk.findMany()).map(({ fileId }) => fileId)).toEqual([kept]);
});

test("what became of a schedule's due times goes after half a year", async () => {
  const macro = await db.macro.create({ data: { target: "user", name: "M", key: "retention" } });
  const dueAt = [ago(181), ago(179)];
  await db.macroSchedule.create({
    data: {
      target: "user",
      name: "S",
      macroId: macro.id,
      rate: "daily",
      startsAt: "2026-01-01T00:00",
      timeZone: "UTC",
      entries: { create: dueAt.map((at) => ({ dueAt: at, outcome: "nobody" })) },
    },
  });
  await applyRetention(now);
  expect((await db.scheduleEntry.findMany()).map((entry) => entry.dueAt)).toEqual(dueAt.slice(1));
});

test("finished deliveries go after half a year, open ones stay", async () => {
  await delivery("delivered", 181);
  const open = await delivery("held", 181);
  const young = await delivery("delivered", 179);
  await applyRetention(now);
  expect((await db.webhookDelivery.findMany()).map(({ id }) => id).sort()).toEqual([open, young].sort());
});

test("the coming week has its partitions, today included", async () => {
  await applyRetention();
  const today = new Date().toISOString().slice(0, 10).replaceAll("-", "");
  const days = (await listLogPartitions()).filter(
    ({ table, name }) => table === "listener_call" && name >= `listener_call_${today}`,
  );
  expect(days.length).toBe(8);
});

async function makeDays(...all: number[]): Promise<void> {
  for (const days of all) {
    for (const table of ["delivery_attempt", "delivery_body", "listener_call", "listener_body"]) {
      const from = ago(days).toISOString().slice(0, 10);
      const to = ago(days - 1)
        .toISOString()
        .slice(0, 10);
      await pool().query(
        `create table if not exists ${table}_${partition(days)} partition of ${table} for values from ('${from} 00:00Z') to ('${to} 00:00Z')`,
      );
    }
  }
}

async function delivery(state: "delivered" | "failed" | "waiting" | "held", days: number): Promise<string> {
  const at = ago(days);
  const { id: endpointId } = await db.endpoint.create({ data: { origin: `https://${randomUUID()}.example` } });
  const { id } = await db.webhookDelivery.create({
    data: {
      endpointId,
      macroId: user,
      macroVersion: 1,
      actionId: user,
      runId: randomUUID(),
      target: "user",
      subjectId: user,
      state,
      createdAt: at,
      deliveredAt: state === "delivered" ? at : null,
    },
  });
  const key = { deliveryId: id, n: 1, at };
  await db.deliveryAttempt.create({ data: { ...key, outcome: state } });
  await db.deliveryBody.create({ data: { ...key, request: new Uint8Array([1]) } });
  return id;
}

async function call(status: number, days: number): Promise<string> {
  const [id, at] = [randomUUID(), ago(days)];
  await db.listenerCall.create({
    data: { id, at, listenerKey: "k", outcome: "done", status, ip: "127.0.0.1", bytes: 1, ms: 1 },
  });
  await db.listenerBody.create({
    data: { callId: id, at, method: "POST", url: "/", headers: {}, raw: new Uint8Array([1]) },
  });
  return id;
}

async function bodies(): Promise<string[]> {
  return (await db.deliveryBody.findMany()).map((row) => row.deliveryId).sort();
}

async function attempts(): Promise<string[]> {
  return (await db.deliveryAttempt.findMany()).map((row) => row.deliveryId).sort();
}

/** The days before the test's today. */
async function partitions(table: string): Promise<string[]> {
  return (await listLogPartitions()).filter((one) => one.table === table && one.endsAt <= now).map(({ name }) => name);
}
