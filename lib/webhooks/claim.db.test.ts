import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { withConnection } from "@/lib/db/pool";
import { testDatabase } from "@/lib/testing/database";
import { claim, findReadyEndpoints } from "./claim";
import { makeAction, makeRun, makeUsers, makeWorker, queue } from "./fixtures";

testDatabase();

async function waiting(
  count: number,
  endpoint: { ratePerSecond?: number; burst?: number; pausedUntil?: Date; cap?: number } = {},
) {
  const action = makeAction({ url: `https://example.com:${8000 + Math.floor(Math.random() * 50_000)}` });
  const [run, users] = [await makeRun([action]), await makeUsers(count)];
  await queue(run, action, users);
  const { endpointId } = await db.webhookDelivery.findFirstOrThrow({ where: { runId: run.id } });
  await db.endpoint.update({ where: { id: endpointId }, data: { ...endpoint, tokens: endpoint.burst ?? 1 } });
  return endpointId;
}

async function take(endpointIds: string[], slots = 128) {
  return (await claim({ workerId: await makeWorker(), endpointIds, slots }))?.map(({ endpointId }) => endpointId);
}

test("at most eight of one endpoint, and no more than its cap leaves room for", async () => {
  const endpoint = await waiting(20);
  expect(await take([endpoint])).toHaveLength(8);
  expect(await take([endpoint])).toHaveLength(0);
  expect(await take([await waiting(5, { cap: 3 })])).toHaveLength(3);
});

test("a rate is kept by tokens", async () => {
  const endpoint = await waiting(5, { ratePerSecond: 0.01, burst: 1 });
  expect(await take([endpoint])).toHaveLength(1);
  expect(await take([endpoint])).toHaveLength(0);
});

test("nothing is taken of a destination that asked to wait", async () => {
  expect(await take([await waiting(3, { pausedUntil: new Date(Date.now() + 60_000) })])).toHaveLength(0);
  expect(await take([await waiting(3, { pausedUntil: new Date(Date.now() - 1000) })])).toHaveLength(3);
});

test("slots are shared by the endpoints that have work", async () => {
  const [a, b] = [await waiting(10), await waiting(10)];
  const taken = await take([a, b], 16);
  expect([a, b].map((id) => taken?.filter((one) => one === id).length)).toEqual([8, 8]);
  expect(await findReadyEndpoints()).toEqual(expect.arrayContaining([a, b]));
});

test("while another claims, it is told to come back", async () => {
  const endpoint = await waiting(1);
  await withConnection(async (other) => {
    await other.query("select pg_advisory_lock(78)");
    expect(await take([endpoint])).toBeUndefined();
    await other.query("select pg_advisory_unlock(78)");
  });
  expect(await take([endpoint])).toHaveLength(1);
});
