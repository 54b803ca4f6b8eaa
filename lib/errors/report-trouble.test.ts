import { afterEach, expect, test, vi } from "vitest";
import { reportTrouble } from "./report-trouble";

const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
afterEach(() => said.mockClear());

test("trouble is one line, in words whatever kind of thing tells of it", () => {
  const report = reportTrouble("a test");
  const refused = Object.assign(new AggregateError([], ""), { code: "ECONNREFUSED" });
  for (const error of [
    new Error("Invalid `db.user()` in\n\n  main.ts:3\n\nThe disk is full."),
    { message: "it broke (Queue: mail.send, Worker: 1)", queue: "mail.send" },
    refused,
    { code: "ECONNREFUSED", message: "" },
    "words",
  ])
    report(error);
  expect(said.mock.calls.map(([line]) => line)).toEqual([
    "a test: The disk is full.\n",
    "a test: it broke\n",
    "a test: ECONNREFUSED\n",
    "a test: words\n",
  ]);
});
