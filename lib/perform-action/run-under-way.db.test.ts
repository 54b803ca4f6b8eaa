import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { resumeRecord } from "@/lib/macros/resume";
import { runRecords } from "@/lib/macros/run-records";
import { testProgramme, testWebhook, type TestProgramme } from "@/lib/macros/test-programme";
import { testDatabase } from "@/lib/testing/database";
import { cancelRecords } from "./cancel-records";
import { cancelRun, pauseRun, resumeRun, retryFailed } from "./control";
import { expandRun } from "./expand-run";
import { exportRunRecords, getRun, listRunRecords, listRuns } from "./queries";
import { startBulk } from "./start-bulk";
import { bulkOf, comment, everything, labels } from "./test-bulk";

testDatabase();

let programme: TestProgramme;
beforeEach(async () => {
  programme = await testProgramme();
});

const { runner, tickets, macro } = bulkOf(() => programme);

describe("a run under way", () => {
  test("stands still while paused, and goes on to the end", async () => {
    await tickets(6);
    const { id } = await macro(comment());
    const { runId } = await startBulk(runner(), { macroId: id, selection: everything });
    await pauseRun(runner(), runId);
    await expandRun(runId);
    await runRecords(runId);
    expect(await labels(runId)).toEqual([]);
    await resumeRun(runner(), runId);
    await expandRun(runId);
    await pauseRun(runner(), runId);
    await runRecords(runId);
    expect(await getRun(programme.can("runs.read"), runId)).toMatchObject({
      state: "paused",
      counts: { waiting: 6, done: 0 },
    });
    await expect(pauseRun(runner(), runId)).rejects.toThrow(/cannot be paused/);
    await resumeRun(runner(), runId);
    await runRecords(runId);
    expect(await getRun(programme.can("runs.read"), runId)).toMatchObject({ state: "done", counts: { done: 6 } });
  });

  test("is cancelled with what was not begun and not sent; a request under way decides its record", async () => {
    const made = await tickets(3);
    const hook = testWebhook();
    const late = comment({ onlyIfWebhookSucceeded: true });
    const { id } = await macro(hook, late);
    const { runId } = await startBulk(runner(), {
      macroId: id,
      selection: { kind: "ids", ids: made.map((ticket) => ticket.id) },
    });
    await runRecords(runId);
    const { rows } = await listRunRecords(programme.can("runs.read"), { runId });
    expect(rows.map((row) => row.deliveries.map(({ state }) => state))).toEqual([
      ["waiting"],
      ["waiting"],
      ["waiting"],
    ]);
    const worker = await db.worker.create({ data: { host: "h", pid: 1 } });
    const flying = made[0]?.id;
    await db.webhookDelivery.updateMany({
      where: { runId, subjectId: flying },
      data: { state: "sending", attempt: 1, workerId: worker.id },
    });
    await cancelRun(runner(), runId);
    // Nothing is sent from now on, whenever the records get their verdicts.
    expect(await getRun(programme.can("runs.read"), runId)).toMatchObject({ state: "cancelled" });
    await runRecords(runId);
    await cancelRecords(runId, 1);
    await cancelRecords(runId, 1);
    const after = await getRun(programme.can("runs.read"), runId);
    expect(after).toMatchObject({ state: "cancelled", counts: { cancelled: 2, waiting_for_webhook: 1 } });
    expect(await db.webhookDelivery.count({ where: { runId, state: "cancelled" } })).toBe(2);

    await db.webhookDelivery.updateMany({
      where: { runId, subjectId: flying },
      data: { state: "delivered", workerId: null, deliveredAt: new Date() },
    });
    await resumeRecord(rows.find((row) => row.subjectId === flying)?.id ?? "");
    const done = (await listRunRecords(programme.can("runs.read"), { runId, state: "done" })).rows[0];
    expect(done?.results).toMatchObject({
      [hook.id]: { state: "done" },
      [late.id]: { state: "skipped", message: "The run was cancelled." },
    });
    expect(await db.comment.count({ where: { feedbackId: flying } })).toBe(0);
  });

  test("can be tried again for what failed, run once or not", async () => {
    const made = await tickets(3);
    const { id } = await programme.macro(programme.tickets, {
      runOnce: true,
      actions: [{ id: randomUUID(), kind: "set_field", fieldKey: "build", value: "((feedback.title))" }],
    });
    await db.feedback.update({ where: { id: made[1]?.id }, data: { title: "42" } });
    const { runId } = await startBulk(runner(), {
      macroId: id,
      selection: { kind: "ids", ids: made.map((ticket) => ticket.id) },
    });
    await runRecords(runId);
    expect((await getRun(programme.can("runs.read"), runId)).counts).toMatchObject({ done: 1, failed: 2 });
    await db.feedback.update({ where: { id: made[0]?.id }, data: { title: "43" } });

    const again = await retryFailed(runner(), runId);
    await expandRun(again.runId);
    await runRecords(again.runId);
    expect(await labels(again.runId)).toEqual([made[0]?.displayId, made[2]?.displayId]);
    expect(await getRun(programme.can("runs.read"), again.runId)).toMatchObject({
      cause: "resend",
      counts: { done: 1, failed: 1 },
    });
  });

  test("is listed, paged and exported in its own project only", async () => {
    const made = await tickets(7);
    const { id } = await macro(comment());
    const { runId } = await startBulk(runner(), {
      macroId: id,
      selection: { kind: "ids", ids: made.map((ticket) => ticket.id) },
    });
    const reader = programme.can("runs.read");
    expect((await listRuns(reader, { active: true })).rows).toMatchObject([
      { id: runId, startedBy: "test", counts: { waiting: 7 } },
    ]);
    await runRecords(runId);
    expect((await listRuns(reader, { active: true })).rows).toEqual([]);
    const first = await listRunRecords(reader, { runId }, 4);
    const second = await listRunRecords(reader, { runId, after: first.next ?? undefined }, 4);
    expect(new Set([...first.rows, ...second.rows].map(({ label }) => label))).toEqual(
      new Set(made.map(({ displayId }) => displayId)),
    );
    expect(second.next).toBeNull();
    let exported = 0;
    for await (const page of exportRunRecords(reader, runId)) exported += page.length;
    expect(exported).toBe(7);
    const stranger = (await testProgramme()).can("runs.read");
    await expect(getRun(stranger, runId)).rejects.toThrow(AppError);
    await expect(listRunRecords(stranger, { runId })).rejects.toThrow(AppError);
    expect((await listRuns(stranger)).rows).toEqual([]);
  });
});
