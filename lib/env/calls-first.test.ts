import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { asCall, callsFirst } from "./calls-first";

test("long work waits for a call that is under way, but not for ever", async () => {
  const order: string[] = [];
  const first = Promise.withResolvers<void>();
  const call = asCall(() => first.promise);
  const work = callsFirst().then(() => order.push("work"));
  for (let turn = 0; turn < 3; turn++) await nextTurn();
  order.push("call");
  first.resolve();
  await Promise.all([call, work]);
  expect(order).toEqual(["call", "work"]);

  const second = Promise.withResolvers<void>();
  const endless = asCall(() => second.promise);
  await callsFirst();
  second.resolve();
  await endless;
});
