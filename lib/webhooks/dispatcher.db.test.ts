import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { stopQueueing } from "@/lib/jobs/jobs";
import { sealSecretIn } from "@/lib/secrets/secret";
import { testDatabase } from "@/lib/testing/database";
import { startReceiver } from "@/lib/testing/receiver";
import { startDispatcher, type DispatcherOptions } from "./dispatcher";
import { localPolicy, makeAction, makeRun, makeUsers, makeWorker, queue, states, until } from "./fixtures";

testDatabase();

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await stopQueueing();
});

async function dispatcher(options: Partial<DispatcherOptions> = {}) {
  const made = await startDispatcher({ policy: localPolicy, workerId: await makeWorker(), ...options });
  ends.push(made.stop);
  return made;
}

async function receiver(...first: Parameters<typeof startReceiver>) {
  const made = await startReceiver(...first);
  ends.push(() => made.close());
  return made;
}

const attemptsOf = (deliveryId: string) =>
  db.deliveryAttempt.findMany({ where: { deliveryId }, orderBy: [{ n: "asc" }, { at: "asc" }] });

/** Makes what waits due now. */
const hurry = (runId: string) =>
  db.webhookDelivery.updateMany({ where: { runId, state: "waiting" }, data: { nextAt: new Date(0) } });

test("each record's request is rendered, sent and logged", async () => {
  const there = await receiver({ kind: "answer", status: 201, body: '{"ok":true}' });
  const action = makeAction({
    url: `${there.origin}/hook?u=((user.username))`,
    headers: [{ name: "X-Mine", value: "((macro.key))" }],
  });
  const [run, [user]] = [await makeRun([action]), await makeUsers(1)];
  await dispatcher();
  await queue(run, action, [user!]);
  await until(async () => (await states(run.id)).delivered === 1, "delivery");

  const delivery = await db.webhookDelivery.findFirstOrThrow({ where: { runId: run.id } });
  const [request] = there.requests;
  expect(request).toMatchObject({ method: "POST", url: `/hook?u=${user!.label}`, body: `{"email": "${user!.email}"}` });
  expect(request?.headers).toMatchObject({
    "webhook-id": delivery.id,
    "idempotency-key": delivery.id,
    "content-type": "application/json",
    "x-fieldpost-depth": "1",
    "x-mine": expect.stringMatching(/^tell-/),
    "user-agent": expect.stringMatching(/^Fieldpost\/\d/),
  });
  expect(delivery).toMatchObject({ lastStatus: 201, lastErrorClass: null, attempt: 1, workerId: null });
  const [attempt] = await attemptsOf(delivery.id);
  expect(attempt).toMatchObject({ n: 1, outcome: "delivered", status: 201, ip: "127.0.0.1" });
  const body = await db.deliveryBody.findFirstOrThrow({ where: { deliveryId: delivery.id, n: 1 } });
  expect(Buffer.from(body.response!).toString()).toBe('{"ok":true}');
  expect(await db.$queryRaw`select data from pgboss.job where name = 'macros.resume'`).toHaveLength(1);
});

test("a retry sends the same bytes under the same webhook-id, though the data changed", async () => {
  const there = await receiver({ kind: "answer", status: 503 });
  const action = makeAction({ url: there.origin, body: '{"name": "((user.first_name))", "at": "((now))"}' });
  const [run, [user]] = [await makeRun([action]), await makeUsers(1)];
  await dispatcher();
  await queue(run, action, [user!]);
  await until(
    async () => (await db.webhookDelivery.count({ where: { runId: run.id, state: "waiting", attempt: 1 } })) === 1,
  );
  await db.user.update({ where: { id: user!.id }, data: { firstName: "Bea" } });
  there.reply({ kind: "answer", status: 200 });
  await hurry(run.id);
  await until(async () => (await states(run.id)).delivered === 1);
  const [one, two] = there.requests;
  expect(one?.body).toContain('"name": "Ann"');
  expect(two?.bytes.equals(one!.bytes)).toBe(true);
  expect(two?.headers["webhook-id"]).toBe(one?.headers["webhook-id"]);
  const { id } = await db.webhookDelivery.findFirstOrThrow({ where: { runId: run.id } });
  expect((await attemptsOf(id)).map(({ n, outcome, status }) => [n, outcome, status])).toEqual([
    [1, "retry", 503],
    [2, "delivered", 200],
  ]);
});

test("two workers never send one delivery twice, and never exceed the cap", async () => {
  let now = 0;
  let most = 0;
  const there = await receiver(() => {
    most = Math.max(most, ++now);
    setTimeout(() => now--, 5);
    return { kind: "answer" };
  });
  const action = makeAction({ url: there.origin });
  const [run, users] = [await makeRun([action]), await makeUsers(100)];
  await queue(run, action, users);
  await Promise.all([dispatcher(), dispatcher()]);
  await until(async () => (await states(run.id)).delivered === 100, "100 deliveries");
  const ids = there.requests.map(({ headers }) => headers["webhook-id"]);
  expect(ids).toHaveLength(100);
  expect(new Set(ids).size).toBe(100);
  expect(most).toBeLessThanOrEqual(8);
});

test("queueing the same run, action and record again adds nothing", async () => {
  const action = makeAction({ url: "https://example.com" });
  const [run, users] = [await makeRun([action]), await makeUsers(3)];
  expect(await queue(run, action, users)).toBe(3);
  expect(await queue(run, action, users)).toBe(0);
  await db.webhookDelivery.deleteMany({ where: { runId: run.id } });
});

test.each([
  [404, "failed", "404"],
  [401, "failed", "401"],
  [302, "failed", "3xx"],
  [500, "waiting", "5xx"],
  [429, "waiting", "408"],
  [204, "delivered", null],
])("an answer %i makes it %s", async (status, state, errorClass) => {
  const there = await receiver({ kind: "answer", status, body: "" });
  const action = makeAction({ url: there.origin });
  const [run, users] = [await makeRun([action]), await makeUsers(1)];
  await queue(run, action, users);
  const { stop } = await dispatcher();
  await until(async () => (await db.webhookDelivery.count({ where: { runId: run.id, firstAt: { not: null } } })) === 1);
  await stop();
  expect(await db.webhookDelivery.findFirst({ where: { runId: run.id } })).toMatchObject({
    state,
    lastErrorClass: errorClass,
  });
  await db.webhookDelivery.deleteMany({ where: { runId: run.id } });
});

test("a Retry-After holds back the whole destination", async () => {
  const there = await receiver({ kind: "answer", status: 429, headers: { "retry-after": "3600" } });
  const action = makeAction({ url: there.origin });
  const [run, users] = [await makeRun([action]), await makeUsers(1)];
  await dispatcher();
  await queue(run, action, users);
  await until(async () => (await db.webhookDelivery.count({ where: { runId: run.id, firstAt: { not: null } } })) === 1);
  const { endpoint, nextAt } = await db.webhookDelivery.findFirstOrThrow({
    where: { runId: run.id },
    include: { endpoint: true },
  });
  expect(endpoint.pausedUntil!.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
  expect(nextAt.getTime()).toBeGreaterThanOrEqual(endpoint.pausedUntil!.getTime() - 1000);
});

test("410 switches the webhook action off, and what waits stays waiting", async () => {
  const there = await receiver({ kind: "answer", status: 410 });
  const action = makeAction({ url: there.origin });
  const [run, users] = [await makeRun([action]), await makeUsers(2)];
  await dispatcher();
  await queue(run, action, [users[0]!]);
  await until(async () => (await states(run.id)).failed === 1);
  expect(await db.webhookActionState.findFirst({ where: { actionId: action.id } })).toMatchObject({
    offAt: expect.any(Date),
  });
  await queue(run, action, [users[1]!]);
  const other = makeAction({ url: `${there.origin}/other` });
  const marker = await makeRun([other]);
  await queue(marker, other, [users[1]!]);
  await until(async () => (await states(marker.id)).failed === 1);
  expect(await states(run.id)).toEqual({ failed: 1, waiting: 1 });
});

test("twenty equal refusals in a row switch it off too, and the community's managers get one mail", async () => {
  const manager = { email: "boss@example.com", username: "boss", communityRole: "community_manager" } as const;
  await db.user.create({ data: manager, select: { id: true } });
  const there = await receiver({ kind: "answer", status: 404 });
  const action = makeAction({ url: there.origin });
  const [run, users] = [await makeRun([action]), await makeUsers(30)];
  await dispatcher();
  await queue(run, action, users.slice(0, 19));
  await until(async () => (await states(run.id)).failed === 19);
  expect(await db.emailMessage.count({ where: { to: manager.email } })).toBe(0);
  await queue(run, action, users.slice(19));
  await until(
    async () => (await db.webhookActionState.count({ where: { actionId: action.id, offAt: { not: null } } })) > 0,
  );
  await until(async () => (await states(run.id)).sending === undefined);
  const mails = await db.emailMessage.findMany({ where: { to: manager.email } });
  expect(mails).toMatchObject([
    {
      subject: "A webhook of “Tell them” was switched off",
      text: expect.stringContaining("20 times in a row with 404"),
    },
  ]);
  expect(mails[0]?.text).toContain(`http://localhost:3000/community/users/resources/${run.macroId}`);
});

test("a switched-off macro, a paused run and a cancelled run are not claimed", async () => {
  const there = await receiver();
  const action = makeAction({ url: there.origin });
  const users = await makeUsers(1);
  const off = await makeRun([action], { enabled: false });
  const paused = await makeRun([action]);
  await db.macroRun.update({ where: { id: paused.id }, data: { state: "paused" } });
  const going = await makeRun([action]);
  for (const run of [off, paused, going]) await queue(run, action, users);
  await dispatcher();
  await until(async () => (await states(going.id)).delivered === 1);
  expect(await states(off.id)).toEqual({ waiting: 1 });
  expect(await states(paused.id)).toEqual({ waiting: 1 });
  expect(there.requests).toHaveLength(1);
});

test("a deleted record is skipped, a broken template is invalid with its place, a private address is blocked", async () => {
  const there = await receiver();
  const good = makeAction({ url: there.origin });
  const broken = makeAction({ url: there.origin, body: '{\n "a": "((user.nonsense))"}' });
  const empty = makeAction({ url: `${there.origin}/((user.last_name))/x` });
  const inside = makeAction({ url: "https://10.0.0.1/hook" });
  const run = await makeRun([good, broken, empty, inside]);
  const [user] = await makeUsers(1);
  await queue(run, good, [{ id: randomUUID(), label: "gone" }]);
  for (const action of [broken, empty, inside]) await queue(run, action, [user!]);
  await dispatcher();
  await until(async () => (await db.webhookDelivery.count({ where: { runId: run.id, firstAt: { not: null } } })) === 4);
  const find = (action: { id: string }) =>
    db.webhookDelivery.findFirstOrThrow({ where: { runId: run.id, actionId: action.id } });
  expect(await find(good)).toMatchObject({ state: "skipped", lastErrorClass: "gone" });
  expect(await find(broken)).toMatchObject({ state: "invalid", lastMessage: expect.stringContaining("line 2") });
  expect(await find(empty)).toMatchObject({ state: "invalid", lastErrorClass: "empty_in_url" });
  expect(await find(inside)).toMatchObject({ state: "blocked", lastErrorClass: "blocked" });
  expect(there.requests).toEqual([]);
});

test("one poisonous answer fails its own delivery only", async () => {
  const there = await receiver((request) =>
    request.url === "/bad" ? { kind: "hang up", body: "0123456789" } : { kind: "answer" },
  );
  const [good, bad] = [makeAction({ url: there.origin }), makeAction({ url: `${there.origin}/bad` })];
  const [run, users] = [await makeRun([good, bad]), await makeUsers(5)];
  await queue(run, bad, [users[0]!]);
  await queue(run, good, users);
  await dispatcher();
  await until(async () => (await states(run.id)).delivered === 5);
  await until(
    async () => (await db.webhookDelivery.count({ where: { actionId: bad.id, lastErrorClass: "reset" } })) === 1,
  );
});

test("secrets are filled in at the socket and are nowhere in the database", async () => {
  const canaries = ["canary-header-5up3r", "canary-url-5ecr3t"];
  const there = await receiver((request) => ({
    kind: "answer",
    headers: { "x-echo": String(request.headers.authorization), "set-cookie": "a=canary-cookie" },
    body: JSON.stringify({ you: request.headers.authorization, at: request.url, escaped: canaries[0] }),
  }));
  const seal = (value: string) =>
    transaction((tx) => sealSecretIn(tx, { projectId: null, ownerKind: "macro", ownerId: randomUUID(), value }));
  const header = await seal(`Bearer ${canaries[0]}`);
  const url = await seal(`${there.origin}/services/${canaries[1]}`);
  const action = makeAction({
    url: `${there.origin}/…`,
    urlSecret: { secretId: url, hint: "••••" },
    headers: [{ name: "Authorization", secretId: header, hint: "••••" }],
  });
  const [run, users] = [await makeRun([action]), await makeUsers(1)];
  await dispatcher();
  await queue(run, action, users);
  await until(async () => (await states(run.id)).delivered === 1);
  expect(there.requests[0]).toMatchObject({ url: `/services/${canaries[1]}` });
  expect(there.requests[0]?.headers.authorization).toBe(`Bearer ${canaries[0]}`);

  const dump = await dumpDatabase();
  expect(dump).toContain(users[0]!.id);
  expect(dump).toContain(Buffer.from(users[0]!.email).toString("hex"));
  for (const canary of [...canaries, "canary-cookie"]) {
    expect(dump.includes(canary), canary).toBe(false);
    expect(dump.includes(Buffer.from(canary).toString("hex")), canary).toBe(false);
  }
});

test("a clean stop lets requests end and leaves none unknown", async () => {
  const there = await receiver({ kind: "drip", body: '{"a":1}', everyMs: 20 });
  const action = makeAction({ url: there.origin });
  const [run, users] = [await makeRun([action]), await makeUsers(20)];
  await queue(run, action, users);
  const { stop } = await dispatcher();
  await there.received(4);
  await stop();
  const { delivered = 0, waiting = 0, ...others } = await states(run.id);
  expect(others).toEqual({});
  expect(delivered).toBeGreaterThanOrEqual(4);
  expect(delivered + waiting).toBe(20);
  expect(
    await db.deliveryAttempt.count({
      where: { outcome: { not: "delivered" }, deliveryId: { in: await idsOf(run.id) } },
    }),
  ).toBe(0);
  await db.webhookDelivery.deleteMany({ where: { runId: run.id } });
});

async function idsOf(runId: string): Promise<string[]> {
  return (await db.webhookDelivery.findMany({ where: { runId }, select: { id: true } })).map(({ id }) => id);
}

/** Every row of every table as text, bytes as hex. */
async function dumpDatabase(): Promise<string> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')`;
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await db.$queryRaw<{ text: string | null }[]>`
      select query_to_xml('select t::text as r from ' || ${name} || ' t', true, false, '')::text as text`;
    texts.push(rows[0]?.text ?? "");
  }
  return texts.join("\n");
}
