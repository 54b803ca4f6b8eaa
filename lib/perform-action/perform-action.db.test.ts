import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { noFilter, type Condition } from "@/lib/conditions/schema";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors/app-error";
import { resumeRecord } from "@/lib/macros/resume";
import { runRecords } from "@/lib/macros/run-records";
import type { MacroDraft } from "@/lib/macros/schema";
import { testProgramme, testWebhook, type TestProgramme } from "@/lib/macros/test-programme";
import { testDatabase } from "@/lib/testing/database";
import { cancelRecords } from "./cancel-records";
import { cancelRun, pauseRun, resumeRun, retryFailed } from "./control";
import { dryRun } from "./dry-run";
import { expandRun } from "./expand-run";
import { exportRunRecords, getRun, listRunRecords, listRuns } from "./queries";
import { bulkInput, type Selection } from "./schema";
import { startBulk } from "./start-bulk";

testDatabase();

let programme: TestProgramme;
beforeEach(async () => {
  programme = await testProgramme();
});

const comment = (more: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  kind: "add_comment" as const,
  body: "said",
  ...more,
});
const everything: Selection = { kind: "matching", condition: noFilter, excluded: [] };
const runner = () => programme.can("macros.run");

async function tickets(count: number, titleOf = (n: number) => `Ticket ${n}`) {
  const user = await programme.user();
  const made = [];
  for (let n = 0; n < count; n++) made.push(await programme.ticket(user.id, titleOf(n)));
  return made;
}

const macro = (...actions: unknown[]) =>
  programme.macro(programme.tickets, { actions: actions as MacroDraft["actions"] });
const labels = async (runId: string) =>
  (await db.macroRunRecord.findMany({ where: { runId }, orderBy: { subjectId: "asc" } })).map(({ label }) => label);

describe("performing an action", () => {
  test("on all that match runs on each of them once, and on nothing else", async () => {
    const made = await tickets(23, (n) => (n % 2 ? "odd" : "even"));
    const stranger = await testProgramme();
    await stranger.ticket((await stranger.user()).id, "even");
    const condition: Condition = { match: "all", conditions: [{ field: "feedback.title", is: "is", value: "even" }] };
    const { id } = await macro(comment());
    const excluded = [made[0]?.id ?? ""];
    const { runId } = await startBulk(
      runner(),
      bulkInput.parse({ macroId: id, selection: { kind: "matching", condition, excluded } }),
    );
    expect(await getRun(programme.can("runs.read"), runId)).toMatchObject({ state: "expanding", total: null });
    await expandRun(runId, 4);
    // Begun with the first chunk, and gone on with when all are there.
    const { rows: begun } = await pool().query(
      "select 1 from pgboss.job where name = 'macros.runRecords' and data->>'runId' = $1",
      [runId],
    );
    expect(begun).toHaveLength(2);
    await runRecords(runId);
    const run = await getRun(programme.can("runs.read"), runId);
    expect(run).toMatchObject({ state: "done", total: 11, cause: "bulk", counts: { done: 11, waiting: 0, failed: 0 } });
    expect(await labels(runId)).toEqual(made.filter((_, n) => n % 2 === 0 && n > 0).map(({ displayId }) => displayId));
    expect(await db.comment.count({ where: { feedback: { typeId: programme.type.id } } })).toBe(11);
  });

  test("collecting goes on after a crash where it was, and leaves out what came later", async () => {
    const made = await tickets(10);
    const { id } = await macro(comment());
    const { runId } = await startBulk(runner(), { macroId: id, selection: everything });
    await tickets(3, () => "later");
    await pool().query(`create function fail() returns trigger language plpgsql as $$ begin
      if new.label = '${made[5]?.displayId}' then raise exception 'crash'; end if; return new; end $$`);
    await pool().query(`create trigger fail before insert on macro_run_record for each row execute function fail()`);
    await expect(expandRun(runId, 3)).rejects.toThrow("crash");
    expect(await labels(runId)).toHaveLength(3);
    await pool().query(`drop trigger fail on macro_run_record; drop function fail`);
    await Promise.all([expandRun(runId, 3), expandRun(runId, 3)]);
    expect(await labels(runId)).toEqual(made.map(({ displayId }) => displayId));
    expect(await getRun(programme.can("runs.read"), runId)).toMatchObject({ state: "running", total: 10 });
  });

  test("on ticked records leaves out those of another project; one record is a manual run", async () => {
    const [first, second] = await tickets(2);
    const stranger = await testProgramme();
    const foreign = await stranger.ticket((await stranger.user()).id);
    const { id } = await macro(comment());
    const ids = [first?.id ?? "", second?.id ?? "", foreign.id];
    const { runId } = await startBulk(runner(), { macroId: id, selection: { kind: "ids", ids } });
    expect(await labels(runId)).toHaveLength(2);
    const single = await startBulk(runner(), { macroId: id, selection: { kind: "ids", ids: ids.slice(0, 1) } });
    expect(await getRun(programme.can("runs.read"), single.runId)).toMatchObject({ cause: "manual", total: 1 });
    await expect(startBulk(runner(), { macroId: id, selection: { kind: "ids", ids: [foreign.id] } })).rejects.toThrow(
      /Choose again/,
    );
  });

  test("is refused for a macro of another project, one that is off, and a filter on a field that is gone", async () => {
    await tickets(1);
    const stranger = await testProgramme();
    const foreign = await stranger.macro(stranger.tickets, {});
    await expect(startBulk(runner(), { macroId: foreign.id, selection: everything })).rejects.toThrow(/no such macro/);
    const off = await programme.macro(programme.tickets, { enabled: false });
    await expect(startBulk(runner(), { macroId: off.id, selection: everything })).rejects.toThrow(/switched off/);
    const { id } = await macro(comment());
    const condition: Condition = {
      match: "all",
      conditions: [{ field: "feedback.field.gone", is: "is", value: "x" }],
    };
    await expect(
      startBulk(runner(), { macroId: id, selection: { kind: "matching", condition, excluded: [] } }),
    ).rejects.toThrow(AppError);
  });

  test("support may run only what is offered to its teams", async () => {
    const [ticket] = await tickets(1);
    const person = await programme.user();
    const team = await db.team.create({ data: { projectId: programme.project.id, name: "Support" } });
    const { id } = await programme.macro(programme.tickets, { showAsAction: true, teamIds: [team.id] });
    const support = { ...runner(), personId: person.id, role: "support" as const };
    const input = { macroId: id, selection: { kind: "ids" as const, ids: [ticket?.id ?? ""] } };
    await expect(startBulk(support, input)).rejects.toThrow(/not offered to your teams/);
    await db.teamMembership.create({ data: { teamId: team.id, userId: person.id } });
    expect(await startBulk(support, input)).toHaveProperty("runId");
  });

  test("on users takes the people of the project", async () => {
    const person = await programme.user();
    const outside = await db.user.create({ data: { email: `${randomUUID()}@example.com`, username: randomUUID() } });
    const { id } = await programme.macro(programme.people, { actions: [comment()] });
    const { runId } = await startBulk(runner(), {
      macroId: id,
      selection: { kind: "ids", ids: [person.id, outside.id] },
    });
    expect(await labels(runId)).toEqual([person.username]);
  });
});

test("a filter that still waits for a value is refused, because without one it would match everything", async () => {
  await tickets(2);
  const { id } = await macro(comment());
  const condition: Condition = { match: "all", conditions: [{ field: "feedback.title", is: "contains", ask: true }] };
  const asked = startBulk(runner(), { macroId: id, selection: { kind: "matching", condition, excluded: [] } });
  await expect(asked).rejects.toThrow(/asks for a value of “Title”/);
});

test("other records than were shown are refused before anything happens", async () => {
  await tickets(2);
  const { id } = await macro(comment());
  const { count } = await dryRun(runner(), { macroId: id, selection: everything });
  await tickets(1);
  const late = startBulk(runner(), { macroId: id, selection: everything, expected: count });
  await expect(late).rejects.toMatchObject({
    code: "conflict",
    message: "It was 2 when you looked, and is 3 now. Look at it again.",
  });
  expect(await db.macroRun.count({ where: { macroId: id } })).toBe(0);
  expect(await startBulk(runner(), { macroId: id, selection: everything, expected: 3 })).toHaveProperty("runId");
});

test("what many people would get has to be confirmed by its number", async () => {
  await tickets(100);
  const told = await macro(comment());
  expect((await dryRun(runner(), { macroId: told.id, selection: everything })).isDangerous).toBe(true);
  const quiet = await macro({ id: randomUUID(), kind: "add_points", points: 1, reason: "" });
  expect((await dryRun(runner(), { macroId: quiet.id, selection: everything })).isDangerous).toBe(false);
});

describe("the dry run", () => {
  test("counts, says who is left out and why, shows requests and the pace, and does nothing", async () => {
    const made = await tickets(5);
    await db.user.updateMany({ where: { feedback: { some: { id: made[0]?.id } } }, data: { emailOptOut: true } });
    const slack = testWebhook({ url: "", urlSecret: { value: "https://hooks.slack.com/services/T/B/canary-dry-run" } });
    const mail = { id: randomUUID(), kind: "email" as const, subject: "x", body: "x" };
    const { id } = await programme.macro(programme.tickets, {
      runOnce: true,
      actions: [slack, mail] as MacroDraft["actions"],
    });
    await db.macroOnce.create({ data: { macroId: id, subjectId: made[1]?.id ?? "", runId: randomUUID() } });
    const planned = await dryRun(runner(), { macroId: id, selection: everything });
    expect(planned).toMatchObject({
      count: 5,
      willRun: 4,
      skips: [
        { what: "record", count: 1 },
        { what: "email", count: 5 },
      ],
      sends: [{ origin: "https://hooks.slack.com", requests: 4, perSecond: 1, seconds: 4 }],
    });
    expect(planned.samples.map(({ label }) => label)).toContain(made[4]?.displayId);
    expect(planned.samples[0]?.why).toBe("newest");
    expect(new Set(planned.samples.map(({ label }) => label)).size).toBe(planned.samples.length);
    expect(planned.isDangerous).toBe(false);
    expect(planned.samples[0]?.actions[0]).toMatchObject({
      kind: "request",
      request: { url: "https://hooks.slack.com/…" },
    });
    expect(JSON.stringify(planned)).not.toContain("canary");
    expect(await db.macroRun.count({ where: { macroId: id } })).toBe(0);
    expect(await db.emailMessage.count({ where: { projectId: programme.project.id } })).toBe(0);
  });
});

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
