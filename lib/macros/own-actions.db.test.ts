import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { deleteTeam } from "@/lib/teams/commands";
import { deleteRank } from "@/lib/users/ranks";
import { testDatabase } from "@/lib/testing/database";
import { deleteMacro, setMacroEnabled, updateMacro } from "./commands";
import { listMacros } from "./queries";
import { startRunIn } from "./run";
import { runRecords } from "./run-records";
import { actionResults, macroInput, type MacroDraft, type MacroHome } from "./schema";
import { testProgramme, type TestProgramme } from "./test-programme";

testDatabase();

let programme: TestProgramme;
let stranger: TestProgramme;
beforeAll(async () => {
  programme = await testProgramme();
  stranger = await testProgramme();
});

// The database keeps results by their ids: counted ones come back in the order in which the test writes its actions.
let count = 0;
const action = (kind: string, more: object = {}) => ({
  id: `00000000-0000-4000-8000-${String(++count).padStart(12, "0")}`,
  kind,
  ...more,
});
const made = (home: MacroHome, actions: object[], more: Partial<MacroDraft> = {}) =>
  programme.macro(home, { actions: actions as MacroDraft["actions"], ...more });

async function ranOn(macro: { id: string }, record: { id: string; label: string }) {
  const { runId } = await transaction((tx) =>
    startRunIn(tx, { macro, cause: "manual", causeDetail: { label: "test" }, byId: null, records: [record] }),
  );
  await runRecords(runId);
  const row = await db.macroRunRecord.findFirstOrThrow({ where: { runId } });
  const results = Object.values(actionResults.parse(row.results)).map(({ state, message }) => ({ state, message }));
  return { runId, state: row.state, results };
}

async function newTicket() {
  const user = await programme.user();
  const ticket = await programme.ticket(user.id);
  return { user, id: ticket.id, label: ticket.displayId };
}

async function problemsOf(making: Promise<unknown>): Promise<Record<string, string>> {
  const error: unknown = await making.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error.fields;
}

const members = async (teamId: string) =>
  (await db.teamMembership.findMany({ where: { teamId } })).map(({ userId }) => userId);
const log = async (teamId: string) =>
  (await db.teamLog.findMany({ where: { teamId }, orderBy: [{ at: "asc" }, { id: "asc" }] })).map(
    ({ verb, userId, cause }) => ({ verb, userId, by: (cause as { id: string }).id }),
  );

describe("on a ticket", () => {
  test("resolution, visibility and blocked are set, and say what they are now", async () => {
    const ticket = await newTicket();
    const macro = await made(programme.tickets, [
      action("set_blocked", { blocked: true }),
      action("set_visibility", { visibility: "public" }),
      action("set_resolution", { resolutionKey: "fixed" }),
    ]);
    const held = () =>
      db.feedback.findUniqueOrThrow({
        where: { id: ticket.id },
        select: { blocked: true, visibility: true, resolution: { select: { key: true } } },
      });
    expect((await ranOn(macro, ticket)).results.map(({ message }) => message)).toEqual([
      "Now blocked.",
      "Now public.",
      "Now “Fixed”.",
    ]);
    expect(await held()).toEqual({ blocked: true, visibility: "public", resolution: { key: "fixed" } });
    const again = await ranOn(macro, ticket);
    expect(again.results).toEqual(Array(3).fill({ state: "done", message: "It was so already." }));
    const back = await made(programme.tickets, [
      action("set_resolution", { resolutionKey: null }),
      action("set_visibility", { visibility: "private" }),
      action("set_blocked", { blocked: false }),
    ]);
    expect((await ranOn(back, ticket)).results.map(({ message }) => message)).toEqual([
      "Taken away.",
      "Now private.",
      "Not blocked any more.",
    ]);
    expect(await held()).toEqual({ blocked: false, visibility: "private", resolution: null });
  });

  test("a resolution that the type has not, or a ticket's action on a user, is refused with its place", async () => {
    expect(await problemsOf(made(programme.tickets, [action("set_resolution", { resolutionKey: "nope" })]))).toEqual({
      "actions.0.resolutionKey": "Bug report has no resolution “nope”. It has Fixed.",
    });
    const onUser = made(programme.people, [
      action("set_resolution", { resolutionKey: null }),
      action("set_visibility", { visibility: "public" }),
      action("set_blocked", { blocked: true }),
    ]);
    expect(await problemsOf(onUser)).toEqual({
      "actions.0.resolutionKey": "Only a feedback macro can do this.",
      "actions.1.visibility": "Only a feedback macro can do this.",
      "actions.2.blocked": "Only a feedback macro can do this.",
    });
  });

  test("teams are those of the submitter", async () => {
    const [ticket, team] = [await newTicket(), await programme.team()];
    const { runId } = await ranOn(await made(programme.tickets, [action("add_to_team", { teamId: team.id })]), ticket);
    expect(await members(team.id)).toEqual([ticket.user.id]);
    expect(await log(team.id)).toEqual([{ verb: "added", userId: ticket.user.id, by: runId }]);
  });

  test("a submitter who is not in the project any more is put into none of its teams", async () => {
    const [ticket, team] = [await newTicket(), await programme.team()];
    await db.participation.updateMany({ where: { userId: ticket.user.id }, data: { state: "removed" } });
    const run = await ranOn(await made(programme.tickets, [action("add_to_team", { teamId: team.id })]), ticket);
    expect(run).toMatchObject({ state: "failed", results: [{ message: "There is no such user here." }] });
    expect(await members(team.id)).toEqual([]);
  });
});

describe("on a user", () => {
  test("is added and removed once, and each log entry names the run", async () => {
    const [user, team] = [await programme.user(), await programme.team("VIP")];
    const record = { id: user.id, label: user.username };
    const add = await made(programme.people, [action("add_to_team", { teamId: team.id })]);
    const remove = await made(programme.people, [action("remove_from_team", { teamId: team.id })]);
    const first = await ranOn(add, record);
    expect(first.results).toEqual([{ state: "done", message: "Added to “VIP”." }]);
    expect((await ranOn(add, record)).results).toEqual([{ state: "done", message: "It was so already." }]);
    const second = await ranOn(remove, record);
    expect(second.results).toEqual([{ state: "done", message: "Removed from “VIP”." }]);
    expect((await ranOn(remove, record)).results).toEqual([{ state: "done", message: "It was so already." }]);
    expect(await log(team.id)).toEqual([
      { verb: "added", userId: user.id, by: first.runId },
      { verb: "removed", userId: user.id, by: second.runId },
    ]);
  });

  test("only who is in the first team is moved to the other", async () => {
    const [user, other] = [await programme.user(), await programme.user()];
    const [from, to] = [await programme.team("Waiting"), await programme.team("Chosen")];
    await db.teamMembership.create({ data: { teamId: from.id, userId: user.id } });
    const macro = await made(programme.people, [action("move_team", { fromTeamId: from.id, teamId: to.id })]);
    const move = async ({ id, username }: typeof user) => (await ranOn(macro, { id, label: username })).results;
    expect(await move(user)).toEqual([{ state: "done", message: "Moved from “Waiting” to “Chosen”." }]);
    expect([await members(from.id), await members(to.id)]).toEqual([[], [user.id]]);
    expect(await move(user)).toEqual([{ state: "done", message: "It was so already." }]);
    expect(await move(other)).toEqual([{ state: "skipped", message: "Not in “Waiting”, so not moved." }]);
    expect(await members(to.id)).toEqual([user.id]);
  });

  test("a team of another scope is refused, and so is a move to where they are", async () => {
    const theirs = await stranger.team();
    const communitys = await db.team.create({ data: { name: "All" } });
    const ours = await programme.team();
    const macro = made(programme.people, [
      action("add_to_team", { teamId: theirs.id }),
      action("remove_from_team", { teamId: communitys.id }),
      action("move_team", { fromTeamId: theirs.id, teamId: ours.id }),
      action("move_team", { fromTeamId: ours.id, teamId: ours.id }),
    ]);
    const gone = "This team does not exist here any more. Choose another.";
    expect(await problemsOf(macro)).toEqual({
      "actions.0.teamId": gone,
      "actions.1.teamId": gone,
      "actions.2.fromTeamId": gone,
      "actions.3.teamId": "This is the team they come from. Choose another one.",
    });
  });

  test("everyone active in a team gets one mail, and essential mail those too who turned mails off", async () => {
    const [user, team] = [await programme.user(), await programme.team("Reviewers")];
    const [ann, quiet, off, left] = [
      await programme.user(),
      await programme.user(undefined, { emailOptOut: true }),
      await programme.user(undefined, { state: "disabled" }),
      await programme.user(),
    ];
    for (const { id: userId } of [ann, quiet, off, left])
      await db.teamMembership.create({ data: { teamId: team.id, userId } });
    await db.participation.updateMany({ where: { userId: left.id }, data: { state: "removed" } });
    const mail = { subject: "Look", body: "About ((user.username))", to: "team", teamId: team.id };
    const macro = await made(programme.people, [action("email", mail), action("email", { ...mail, essential: true })]);
    const { results, runId } = await ranOn(macro, { id: user.id, label: user.username });
    expect(results).toEqual([
      { state: "done", message: "To 1 person of “Reviewers”, not to 1 who turned off these e-mails." },
      { state: "done", message: "To 2 people of “Reviewers”." },
    ]);
    const mails = await db.emailMessage.findMany({
      where: { cause: { path: ["id"], equals: runId } },
      orderBy: { id: "asc" },
    });
    expect(mails.map(({ to, text }) => [to, text.includes("Turn off these e-mails: http")])).toEqual([
      [ann.email, true],
      ...[ann.email, quiet.email].sort().map((email) => [email, false]),
    ]);
  });

  test("a mail to nobody is skipped, a team of elsewhere refused, and essential mail reaches who turned mails off", async () => {
    const [team, quiet] = [await programme.team("Empty"), await programme.user(undefined, { emailOptOut: true })];
    const mail = { subject: "Look", body: "Terms" };
    const macro = await made(programme.people, [
      action("email", { ...mail, to: "team", teamId: team.id }),
      action("email", { ...mail, to: "target" }),
      action("email", { ...mail, to: "target", essential: true }),
    ]);
    expect((await ranOn(macro, { id: quiet.id, label: quiet.username })).results).toEqual([
      { state: "skipped", message: "Nobody active is in “Empty”." },
      { state: "skipped", message: `${quiet.email} has turned off these e-mails.` },
      { state: "done", message: quiet.email },
    ]);
    const theirs = await stranger.team();
    const wrong = made(programme.people, [
      action("email", { ...mail, to: "team", teamId: theirs.id }),
      action("email", { ...mail, to: "team" }),
    ]);
    expect(await problemsOf(wrong)).toEqual({
      "actions.0.teamId": "This team does not exist here any more. Choose another.",
      "actions.1.teamId": "Choose the team to write to.",
    });
  });

  test("points are given by a rank of the project or of the community, and a rank that a macro gives stays", async () => {
    const user = await programme.user();
    const star = await db.rank.create({ data: { name: "Star", points: 3 } });
    const ranked = (rankId: string) => action("add_points", { rankId });
    const macro = await made(programme.people, [ranked(programme.rank.id), ranked(star.id)], { name: "Reward" });
    const { results } = await ranOn(macro, { id: user.id, label: user.username });
    expect(results.map(({ message }) => message)).toEqual(["+10", "+3"]);
    const entries = await db.scoreEntry.findMany({ where: { userId: user.id }, orderBy: { points: "asc" } });
    expect(entries.map(({ points, reason, rankId }) => [points, reason, rankId])).toEqual([
      [3, "Star", star.id],
      [10, "Bug hunter", programme.rank.id],
    ]);
    await expect(deleteRank(programme.can("ranks.write"), programme.rank.id)).rejects.toMatchObject({
      message: "Used by the macro “Reward”. Choose another rank there first.",
    });
    expect(await problemsOf(made(programme.people, [ranked(stranger.rank.id)]))).toEqual({
      "actions.0.rankId": "This rank does not exist any more. Choose another.",
    });
  });

  test("another macro is started on the same record, in the same chain and one deeper", async () => {
    const user = await programme.user();
    const team = await programme.team("Welcome");
    const record = { id: user.id, label: user.username };
    const next = await made(programme.people, [action("add_to_team", { teamId: team.id })], { name: "Put in team" });
    const macro = await made(programme.people, [action("run_macro", { macroId: next.id })], { name: "First" });
    const first = await ranOn(macro, record);
    expect(first.results).toEqual([{ state: "done", message: "Started “Put in team”." }]);
    const [before, after] = [
      await db.macroRun.findUniqueOrThrow({ where: { id: first.runId } }),
      await db.macroRun.findFirstOrThrow({ where: { macroId: next.id } }),
    ];
    expect(after).toMatchObject({ cause: "macro", chainId: before.chainId, depth: 1, total: 1, state: "running" });
    expect(after.causeDetail).toEqual({ label: "First", runId: before.id });
    await runRecords(after.id);
    expect(await members(team.id)).toEqual([user.id]);
    expect(
      (await listMacros(programme.can("macros.read"), programme.people)).find((row) => row.id === next.id)?.usedBy,
    ).toEqual(["First"]);
    await expect(deleteMacro(programme.can("macros.write"), next.id)).rejects.toMatchObject({
      message: "Used by the macro “First”. Take the action “Run another macro” away there first.",
    });
  });

  test("two macros that start each other end, and the last run says why", async () => {
    const user = await programme.user();
    const [one, two] = [await made(programme.people, []), await made(programme.people, [])];
    for (const [id, macroId] of [
      [one.id, two.id],
      [two.id, one.id],
    ] as const) {
      const input = macroInput.parse({
        name: "Echo",
        key: `e-${id.slice(-8)}`,
        actions: [action("run_macro", { macroId })],
      });
      await updateMacro(programme.can("macros.write"), id, input);
    }
    await ranOn(one, { id: user.id, label: user.username });
    const open = () => db.macroRun.findFirst({ where: { macroId: { in: [one.id, two.id] }, state: "running" } });
    for (let run = await open(); run; run = await open()) await runRecords(run.id);
    const runs = await db.macroRun.findMany({
      where: { macroId: { in: [one.id, two.id] } },
      orderBy: { depth: "asc" },
    });
    expect(runs.map(({ depth }) => depth)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const last = await db.macroRunRecord.findFirstOrThrow({ where: { runId: runs.at(-1)?.id } });
    expect(last).toMatchObject({ state: "skipped", reason: "This chain of runs is more than 5 deep." });
  });

  test("a macro that cannot run is refused, and one that was switched off since fails", async () => {
    const [next, elsewhere] = [await made(programme.people, []), await made(programme.tickets, [])];
    const macro = await made(programme.people, [action("run_macro", { macroId: next.id })]);
    await setMacroEnabled(programme.can("macros.write"), next.id, false);
    const problem = async (macroId: string) =>
      (await problemsOf(made(programme.people, [action("run_macro", { macroId })])))["actions.0.macroId"];
    expect(await problem(next.id)).toMatch(/^“Test macro” is switched off/);
    expect(await problem(elsewhere.id)).toBe("This macro does not exist here any more. Choose another.");
    const itself = macroInput.parse({
      name: "Self",
      key: "self",
      actions: [action("run_macro", { macroId: macro.id })],
    });
    expect(await problemsOf(updateMacro(programme.can("macros.write"), macro.id, itself))).toEqual({
      "actions.0.macroId": "A macro cannot run itself. Choose another one.",
    });
    const user = await programme.user();
    const run = await ranOn(macro, { id: user.id, label: user.username });
    expect(run.results).toEqual([
      { state: "failed", message: "The macro “Test macro” is switched off. Switch it on to run it." },
    ]);
    expect(await db.macroRun.count({ where: { macroId: next.id } })).toBe(0);
  });

  test("a team that a macro acts on is not deleted, and the macro is named", async () => {
    const team = await programme.team();
    await made(programme.people, [action("add_to_team", { teamId: team.id })], { name: "Welcome" });
    await expect(deleteTeam(programme.can("teams.write"), team.id)).rejects.toMatchObject({
      code: "conflict",
      message: "Used by the macro “Welcome”. Choose another team there first.",
    });
  });
});
