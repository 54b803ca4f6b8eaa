import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Condition } from "@/lib/conditions/schema";
import { db } from "@/lib/db/client";
import { deleteFilter } from "@/lib/filters/filters";
import { deleteMacro, setMacroEnabled } from "@/lib/macros/commands";
import { runRecords } from "@/lib/macros/run-records";
import { testProgramme, type TestProgramme } from "@/lib/macros/test-programme";
import { expandRun } from "@/lib/perform-action/expand-run";
import { getRun } from "@/lib/perform-action/queries";
import { testDatabase } from "@/lib/testing/database";
import { saveTrigger } from "./commands";
import { judgeEvent } from "./judge";
import { runDueSchedules } from "./schedule-claim";
import { deleteSchedule, saveSchedule, switchSchedule } from "./schedule-commands";
import { getSchedule, listEntries, listScheduledRuns, listSchedules } from "./schedule-queries";
import { countSchedule, runScheduleNow } from "./schedule-run-now";
import { scheduleInput, type ScheduleDraft } from "./schedule-schema";
import { triggerInput } from "./schema";

testDatabase();

let programme: TestProgramme;
beforeAll(async () => {
  programme = await testProgramme();
});
beforeEach(async () => {
  await db.macroSchedule.deleteMany();
  await db.macroRun.deleteMany();
});

const writer = () => programme.can("macros.write");
const reader = () => programme.can("macros.read");
const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);

async function macroThat(more: Record<string, unknown> = { kind: "set_field", fieldKey: "steps", value: "ran" }) {
  return programme.macro(programme.tickets, { actions: [{ id: randomUUID(), ...more } as never] });
}

async function hourly(draft: Partial<ScheduleDraft> & { macroId: string }, now = at("07:30")) {
  const input = scheduleInput.parse({
    name: "Round",
    feedbackTypeId: programme.type.id,
    rate: "hourly",
    startsAt: "2026-11-23T08:00",
    timeZone: "UTC",
    ...draft,
  });
  return saveSchedule(writer(), input, now);
}

async function filterOf(condition: Condition): Promise<string> {
  const owner = await programme.user();
  const { id } = await db.savedFilter.create({
    data: {
      projectId: programme.project.id,
      source: `feedback:${programme.type.id}`,
      name: "Chosen",
      condition: JSON.parse(JSON.stringify(condition)) as object,
      ownerId: owner.id,
      visibility: "project",
    },
  });
  return id;
}

const titled = (title: string): Condition => ({
  match: "all",
  conditions: [{ field: "feedback.title", is: "contains", value: title }],
});

const asking: Condition = { match: "all", conditions: [{ field: "feedback.title", is: "contains", ask: true }] };

async function tickets(...titles: string[]) {
  const { id } = await programme.user();
  return Promise.all(titles.map((title) => programme.ticket(id, title)));
}

/** Of the past, oldest first: when, what, how often. */
async function history(scheduleId: string) {
  const { rows } = await listEntries(reader(), { scheduleId });
  return rows.reverse().map(({ dueAt, outcome, times }) => [dueAt.slice(11, 16), outcome, times]);
}

async function finish(): Promise<void> {
  for (const { id } of await db.macroRun.findMany({ where: { state: "expanding" } })) await expandRun(id);
  for (const { id } of await db.macroRun.findMany({ where: { state: "running" } })) await runRecords(id);
}

describe("a due time", () => {
  test("runs the macro on what matches then, in a chain of its own, and is told wherever the run is shown", async () => {
    const macro = await macroThat({ kind: "add_comment", body: "Still open?" });
    const { id } = await hourly({ macroId: macro.id, filterId: await filterOf(titled("stale")) });
    await runDueSchedules(at("07:59"));
    expect(await history(id)).toEqual([]);
    const [stale, fresh] = await tickets("A stale one", "A fresh one");
    await runDueSchedules(at("08:00"));
    await tickets("Another stale one, too late");
    await finish();
    const [entry] = (await listEntries(reader(), { scheduleId: id })).rows;
    expect(entry).toMatchObject({
      outcome: "ran",
      run: { state: "done", total: 1, counts: { done: 1 } },
      byHand: null,
    });
    const run = await getRun(programme.can("runs.read"), entry?.run?.id ?? "");
    expect(run).toMatchObject({ cause: "schedule", startedBy: "schedule “Round”", depth: 0 });
    expect(await listScheduledRuns(programme.can("runs.read"), stale?.id ?? "")).toMatchObject([
      { runId: run.id, startedBy: "schedule “Round”", macro: "Test macro" },
    ]);
    expect(await listScheduledRuns(programme.can("runs.read"), fresh?.id ?? "")).toEqual([]);

    await runDueSchedules(at("09:00"));
    const chains = await db.macroRun.findMany({ select: { chainId: true } });
    expect(new Set(chains.map(({ chainId }) => chainId)).size).toBe(2);
    expect(await getSchedule(reader(), id)).toMatchObject({
      nextAt: at("10:00").toISOString(),
      last: { outcome: "ran" },
    });
  });

  test("is decided once, however many workers look, and at the next only for the next", async () => {
    const { id } = await hourly({ macroId: (await macroThat()).id });
    await tickets("One");
    await Promise.all(Array.from({ length: 8 }, () => runDueSchedules(at("08:00"))));
    await Promise.all(Array.from({ length: 8 }, () => runDueSchedules(at("08:30"))));
    expect(await history(id)).toEqual([["08:00", "ran", 1]]);
    expect(await db.macroRun.count()).toBe(1);
  });

  test("that was decided is not decided again, even where the clock of another machine brings it back", async () => {
    const { id } = await hourly({ macroId: (await macroThat()).id });
    await tickets("One");
    await runDueSchedules(at("08:00"));
    await db.macroSchedule.update({ where: { id }, data: { nextAt: at("08:00") } });
    await runDueSchedules(at("08:00"));
    expect(await history(id)).toEqual([["08:00", "ran", 1]]);
    expect(await getSchedule(reader(), id)).toMatchObject({ nextAt: at("09:00").toISOString() });
  });

  test("of several that passed while no worker was there the last runs, and the others are said to be missed", async () => {
    const { id } = await hourly({ macroId: (await macroThat()).id });
    await tickets("One");
    await runDueSchedules(at("11:20"));
    expect(await history(id)).toEqual([
      ["08:00", "away", 3],
      ["11:00", "ran", 1],
    ]);
    expect((await listEntries(reader(), { scheduleId: id })).rows[1]).toMatchObject({
      until: at("10:00").toISOString(),
    });
    expect(await db.macroRun.count()).toBe(1);
  });

  test("says why it did not run, and the next one is tried again", async () => {
    const macro = await macroThat();
    const filterId = await filterOf(titled("none of these"));
    const { id } = await hourly({ macroId: macro.id, filterId });
    await tickets("One");
    await runDueSchedules(at("08:00"));
    await setMacroEnabled(writer(), macro.id, false);
    await runDueSchedules(at("09:00"));
    await setMacroEnabled(writer(), macro.id, true);
    const change = (condition: Condition) =>
      db.savedFilter.update({ where: { id: filterId }, data: { condition: JSON.parse(JSON.stringify(condition)) } });
    await change(asking);
    await runDueSchedules(at("10:00"));
    await change({ match: "all", conditions: [{ field: "feedback.field.gone", is: "is", value: "x" }] });
    await runDueSchedules(at("11:00"));
    await change(titled("One"));
    await runDueSchedules(at("12:00"));
    await runDueSchedules(at("13:00"));
    await finish();
    await runDueSchedules(at("14:00"));
    expect(await history(id)).toEqual([
      ["08:00", "nobody", 1],
      ["09:00", "macro_off", 1],
      ["10:00", "waits_for_value", 1],
      ["11:00", "refused", 1],
      ["12:00", "ran", 1],
      ["13:00", "still_going", 1],
      ["14:00", "ran", 1],
    ]);
    const reasons = (await listEntries(reader(), { scheduleId: id })).rows.map(({ reason }) => reason);
    expect(reasons[4]).toContain("The filter “Chosen” asks for a value each time");
    expect(reasons[3]).toMatch(/gone/);
  });

  test("that breaks down is written down, and stands in nobody's way", async () => {
    const broken = await hourly({ macroId: (await macroThat()).id, filterId: await filterOf(titled("x")) });
    const sound = await hourly({ macroId: (await macroThat()).id });
    await tickets("One");
    // What no version of ours writes.
    await db.savedFilter.updateMany({ where: { name: "Chosen" }, data: { condition: { match: "some" } } });
    await runDueSchedules(at("08:00"));
    expect(await history(broken.id)).toEqual([["08:00", "refused", 1]]);
    expect(await history(sound.id)).toEqual([["08:00", "ran", 1]]);
    expect(await listSchedules(reader(), programme.tickets)).toMatchObject([
      { last: { outcome: "refused" } },
      { last: { outcome: "ran" } },
    ]);
  });
});

test("what was due while it was off is not run, and said so when it is on again", async () => {
  const { id } = await hourly({ macroId: (await macroThat()).id });
  await tickets("One");
  await switchSchedule(writer(), id, false, at("08:30"));
  await runDueSchedules(at("10:30"));
  await switchSchedule(writer(), id, true, at("10:45"));
  await runDueSchedules(at("11:00"));
  expect(await history(id)).toEqual([
    ["08:00", "away", 1],
    ["09:00", "off", 2],
    ["11:00", "ran", 1],
  ]);
});

test("one that is changed goes on from now on, by its new times", async () => {
  const macro = await macroThat();
  const { id } = await hourly({ macroId: macro.id });
  await hourly({ id, macroId: macro.id, rate: "daily", startsAt: "2026-11-23T12:00" }, at("09:30"));
  expect(await history(id)).toEqual([["08:00", "away", 2]]);
  expect(await getSchedule(reader(), id)).toMatchObject({ nextAt: at("12:00").toISOString() });
});

test("one that is over can be renamed, but not saved or switched on as if it were not", async () => {
  const macro = await macroThat();
  const once = { macroId: macro.id, rate: "once" as const, startsAt: "2026-11-23T08:00" };
  const { id } = await hourly(once);
  await tickets("One");
  await runDueSchedules(at("08:00"));
  await runDueSchedules(at("09:00"));
  expect(await history(id)).toEqual([["08:00", "ran", 1]]);
  await hourly({ ...once, id, name: "It was once" }, at("09:00"));
  expect(await getSchedule(reader(), id)).toMatchObject({ name: "It was once", nextAt: null });
  await switchSchedule(writer(), id, false, at("09:00"));
  await expect(switchSchedule(writer(), id, true, at("09:00"))).rejects.toThrow("Nothing of it is due any more");
  await expect(hourly(once, at("09:00"))).rejects.toMatchObject({ fields: { startsAt: expect.any(String) } });
  await expect(hourly({ macroId: macro.id, endsAt: "2026-11-23T09:00" }, at("09:00"))).rejects.toMatchObject({
    fields: { endsAt: expect.any(String) },
  });
});

test("somebody can run it at once, off or on, on as many records as they were shown", async () => {
  const { id } = await hourly({
    macroId: (await macroThat()).id,
    filterId: await filterOf(titled("odd")),
    enabled: false,
  });
  await expect(runScheduleNow(writer(), { id, expected: 0 })).rejects.toThrow("No record matches");
  await tickets("An odd one", "An even one");
  expect(await countSchedule(writer(), id)).toEqual({ count: 1 });
  await expect(runScheduleNow(writer(), { id, expected: 2 })).rejects.toThrow("It was 2 when you looked, and is 1 now");
  await runScheduleNow(writer(), { id, expected: 1 });
  expect((await getSchedule(reader(), id)).last).toMatchObject({ outcome: "ran", byHand: { username: null } });
  await expect(runScheduleNow(writer(), { id, expected: 1 })).rejects.toThrow("still going");
});

test("what it names must be of its place, and cannot be deleted while it names it", async () => {
  const other = await testProgramme();
  const foreign = await other.macro(other.tickets, {});
  await expect(hourly({ macroId: foreign.id })).rejects.toMatchObject({ fields: { macroId: expect.any(String) } });
  const macro = await macroThat();
  await expect(hourly({ macroId: macro.id, feedbackTypeId: null })).rejects.toMatchObject({
    fields: { macroId: expect.any(String) },
  });
  await expect(hourly({ macroId: macro.id, filterId: await filterOf(asking) })).rejects.toMatchObject({
    fields: { filterId: expect.stringContaining("Give the question a default") },
  });
  const filterId = await filterOf(titled("x"));
  const { id } = await hourly({ macroId: macro.id, filterId });
  await expect(deleteMacro(writer(), macro.id)).rejects.toThrow("the schedule “Round”");
  const owner = await programme.user();
  const manager = { ...programme.can("filters.write"), personId: owner.id };
  await expect(deleteFilter(manager, filterId)).rejects.toThrow("the schedule “Round”");
  for (const foreigner of [other.can("macros.write")]) {
    await expect(deleteSchedule(foreigner, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(switchSchedule(foreigner, id, false)).rejects.toMatchObject({ code: "not_found" });
    await expect(countSchedule(foreigner, id)).rejects.toMatchObject({ code: "not_found" });
  }
  await deleteSchedule(writer(), id);
  expect(
    (await db.auditEntry.findMany({ where: { kind: "schedule", objectId: id }, orderBy: { id: "asc" } })).map(
      ({ verb }) => verb,
    ),
  ).toEqual(["created", "deleted"]);
  await deleteMacro(writer(), macro.id);
});

test("triggers that its run sets off belong to its chain", async () => {
  const closing = await macroThat({ kind: "set_field", fieldKey: "severity", value: "low" });
  const answer = await macroThat({ kind: "add_comment", body: "It is low now" });
  await saveTrigger(
    writer(),
    triggerInput.parse({
      name: "On low",
      feedbackTypeId: programme.type.id,
      macroId: answer.id,
      event: "feedback_modified",
    }),
  );
  const { id } = await hourly({ macroId: closing.id, filterId: await filterOf(titled("sets off")) });
  const [ticket] = await tickets("This sets off");
  await runDueSchedules(at("08:00"));
  await finish();
  for (const event of await db.recordEvent.findMany()) await judgeEvent(event.id);
  const runs = await db.macroRun.findMany({
    orderBy: { id: "asc" },
    select: { cause: true, chainId: true, depth: true },
  });
  expect(runs).toMatchObject([
    { cause: "schedule", depth: 0 },
    { cause: "trigger", depth: 1, chainId: runs[0]?.chainId },
  ]);
  expect(await db.macroRunRecord.count({ where: { subjectId: ticket?.id ?? "" } })).toBe(2);
  expect((await history(id)).length).toBe(1);
});
