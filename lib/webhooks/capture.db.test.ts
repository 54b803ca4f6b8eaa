import { afterEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { stopQueueing } from "@/lib/jobs/jobs";
import { testDatabase } from "@/lib/testing/database";
import { startReceiver, type Reply } from "@/lib/testing/receiver";
import { startDispatcher } from "./dispatcher";
import { localPolicy, makeAction, makeRun, makeUsers, makeWorker, queue, until } from "./fixtures";

testDatabase();

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await stopQueueing();
});

let made = 0;

/** Sends one webhook that captures into a new group, and returns what the record holds and the attempt says. */
async function captured(
  reply: Reply,
  fields: Record<string, "boolean" | "string" | "integer" | "datetime">,
  clearMissing = false,
) {
  const there = await startReceiver(reply);
  ends.push(() => there.close());
  const group = await db.externalDataGroup.create({
    data: {
      target: "user",
      label: "Shipping",
      key: `shipping_${++made}`,
      clearMissing,
      fields: {
        create: Object.entries(fields).map(([parameter, type], n) => ({
          label: parameter,
          parameter,
          key: `f${n}`,
          type,
          order: n,
        })),
      },
    },
    include: { fields: true },
  });
  const action = makeAction({ url: there.origin, capture: { groupId: group.id, storeOn: "target" } });
  const [run, [user]] = [await makeRun([action]), await makeUsers(1)];
  const { stop } = await startDispatcher({ policy: localPolicy, workerId: await makeWorker() });
  ends.push(stop);
  await queue(run, action, [user!]);
  await until(async () => (await db.webhookDelivery.count({ where: { runId: run.id, firstAt: { not: null } } })) === 1);
  const delivery = await db.webhookDelivery.findFirstOrThrow({ where: { runId: run.id } });
  const attempt = await db.deliveryAttempt.findFirstOrThrow({ where: { deliveryId: delivery.id } });
  const record = await db.externalDataRecord.findFirst({ where: { groupId: group.id, recordId: user!.id } });
  const names = new Map(group.fields.map(({ id, parameter }) => [id, parameter]));
  const values = Object.fromEntries(
    Object.entries((record?.values ?? {}) as object).map(([id, value]) => [names.get(id), value]),
  );
  return { delivery, attempt, values };
}

test("typed values are stored by exact name or path, what does not fit is told, what is not there is missing", async () => {
  const body = JSON.stringify({
    "a.b": "exact",
    n: "seven",
    v: { is_valid: false, messages: [{ text: "No such street" }] },
  });
  const { attempt, values, delivery } = await captured(
    { kind: "answer", body },
    { "a.b": "string", "v.is_valid": "boolean", "v.messages[0].text": "string", n: "integer", nothing: "string" },
  );
  expect(values).toEqual({ "a.b": "exact", "v.is_valid": false, "v.messages[0].text": "No such street" });
  expect(attempt.captured).toMatchObject({
    stored: [{ label: "a.b", value: "exact" }, { value: false }, { value: "No such street" }],
    rejected: [{ parameter: "n" }],
    missing: ["nothing"],
  });
  expect(delivery.state).toBe("delivered");
});

test.each([
  ["plain text", "ok"],
  ["nothing", ""],
  ["broken JSON", '{"a":'],
])("an answer that is %s is delivered, with everything missing", async (_, body) => {
  const { delivery, attempt, values } = await captured({ kind: "answer", body }, { a: "string" });
  expect(delivery.state).toBe("delivered");
  expect(attempt.captured).toEqual({ stored: [], rejected: [], missing: ["a"] });
  expect(values).toEqual({});
});

test("a refused request captures nothing", async () => {
  const { attempt, values } = await captured({ kind: "answer", status: 401, body: '{"a":"x"}' }, { a: "string" });
  expect(attempt.captured).toBeNull();
  expect(values).toEqual({});
});
