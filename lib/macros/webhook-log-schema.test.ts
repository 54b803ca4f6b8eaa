import { expect, test } from "vitest";
import { deliveryStates } from "@/lib/webhooks/schema";
import { logGroupStates, readLogQuestion, writeLogQuestion, type LogQuestion } from "./webhook-log-schema";

test("a question survives its address", () => {
  const question: LogQuestion = {
    state: "failed",
    code: "4xx",
    macro: "01a2003f-a812-73ba-b20e-5ab1431e0e67",
    text: "BUG & 42",
    range: "7d",
    since: "2026-11-20T13:10:00.000Z",
  };
  expect(readLogQuestion(new URLSearchParams(writeLogQuestion(question)))).toEqual(question);
});

test("what cannot be read in an address is left out, the rest is heeded", () => {
  const params = new URLSearchParams({ state: "gone", code: "'; drop", macro: "1", range: "24h", project: "aurora" });
  expect(readLogQuestion(params)).toEqual({ range: "24h" });
});

test("every state of a delivery is in exactly one group", () => {
  const grouped = Object.values(logGroupStates).flatMap(({ states }) => states);
  expect(grouped.toSorted()).toEqual([...deliveryStates].toSorted());
});
