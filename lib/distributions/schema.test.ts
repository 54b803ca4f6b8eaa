import { expect, test } from "vitest";
import { distributionInput } from "./schema";

test("a distribution is sent at most once an hour, and a pattern says which of its fields is wrong", () => {
  const draft = {
    reportId: "0190a000-0000-7000-8000-000000000001",
    name: "X",
    subject: "S",
    addresses: "a@acme.com",
    rate: "cron",
    timeZone: "UTC",
  };
  const problem = (pattern: string) =>
    distributionInput.safeParse({ ...draft, pattern, startsAt: "2026-11-23T08:00" }).error?.issues[0]?.message;
  for (const pattern of ["* * * * *", "0,30 9 * * *", "*/15 9-17 * * mon"])
    expect([pattern, problem(pattern)]).toEqual([pattern, expect.stringContaining("at most once an hour")]);
  for (const pattern of ["0 * * * *", "0 9 * * mon", "30 8 L * *"])
    expect([pattern, problem(pattern)]).toEqual([pattern, undefined]);
  expect(problem("0 9 * * banana")).toBe("“banana” is no weekday. Give 0 to 7, sun to sat, or *.");
  expect(problem("99 9 * * *")).toMatch(/^“99” is no minute\./);
});
