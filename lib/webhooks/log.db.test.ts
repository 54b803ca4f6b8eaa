import { afterEach, expect, test } from "vitest";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import type { Permission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { stopQueueing } from "@/lib/jobs/jobs";
import { outboundPolicy } from "@/lib/outbound/policy";
import { testDatabase } from "@/lib/testing/database";
import { startReceiver } from "@/lib/testing/receiver";
import { getDelivery } from "./delivery-detail";
import { startDispatcher } from "./dispatcher";
import { localPolicy, makeAction, makeRun, makeUsers, makeWorker, queue, states, until } from "./fixtures";
import { countDeliveries, deliveryQuery, listDeliveries } from "./log";
import { cancelDelivery, giveUp, markDelivered, resendExactly } from "./resend";
import { toWebhookInput, type WebhookAction } from "./schema";
import { switchActionOn } from "./switched-off";
import { testSend, testSendInput } from "./test-send";

testDatabase();

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await stopQueueing();
});

async function manager<P extends Permission>(permission: P, projectId: string | null = null) {
  const [person] = await makeUsers(1);
  return authorizeSystem(await scopeOf(projectId), permission, { via: "job", name: "Mia", personId: person!.id });
}

async function receiver(...first: Parameters<typeof startReceiver>) {
  const made = await startReceiver(...first);
  ends.push(() => made.close());
  return made;
}

async function sent(action: WebhookAction, count = 1) {
  const [run, users] = [await makeRun([action]), await makeUsers(count)];
  await queue(run, action, users);
  const { stop } = await startDispatcher({ policy: localPolicy, workerId: await makeWorker() });
  await until(
    async () => (await db.webhookDelivery.count({ where: { runId: run.id, firstAt: null } })) === 0,
    "first tries",
  );
  await stop();
  return { run, users, delivery: await db.webhookDelivery.findFirstOrThrow({ where: { runId: run.id } }) };
}

async function drain(done: () => Promise<boolean>) {
  const { stop } = await startDispatcher({ policy: localPolicy, workerId: await makeWorker() });
  await until(done);
  await stop();
}

test("the log lists by macro, record, state and code, page by page", async () => {
  const actor = await manager("logs.read");
  const there = await receiver((request) => ({ kind: "answer", status: request.url === "/no" ? 404 : 200 }));
  const good = await sent(makeAction({ url: there.origin }), 5);
  const bad = await sent(makeAction({ url: `${there.origin}/no` }));
  const ask = (query: object) => listDeliveries(actor, deliveryQuery.parse(query));
  const first = await ask({ macroId: good.run.macroId, limit: 3 });
  const rest = await ask({ macroId: good.run.macroId, limit: 3, cursor: first.next });
  expect([first.rows.length, rest.rows.length, rest.next]).toEqual([3, 2, null]);
  expect(new Set([...first.rows, ...rest.rows].map(({ subjectId }) => subjectId))).toEqual(
    new Set(good.users.map(({ id }) => id)),
  );
  expect((await ask({ subjectId: bad.users[0]!.id })).rows).toMatchObject([
    { state: "failed", lastStatus: 404, macro: { name: "Tell them" } },
  ]);
  expect((await ask({ code: "4xx" })).rows).toHaveLength(1);
  expect((await ask({ states: ["delivered"], search: "TESTER-1" })).rows).toHaveLength(1);
  expect(await countDeliveries(actor, deliveryQuery.parse({ macroId: good.run.macroId }))).toEqual({ delivered: 5 });
});

test("another scope's deliveries are not there", async () => {
  const project = await db.project.create({ data: { key: "other", name: "Other" } });
  const there = await receiver();
  const { delivery } = await sent(makeAction({ url: there.origin }));
  const stranger = await manager("logs.read", project.id);
  expect((await listDeliveries(stranger, deliveryQuery.parse({}))).rows).toEqual([]);
  await expect(getDelivery(stranger, delivery.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(resendExactly(await manager("deliveries.resend", project.id), delivery.id)).rejects.toMatchObject({
    code: "not_found",
  });
});

test("the detail shows what was sent and answered, credentials masked, and a cURL with variables", async () => {
  const there = await receiver({
    kind: "answer",
    status: 400,
    body: "invalid_payload",
    headers: { "content-type": "text/plain" },
  });
  const action = makeAction({ url: there.origin, headers: [{ name: "X-Api-Key", value: "plain-key-of-mine" }] });
  const { delivery, users } = await sent(action);
  const detail = await getDelivery(await manager("logs.read"), delivery.id);
  expect(detail.delivery).toMatchObject({ state: "failed", lastMessage: "400 invalid_payload" });
  expect(detail.advice?.shownAs).toContain("refused the content");
  expect(detail.request).toMatchObject({ method: "POST", body: `{"email": "${users[0]!.email}"}` });
  expect(detail.attempts).toMatchObject([
    { n: 1, outcome: "failed", response: { status: 400, body: "invalid_payload" } },
  ]);
  expect(detail.curl).toContain('-H "X-Api-Key: $X_API_KEY"');
  expect(JSON.stringify(detail)).not.toContain("plain-key-of-mine");
});

test("resending exactly is one more try of the same delivery, by a person", async () => {
  const there = await receiver({ kind: "answer", status: 404 });
  const { delivery, run } = await sent(makeAction({ url: there.origin }));
  const actor = await manager("deliveries.resend");
  await resendExactly(actor, delivery.id);
  there.reply({ kind: "answer" });
  await drain(async () => (await states(run.id)).delivered === 1);
  const [one, two] = there.requests;
  expect(two?.headers["webhook-id"]).toBe(one?.headers["webhook-id"]);
  expect(two?.bytes.equals(one!.bytes)).toBe(true);
  const { attempts } = await getDelivery(await manager("logs.read"), delivery.id);
  expect(attempts.map(({ n, outcome, by }) => [n, outcome, by?.id ?? null])).toEqual([
    [1, "failed", null],
    [2, "delivered", actor.personId],
  ]);
  expect(await db.auditEntry.count({ where: { objectId: delivery.id, verb: "resent" } })).toBe(1);
});

test("what was switched off is not resent until it is switched on", async () => {
  const there = await receiver({ kind: "answer", status: 410 });
  const action = makeAction({ url: there.origin });
  const { delivery, run } = await sent(action);
  await expect(resendExactly(await manager("deliveries.resend"), delivery.id)).rejects.toMatchObject({
    code: "conflict",
  });
  await switchActionOn(await manager("macros.write"), run.macroId, action.id);
  await resendExactly(await manager("deliveries.resend"), delivery.id);
  there.reply({ kind: "answer" });
  await drain(async () => (await states(run.id)).delivered === 1);
});

test("what a cancelled run has sent is not resent: nothing of it would ever go out", async () => {
  const there = await receiver({ kind: "answer", status: 404 });
  const { delivery, run } = await sent(makeAction({ url: there.origin }));
  await db.macroRun.update({ where: { id: run.id }, data: { state: "cancelled" } });
  await expect(resendExactly(await manager("deliveries.resend"), delivery.id)).rejects.toMatchObject({
    code: "conflict",
    message: "The run was cancelled, so nothing of it is sent any more. Run the macro again.",
  });
  expect((await states(run.id)).failed).toBe(1);
});

test("a person decides about held deliveries, and cancels waiting ones", async () => {
  const actor = await manager("deliveries.resend");
  const action = makeAction({ url: "https://example.com" });
  const [run, users] = [await makeRun([action]), await makeUsers(3)];
  await queue(run, action, users);
  const [a, b, c] = await db.webhookDelivery.findMany({ where: { runId: run.id } });
  await db.webhookDelivery.updateMany({ where: { id: { in: [a!.id, b!.id] } }, data: { state: "held" } });
  await markDelivered(actor, a!.id);
  await giveUp(actor, b!.id);
  await cancelDelivery(actor, c!.id);
  expect(await states(run.id)).toEqual({ delivered: 1, failed: 1, cancelled: 1 });
  await expect(cancelDelivery(actor, a!.id)).rejects.toMatchObject({ code: "conflict" });
});

test("a test send goes out at once, captures nothing, and is logged as a test", async () => {
  const there = await receiver({ kind: "answer", status: 201, body: '{"id":"7"}' });
  const action = makeAction({ url: there.origin, headers: [] });
  const [run, [user]] = [await makeRun([action]), await makeUsers(1)];
  const input = testSendInput.parse({
    action: {
      ...toWebhookInput(action),
      headers: [{ name: "Authorization", secret: { value: "Token canary-typed" } }],
    },
    recordId: user!.id,
    target: "user",
    macroId: run.macroId,
  });
  const result = await testSend(await manager("macros.write"), input, localPolicy);
  expect(there.requests[0]?.headers.authorization).toBe("Token canary-typed");
  expect(result).toMatchObject({ response: { status: 201, body: '{"id":"7"}' }, verdict: { state: "delivered" } });
  expect(JSON.stringify(result)).not.toContain("canary");
  const row = await db.webhookDelivery.findUniqueOrThrow({ where: { id: result.deliveryId! } });
  expect(row).toMatchObject({ isTest: true, state: "delivered", attempt: 1, subjectLabel: user!.label });
});

test("a test send says why nothing was sent", async () => {
  const [user] = await makeUsers(1);
  const send = (given: Parameters<typeof makeAction>[0]) =>
    testSend(
      requireActor,
      testSendInput.parse({ action: toWebhookInput(makeAction(given)), recordId: user!.id, target: "user" }),
      outboundPolicy({ ownOrigin: "http://localhost:3000", allow: [] }),
    );
  const requireActor = await manager("macros.write");
  expect((await send({ url: "https://10.0.0.1/" })).verdict).toMatchObject({ state: "blocked" });
  expect((await send({ url: "https://x.example/((user.last_name))" })).verdict).toMatchObject({
    state: "invalid",
    errorClass: "empty_in_url",
  });
  expect((await send({ url: "https://x.example/", body: "{" })).verdict).toMatchObject({
    state: "invalid",
    message: expect.stringContaining("body"),
  });
});
