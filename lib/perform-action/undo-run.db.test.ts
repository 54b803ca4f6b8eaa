import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { runRecords } from "@/lib/macros/run-records";
import type { MacroDraft } from "@/lib/macros/schema";
import { testProgramme, type TestProgramme } from "@/lib/macros/test-programme";
import { testDatabase } from "@/lib/testing/database";
import { exportRun } from "./export-run";
import { getRun, listRunRecords, watchRun } from "./queries";
import { startBulk } from "./start-bulk";
import { undoRecords, undoRun } from "./undo-run";

testDatabase();

let programme: TestProgramme;
let person: { id: string };
let tickets: { id: string; displayId: string }[];
beforeEach(async () => {
  programme = await testProgramme();
  person = await programme.user();
  tickets = [];
  for (let n = 0; n < 3; n++) tickets.push(await programme.ticket(person.id, `Ticket ${n}`));
});

const runner = () => programme.can("macros.run");
const reader = () => programme.can("runs.read");
const id = () => randomUUID();

async function run(...actions: unknown[]): Promise<string> {
  const macro = await programme.macro(programme.tickets, { actions: actions as MacroDraft["actions"] });
  const ids = tickets.map((ticket) => ticket.id);
  const { runId } = await startBulk(runner(), { macroId: macro.id, selection: { kind: "ids", ids } });
  await runRecords(runId);
  return runId;
}

const build = (value: string) => ({ id: id(), kind: "set_field", fieldKey: "build", value });
const points = { id: id(), kind: "add_points", points: 5, reason: "Thanks" };
const held = async () =>
  (await db.feedback.findMany({ orderBy: { id: "asc" }, where: { typeId: programme.type.id } })).map(
    ({ values }) => values,
  );
const score = async () => (await db.user.findUniqueOrThrow({ where: { id: person.id } })).score;
const verdicts = async (runId: string) => (await listRunRecords(reader(), { runId })).rows.map(({ undone }) => undone);

test("what a run did to fields and points is taken back, and what was said stays", async () => {
  await run(build("41"));
  const runId = await run(build("42"), points, { id: id(), kind: "add_comment", body: "said" });
  expect([await held(), await score()]).toEqual([[{ build: 42 }, { build: 42 }, { build: 42 }], 15]);
  expect(await getRun(reader(), runId)).toMatchObject({ isReversible: true, undo: null });

  await undoRun(runner(), runId);
  await undoRecords(runId, 2);
  expect([await held(), await score()]).toEqual([[{ build: 41 }, { build: 41 }, { build: 41 }], 0]);
  expect(await verdicts(runId)).toEqual(["undone", "undone", "undone"]);
  expect((await getRun(reader(), runId)).undo).toMatchObject({ undone: 3, kept: 0, left: 0 });
  expect(await db.comment.count({ where: { feedback: { typeId: programme.type.id } } })).toBe(3);
  await undoRecords(runId);
  expect(await score()).toBe(0);
  await expect(undoRun(runner(), runId)).rejects.toMatchObject({ code: "conflict" });
});

test("an answer that says all is taken back has it for every record", async () => {
  const watched: string[] = [];
  for (let n = 0; n < 10; n++) {
    const runId = await run(points);
    await undoRun(runner(), runId);
    const work = undoRecords(runId, 1);
    let answer = await watchRun(reader(), { runId });
    while (answer.run.undo?.left !== 0) answer = await watchRun(reader(), { runId });
    watched.push(...answer.records.rows.map(({ undone }) => String(undone)));
    await work;
  }
  expect(watched).toEqual(Array(30).fill("undone"));
});

test("what was done last is taken back first, whatever the actions are called", async () => {
  await run(build("41"));
  const runs: string[] = [];
  const ids = ["1", "2"].map((digit) => `${digit.repeat(8)}-1111-4111-8111-111111111111`);
  for (const [first, second] of [ids, ids.toReversed()]) {
    runs.push(await run({ ...build("42"), id: first }, { ...build("43"), id: second }));
  }
  expect(await held()).toEqual(Array(3).fill({ build: 43 }));
  for (const runId of runs.toReversed()) {
    await undoRun(runner(), runId);
    await undoRecords(runId);
  }
  expect(await held()).toEqual(Array(3).fill({ build: 41 }));
});

test("a record that somebody changed since is kept whole, and says so", async () => {
  const runId = await run(build("42"), points);
  await db.feedback.update({ where: { id: tickets[1]?.id }, data: { values: { build: 7 } } });
  await db.feedback.delete({ where: { id: tickets[2]?.id } });
  await undoRun(runner(), runId);
  await undoRecords(runId);
  expect(await held()).toEqual([{}, { build: 7 }].map((values) => expect.objectContaining(values)));
  expect(await verdicts(runId)).toEqual([
    "undone",
    "Somebody has changed Build since.",
    "There is no such ticket in this project.",
  ]);
  expect(await score()).toBe(10);
});

test("resolution, visibility and blocked go back, and so does the submitter's team", async () => {
  const [from, to] = [await programme.team(), await programme.team()];
  await db.teamMembership.create({ data: { teamId: from.id, userId: person.id } });
  const runId = await run(
    { id: id(), kind: "set_resolution", resolutionKey: "fixed" },
    { id: id(), kind: "set_visibility", visibility: "public" },
    { id: id(), kind: "set_blocked", blocked: true },
    { id: id(), kind: "move_team", fromTeamId: from.id, teamId: to.id },
  );
  const teams = async () => (await db.teamMembership.findMany({ where: { userId: person.id } })).map((m) => m.teamId);
  const where = { typeId: programme.type.id, resolutionId: null, visibility: "private", blocked: false } as const;
  expect([await teams(), await db.feedback.count({ where })]).toEqual([[to.id], 0]);
  await undoRun(runner(), runId);
  await undoRecords(runId);
  expect([await teams(), await db.feedback.count({ where })]).toEqual([[from.id], 3]);
  expect(await verdicts(runId)).toEqual(["undone", "undone", "undone"]);
  const last = await db.teamLog.findFirstOrThrow({ where: { teamId: from.id }, orderBy: { id: "desc" } });
  expect(last).toMatchObject({ verb: "added", cause: { label: "test, undoing “Test macro”" } });
});

test("a team that somebody changed since is left as it is", async () => {
  const team = await programme.team("VIP");
  const runId = await run({ id: id(), kind: "add_to_team", teamId: team.id }, points);
  await db.teamMembership.deleteMany({ where: { teamId: team.id } });
  await undoRun(runner(), runId);
  await undoRecords(runId);
  // The submitter of all three was put into the team with the first ticket.
  expect(await verdicts(runId)).toEqual(["Somebody has changed who is in “VIP” since.", "undone", "undone"]);
  expect([await score(), await db.teamMembership.count({ where: { teamId: team.id } })]).toEqual([5, 0]);
});

test("undoing goes on after a crash where it was, and takes nothing back twice", async () => {
  const runId = await run(points);
  await undoRun(runner(), runId);
  await pool().query(`create function fail() returns trigger language plpgsql as $$ begin
    if new.label = '${tickets[1]?.displayId}' then raise exception 'crash'; end if; return new; end $$`);
  await pool().query(`create trigger fail before update on macro_run_record for each row execute function fail()`);
  await expect(undoRecords(runId, 1)).rejects.toThrow("crash");
  expect(await score()).toBe(10);
  await pool().query(`drop trigger fail on macro_run_record; drop function fail`);
  await undoRecords(runId, 1);
  expect(await score()).toBe(0);
  expect(await db.scoreEntry.count({ where: { userId: person.id } })).toBe(6);
});

test("the verdicts of a run are a file, one line each, and no text of it is a formula", async () => {
  await db.feedback.update({ where: { id: tickets[0]?.id }, data: { displayId: "=1+1" } });
  const runId = await run(build("42"), points);
  const answer = await exportRun(reader(), runId, new Request("http://x/"));
  const [heads, ...lines] = (await answer.text()).trimEnd().split("\r\n");
  expect(heads).toBe('"Ticket","Result","Why","When","Set field","Add points","Webhooks"');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^"'=1\+1","Done","","[^"]+Z","done","done: \+5",""$/);
  const stranger = await testProgramme();
  await expect(exportRun(stranger.can("runs.read"), runId, new Request("http://x/"))).rejects.toMatchObject({
    code: "not_found",
  });
});
