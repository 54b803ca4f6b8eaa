import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { type Condition } from "@/lib/conditions/schema";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors/app-error";
import { runRecords } from "@/lib/macros/run-records";
import type { MacroDraft } from "@/lib/macros/schema";
import { testProgramme, testWebhook, type TestProgramme } from "@/lib/macros/test-programme";
import { testDatabase } from "@/lib/testing/database";
import { dryRun } from "./dry-run";
import { expandRun } from "./expand-run";
import { getRun } from "./queries";
import { bulkInput } from "./schema";
import { startBulk } from "./start-bulk";
import { bulkOf, comment, everything, labels } from "./test-bulk";

testDatabase();

let programme: TestProgramme;
beforeEach(async () => {
  programme = await testProgramme();
});

const { runner, tickets, macro } = bulkOf(() => programme);

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
