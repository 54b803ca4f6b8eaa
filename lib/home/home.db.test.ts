import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { condition as conditionSchema, type Condition } from "@/lib/conditions/schema";
import { db } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { bugReport } from "@/lib/sample/feedback-types";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { countCard } from "./count-card";
import { addCountCard, listCountable, listCountCards, moveCountCard, removeCountCard } from "./count-cards";
import { listNextRuns, listNextRunsOf } from "./next-runs";
import { listOpened, noteOpened } from "./opened";
import { listOwnProjects } from "./own-projects";
import { projectFigures } from "./project-figures";

testDatabase();

let cast: Cast;
let there: Cast;
let typeId: string;

beforeAll(async () => {
  cast = await makeCast("vega");
  there = await makeCast("other");
  ({ id: typeId } = await createFeedbackType(
    await cast.can("manager", "types.write"),
    feedbackTypeInput.parse(bugReport),
  ));
});

const role = (is: string): Condition => ({ match: "all", conditions: [{ field: "user.role", is: "is", value: is }] });

async function filter(
  name: string,
  change: { visibility?: "mine" | "project"; source?: string; condition?: Condition } = {},
) {
  const { visibility = "project", source = "users", condition = role("participant") } = change;
  const data = { projectId: cast.project.id, ownerId: cast.people.manager.id, name, visibility, source };
  return (await db.savedFilter.create({ data: { ...data, condition: plainJson(condition) } })).id;
}

const filters = (who: keyof Cast["people"] = "manager", of = cast) => of.can(who, "filters.write");

test("a count is its person’s own, in their order, of filters that they may use", async () => {
  const testers = await filter("Testers");
  const mine = await filter("Mine", { visibility: "mine", condition: role("support") });
  const bugs = await filter("Bugs", { source: `feedback:${typeId}`, condition: { match: "all", conditions: [] } });
  for (const id of [testers, mine, bugs, testers]) await addCountCard(await filters(), id);
  const names = async (who: keyof Cast["people"] = "manager") =>
    (await listCountCards(await filters(who))).map(({ name, what, typeKey }) => [name, what, typeKey]);
  expect(await names()).toEqual([
    ["Testers", "Users", null],
    ["Mine", "Users", null],
    ["Bugs", "Bug report", "bug-report"],
  ]);
  expect(await names("observer")).toEqual([]);
  expect((await listCountable(await filters("observer"))).map(({ name }) => name)).toEqual(["Bugs", "Testers"]);
  await addCountCard(await filters("observer"), testers);
  await expect(addCountCard(await filters("observer"), mine)).rejects.toThrow("not shared with you");
  await expect(addCountCard(await filters("manager", there), testers)).rejects.toThrow("not shared with you");
  const [first, second] = await listCountCards(await filters());
  await moveCountCard(await filters(), first?.id ?? "", 2);
  for (const who of ["observer", "communityManager"] as const) {
    await expect(moveCountCard(await filters(who), second?.id ?? "", 0)).rejects.toThrow("not on your home page");
    await expect(removeCountCard(await filters(who), second?.id ?? "")).rejects.toThrow("not on your home page");
    await expect(countCard(await filters(who), second?.id ?? "")).rejects.toThrow("not on your home page");
  }
  await removeCountCard(await filters(), second?.id ?? "");
  expect((await names()).map(([name]) => name)).toEqual(["Bugs", "Testers"]);
  await db.savedFilter.update({ where: { id: testers }, data: { visibility: "mine" } });
  expect(await names("observer")).toEqual([]);
});

test("a count says what it counted, when, and what an earlier day had, while the filter asks the same", async () => {
  const id = await filter("Observers", { condition: role("observer") });
  const actor = await filters("support");
  await addCountCard(actor, id);
  await db.savedFilter.update({ where: { id }, data: { modifiedAt: new Date(Date.now() - 3 * 86_400_000) } });
  const card = async () => (await listCountCards(actor))[0];
  expect((await card())?.counted).toBeNull();
  const cardId = (await card())?.id ?? "";
  expect(await countCard(actor, cardId)).toMatchObject({ count: 1, isFresh: true, earlier: null });
  const yesterday = new Date(Date.now() - 86_400_000);
  await db.countCard.update({ where: { id: cardId }, data: { countedAt: yesterday, count: 4 } });
  expect((await card())?.counted).toMatchObject({ count: 4, isFresh: false });
  const earlier = { count: 4, at: yesterday.toISOString() };
  for (const _ of [1, 2]) expect(await countCard(actor, cardId)).toMatchObject({ count: 1, earlier });
  const changed = { condition: plainJson(role("applicant")), modifiedAt: new Date(Date.now() + 1_000) };
  await db.savedFilter.update({ where: { id }, data: changed });
  expect((await card())?.counted).toBeNull();
  expect(await countCard(actor, cardId)).toMatchObject({ count: 1, earlier: null });
});

test("a filter that waits for a value is not counted", async () => {
  const ask = { field: "user.score", is: "gt", ask: true };
  const waiting = conditionSchema.parse({ match: "all", conditions: [ask] });
  const id = await filter("Asks", { condition: waiting });
  await expect(addCountCard(await filters(), id)).rejects.toThrow("asks for a value");
  expect((await listCountable(await filters())).map(({ name }) => name)).not.toContain("Asks");
});

test("what was opened is listed once, the latest first, for its person, as long as they may see it", async () => {
  const { manager, participant, support } = cast.people;
  const actor = await cast.can("support", "home.read");
  const macro = await db.macro.create({
    data: { projectId: cast.project.id, target: "user", name: "Tell", key: "tell" },
  });
  const report = await db.report.create({
    data: { projectId: cast.project.id, name: "Weekly", visibility: "project", ownerId: manager.id },
  });
  const opened = [
    ["user", participant.id],
    ["macro", macro.id],
    ["report", report.id],
    ["user", participant.id],
  ] as const;
  for (const [n, [kind, id]] of opened.entries()) {
    await noteOpened(actor, { kind, id });
    const at = new Date(Date.now() - (10 - n) * 60_000);
    await db.openedThing.updateMany({ where: { personId: support.id, thingId: id }, data: { at } });
  }
  const names = async (who: keyof Cast["people"], where: "project" | "community" = "project") =>
    (await listOpened(await cast.can(who, "home.read", where))).map(({ name, project }) => [name, project?.key]);
  const all = [
    ["participant", "vega"],
    ["Weekly", "vega"],
    ["Tell", "vega"],
  ];
  expect(await names("support")).toEqual(all);
  expect(await names("support", "community")).toEqual(all);
  expect(await names("manager")).toEqual([]);
  await db.report.update({ where: { id: report.id }, data: { visibility: "mine" } });
  await db.macro.delete({ where: { id: macro.id } });
  expect(await names("support", "community")).toEqual(all.slice(0, 1));
  await db.participation.updateMany({ where: { userId: support.id }, data: { state: "removed" } });
  expect(await names("support", "community")).toEqual([]);
  await db.participation.updateMany({ where: { userId: support.id }, data: { state: "active" } });
});

test("nothing is noted that a person does not see", async () => {
  const stranger = { kind: "user", id: there.people.participant.id } as const;
  await expect(noteOpened(await cast.can("manager", "home.read"), stranger)).rejects.toThrow("nothing like that");
  const user = { kind: "user", id: cast.people.manager.id } as const;
  await expect(noteOpened(await cast.can("participant", "home.read"), user)).rejects.toThrow("nothing like that");
});

test("next runs are what is on, the soonest first, of the scope and for those who may see it", async () => {
  const projectId = cast.project.id;
  const macro = await db.macro.create({ data: { projectId, target: "user", name: "Thank", key: "thank" } });
  const timing = { rate: "daily", startsAt: "2031-01-01T09:00", timeZone: "UTC" } as const;
  const schedule = { projectId, target: "user", macroId: macro.id, ...timing } as const;
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  await db.macroSchedule.createMany({
    data: [
      { ...schedule, name: "Later", nextAt: at(5) },
      { ...schedule, name: "Off", nextAt: at(1), enabled: false },
      { ...schedule, name: "Over", nextAt: null },
      { ...schedule, name: "Soon", nextAt: at(1) },
    ],
  });
  const report = await db.report.create({ data: { projectId, name: "Monthly", visibility: "project" } });
  const sent = { reportId: report.id, subject: "x", ...timing };
  await db.distribution.createMany({
    data: [
      { ...sent, name: "Board", nextAt: at(3) },
      { ...sent, name: "Paused", nextAt: at(2), state: "paused" },
    ],
  });
  const keys = await cast.can("communityManager", "apiKeys.write", "community");
  const { id: apiKeyId } = await createApiKey(keys, apiKeyInput.parse({ name: "BI" }));
  const element = await db.reportElement.create({
    data: { reportId: report.id, name: "Table", position: 0, definition: {} },
  });
  const published = {
    projectId,
    kind: "package",
    apiKeyId,
    elementId: element.id,
    ownerId: cast.people.manager.id,
  } as const;
  await db.dataPackage.createMany({
    data: [
      { ...published, id: randomUUID(), key: "a", name: "Hourly", everyMinutes: 240, snapshotAt: at(0) },
      { ...published, id: randomUUID(), key: "b", name: "Live", everyMinutes: null },
    ],
  });
  const names = async (who: keyof Cast["people"], of = cast) =>
    (await listNextRuns(await of.can(who, "project.read"))).map(({ name, what }) => `${name}: ${what}`);
  expect(await names("manager")).toEqual(["Soon: Thank", "Board: Monthly", "Hourly: Monthly", "Later: Thank"]);
  expect(await names("observer")).toEqual(["Soon: Thank", "Later: Thank"]);
  expect(await names("participant")).toEqual([]);
  expect(await names("manager", there)).toEqual([]);
  const { id: ownerId } = cast.people.communityManager;
  await db.report.update({ where: { id: report.id }, data: { visibility: "mine", ownerId } });
  expect(await names("manager")).toEqual(["Soon: Thank", "Later: Thank"]);
  await db.report.update({ where: { id: report.id }, data: { visibility: "project", ownerId: null } });
  const own = await listOwnProjects(await cast.can("manager", "home.read", "community"));
  const together = await listNextRunsOf([
    await cast.can("manager", "home.read", "community"),
    ...own.map((p) => p.actor),
  ]);
  expect(together.map(({ name, project }) => `${project?.key}: ${name}`)).toContain("vega: Soon");
  await db.project.update({ where: { id: projectId }, data: { isTemplate: true } });
  expect(await names("manager")).toEqual([]);
  await db.project.update({ where: { id: projectId }, data: { isTemplate: false } });
});

test("a person’s own projects are those where they do more than take part, the last visited first, with their figures", async () => {
  const own = async (who: keyof Cast["people"]) => listOwnProjects(await cast.can(who, "home.read", "community"));
  const keys = async (who: keyof Cast["people"]) => (await own(who)).map(({ key }) => key);
  expect(await keys("support")).toEqual(["vega"]);
  expect(await keys("participant")).toEqual([]);
  await db.visit.create({ data: { personId: cast.people.communityManager.id, projectId: there.project.id } });
  expect(await keys("communityManager")).toEqual(["other", "vega"]);
  await db.project.update({ where: { id: there.project.id }, data: { isTemplate: true } });
  expect(await keys("communityManager")).toEqual(["vega"]);
  await db.project.update({ where: { id: there.project.id }, data: { isTemplate: false } });

  const statuses = await db.feedbackStatus.findMany({ where: { typeId }, select: { id: true, isClosed: true } });
  const ticket = { projectId: cast.project.id, typeId, submitterId: cast.people.participant.id, title: "It fails" };
  for (const [n, isClosed] of [false, false, true].entries()) {
    const statusId = statuses.find((status) => status.isClosed === isClosed)?.id ?? "";
    await db.feedback.create({ data: { ...ticket, statusId, number: n + 1, displayId: `BUG-${n + 1}` } });
  }
  expect(await projectFigures(await own("observer"))).toEqual(new Map([["vega", { testers: 1, openTickets: 2 }]]));
  const taking = { key: "vega", name: "Vega", actor: await cast.can("participant", "project.read") };
  expect(await projectFigures([taking])).toEqual(new Map());
});
