import { describe, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { testDatabase } from "@/lib/testing/database";
import { queueJob, workJobs } from "./jobs";

testDatabase();

const runId = "0198b2c4-0000-7000-8000-000000000001";

describe("background jobs", () => {
  test("a job queued in a transaction that fails does not exist", async () => {
    const failing = transaction(async (tx) => {
      await queueJob(tx, "run.expand", { runId });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await waiting()).toBe(0);
  });

  test("a payload that is not ids is refused", async () => {
    await expect(transaction((tx) => queueJob(tx, "run.expand", { runId: "x" }))).rejects.toThrow();
  });

  test("a committed job reaches its handler with its payload", async () => {
    const done = Promise.withResolvers<string>();
    const worker = await workJobs({ "run.expand": async (payload) => done.resolve(payload.runId) });
    await transaction((tx) => queueJob(tx, "run.expand", { runId }));
    expect(await done.promise).toBe(runId);
    await worker.stop();
    expect(await waiting()).toBe(0);
  });

  test("why a job failed stands in the server's log, and it is tried again", async () => {
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const worker = await workJobs({ "run.expand": () => Promise.reject(new Error("disk full")) });
    await transaction((tx) => queueJob(tx, "run.expand", { runId }));
    await expect.poll(() => said.mock.calls.flat().join("")).toContain("job run.expand: disk full\n");
    await worker.stop();
    said.mockRestore();
    expect(await waiting()).toBe(1);
  });
});

async function waiting(): Promise<number> {
  const rows = await db.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from pgboss.job where name = 'run.expand' and state < 'completed'`;
  return rows[0]?.n ?? -1;
}
