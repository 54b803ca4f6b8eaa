import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { databaseUrl } from "@/lib/db/pool";
import { stopQueueing } from "@/lib/jobs/jobs";
import { testDatabase } from "@/lib/testing/database";
import { startReceiver } from "@/lib/testing/receiver";
import { claim } from "./claim";
import { startDispatcher } from "./dispatcher";
import { localPolicy, makeAction, makeRun, makeUsers, makeWorker, queue, states, until } from "./fixtures";
import { flushResults } from "./flush";
import { holdLease } from "./lease";
import { sweepLost } from "./sweep";

testDatabase();

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await stopQueueing();
});

async function claimOne(workerId: bigint, runId: string) {
  const { endpointId } = await db.webhookDelivery.findFirstOrThrow({ where: { runId } });
  const claimed = await claim({ workerId, endpointIds: [endpointId], slots: 10 });
  if (!claimed?.[0]) throw new Error("nothing was claimed");
  return claimed[0];
}

const attemptsOf = (deliveryId: string) =>
  db.deliveryAttempt.findMany({ where: { deliveryId }, orderBy: [{ n: "asc" }, { at: "asc" }] });

test("a living worker's deliveries are left alone; those of a gone one are logged unknown and tried again", async () => {
  const action = makeAction({ url: "https://example.com:8001" });
  const [run, users] = [await makeRun([action]), await makeUsers(1)];
  await queue(run, action, users);
  const workerId = await makeWorker();
  const lease = await holdLease(workerId, () => undefined);
  const { id } = await claimOne(workerId, run.id);
  expect(await sweepLost()).toBe(0);
  await lease.release();
  await until(async () => (await sweepLost()) === 1, "the sweep");
  expect(await db.webhookDelivery.findUnique({ where: { id } })).toMatchObject({
    state: "waiting",
    lastErrorClass: "unknown",
  });
  expect(await attemptsOf(id)).toMatchObject([{ n: 1, outcome: "unknown" }]);
});

test("a macro may want them held for a person instead", async () => {
  const action = makeAction({ url: "https://example.com:8002", onUnknown: "hold" });
  const [run, users] = [await makeRun([action]), await makeUsers(1)];
  await queue(run, action, users);
  await claimOne(await makeWorker(), run.id);
  expect(await sweepLost()).toBe(1);
  expect(await states(run.id)).toEqual({ held: 1 });
});

test("a late result is logged and changes nothing", async () => {
  const action = makeAction({ url: "https://example.com:8003" });
  const [run, users] = [await makeRun([action]), await makeUsers(1)];
  await queue(run, action, users);
  const delivery = await claimOne(await makeWorker(), run.id);
  await sweepLost();
  const verdict = {
    state: "delivered",
    outcome: "delivered",
    status: 200,
    errorClass: null,
    message: "200",
    nextAt: null,
    pauseUntil: null,
    isGone: false,
  } as const;
  await flushResults([{ delivery, startedAt: new Date(), verdict, outcome: null, action, request: null, secrets: [] }]);
  expect(await states(run.id)).toEqual({ waiting: 1 });
  expect((await attemptsOf(delivery.id)).map(({ outcome }) => outcome).sort()).toEqual(["late", "unknown"]);
  // Also when it is written down together with the try that was made instead.
  await db.webhookDelivery.update({ where: { id: delivery.id }, data: { nextAt: new Date() }, select: { id: true } });
  const again = await claimOne(await makeWorker(), run.id);
  const startedAt = new Date(Date.now() + 1);
  const tried = { startedAt, verdict, outcome: null, action: null, request: null, secrets: [] };
  await flushResults([delivery, again].map((each) => ({ ...tried, delivery: each })));
  expect((await attemptsOf(delivery.id)).map(({ n, outcome }) => `${n} ${outcome}`).sort()).toEqual([
    "1 late",
    "1 late",
    "1 unknown",
    "2 delivered",
  ]);
});

test("a final delivery cannot be changed behind everyone's back", async () => {
  const action = makeAction({ url: "https://example.com:8004" });
  const [run, users] = [await makeRun([action]), await makeUsers(1)];
  await queue(run, action, users);
  await db.webhookDelivery.updateMany({ where: { runId: run.id }, data: { state: "cancelled" } });
  await expect(db.webhookDelivery.updateMany({ where: { runId: run.id }, data: { state: "waiting" } })).rejects.toThrow(
    "cannot become",
  );
});

test("after kill -9 between sending and recording, the same bytes go out again and the lost try is logged unknown", async () => {
  const there = await startReceiver({ kind: "stall" });
  ends.push(() => there.close());
  const action = makeAction({ url: there.origin, body: '{"at": "((now))"}', timeoutSeconds: 30 });
  const [run, users] = [await makeRun([action]), await makeUsers(1)];
  await queue(run, action, users);
  const child = spawn(
    process.execPath,
    ["scripts/run.ts", "lib/webhooks/fixtures-worker.ts", String(await makeWorker())],
    {
      env: { ...process.env, DATABASE_URL: databaseUrl() },
      stdio: "inherit",
    },
  );
  const gone = once(child, "exit");
  await there.received(1);
  child.kill("SIGKILL");
  await gone;
  there.reply({ kind: "answer" });
  const { stop } = await startDispatcher({ policy: localPolicy, workerId: await makeWorker() });
  ends.push(stop);
  await until(async () => (await states(run.id)).delivered === 1, "the second try");
  const [one, two] = there.requests;
  expect(two?.bytes.equals(one!.bytes)).toBe(true);
  expect(two?.headers["webhook-id"]).toBe(one?.headers["webhook-id"]);
  const { id } = await db.webhookDelivery.findFirstOrThrow({ where: { runId: run.id } });
  expect((await attemptsOf(id)).map(({ n, outcome }) => [n, outcome])).toEqual([
    [1, "unknown"],
    [2, "delivered"],
  ]);
});
