import { expect, test } from "vitest";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { testDatabase } from "@/lib/testing/database";
import { makeAction, makeRun, makeUsers, queue } from "@/lib/webhooks/fixtures";
import { findLoggedRecord, readDelivery, readWebhookLog } from "./webhook-log";

testDatabase();

async function reader(projectId: string | null = null) {
  return authorizeSystem(await scopeOf(projectId), "logs.read", { via: "job", name: "test" });
}

/** One failed delivery by a community macro that a listener call started. */
async function failedDelivery() {
  const action = makeAction({ url: "https://example.com/hook" });
  const [run, users] = [await makeRun([action]), await makeUsers(1)];
  const callId = "01a2003f-a812-73ba-b20e-5ab1431e0e67";
  await db.macroRun.update({
    where: { id: run.id },
    data: { cause: "listener", causeDetail: { label: "Tracker status", callId } },
  });
  await queue(run, action, users);
  const { id, createdAt } = await db.webhookDelivery.findFirstOrThrow({ where: { runId: run.id } });
  await db.webhookDelivery.update({ where: { id }, data: { state: "failed", attempt: 1, lastStatus: 404 } });
  await db.deliveryAttempt.create({
    data: { deliveryId: id, n: 1, at: createdAt, outcome: "failed", status: 404, ms: 84 },
  });
  return { id, callId, user: users[0]! };
}

test("a row of the log says what started it and how long the last try took", async () => {
  const { id, user } = await failedDelivery();
  const { rows, counts } = await readWebhookLog(await reader(), { record: user.id, state: "failed" });
  expect(rows).toMatchObject([
    { id, subjectLabel: user.label, lastStatus: 404, ms: 84, cause: { kind: "listener", label: "Tracker status" } },
  ]);
  expect(counts).toEqual({ failed: 1 });
  expect(await findLoggedRecord(await reader(), user.id)).toBe(user.label);
});

test("a range leaves out what is older", async () => {
  const { id, user } = await failedDelivery();
  const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000);
  await db.webhookDelivery.update({ where: { id }, data: { createdAt: twoDaysAgo } });
  const actor = await reader();
  expect((await readWebhookLog(actor, { record: user.id }, "24h")).rows).toEqual([]);
  expect((await readWebhookLog(actor, { record: user.id, range: "7d" }, "24h")).rows).toHaveLength(1);
});

test("a delivery leads back to the listener call, and is not there for another scope", async () => {
  const { id, callId } = await failedDelivery();
  expect(await readDelivery(await reader(), id)).toMatchObject({
    callId,
    repeats: null,
    macro: { runOnce: false, enabled: true },
    advice: { shownAs: "Failed: address or record unknown" },
    attempts: [{ n: 1, status: 404, at: expect.any(String) }],
  });
  const other = await db.project.create({ data: { key: "elsewhere", name: "Elsewhere" } });
  await expect(readDelivery(await reader(other.id), id)).rejects.toMatchObject({ code: "not_found" });
});
