import { afterEach, expect, test, vi } from "vitest";
import { reportTrouble } from "./report-trouble";

const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
afterEach(() => written.mockClear());

test("trouble is one line, without where it was called and which queue asked", () => {
  reportTrouble("jobs")(new Error("connect ECONNREFUSED 127.0.0.1:1 (Queue: mail.send, Worker: 26)"));
  reportTrouble("heartbeat")(
    new Error("\nInvalid `prisma.worker.update()` invocation:\n\n\nCan't reach database server"),
  );
  expect(written.mock.calls.map(([line]) => line)).toEqual([
    "jobs: connect ECONNREFUSED 127.0.0.1:1\n",
    "heartbeat: Can't reach database server\n",
  ]);
});

test("the same line is not written again at once, another one is", () => {
  const report = reportTrouble("dispatcher");
  for (const message of ["away", "away", "starting up", "away"]) report(new Error(message));
  expect(written.mock.calls.map(([line]) => line)).toEqual(["dispatcher: away\n", "dispatcher: starting up\n"]);
});
