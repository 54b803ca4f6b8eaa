import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { listEntries } from "@/lib/audit/entries";
import { auditQuestion } from "@/lib/audit/schema";
import { decodeTableState } from "@/lib/conditions/table-state";
import { db } from "@/lib/db/client";
import { ask } from "@/lib/db/ask";
import { sql } from "@/lib/db/sql";
import { transaction } from "@/lib/db/transaction";
import { changeFeedbackIn } from "@/lib/feedback/change";
import { addFeedbackCommentIn } from "@/lib/feedback/comments";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { submitFeedbackIn } from "@/lib/feedback/submit";
import { getFeedbackType } from "@/lib/feedback/types";
import { listNews } from "@/lib/home/news";
import { markSeen, noteVisit, sinceOf } from "@/lib/home/visits";
import { readWebhookLog } from "@/lib/macros/webhook-log";
import { readLogQuestion } from "@/lib/macros/webhook-log-schema";
import { listRuns } from "@/lib/perform-action/queries";
import { createReport, updateReport } from "@/lib/reports/commands";
import { listReports } from "@/lib/reports/list-reports";
import { reportSettings } from "@/lib/reports/schema";
import { countRecords } from "@/lib/sources/list";
import { ticketsOf, usersOf } from "@/lib/sources/load-source";
import { contextOf } from "@/lib/sources/read";
import { createTeam } from "@/lib/teams/commands";
import { teamInput } from "@/lib/teams/schema";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { newsLines } from "./news-lines";

testDatabase();

type Who = keyof Cast["people"];

const root = "/projects/vega";
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const since = minutesAgo(60);
const longAgo = minutesAgo(3 * 1_440);

let cast: Cast;
let typeId: string;

const statuses = [{ key: "new", name: "New", isDefault: true }];
const bug = { name: "Bug report", key: "bug", prefix: "BUG", fields: [], statuses };
const origin = { kind: "person", id: null, label: "Test" } as const;

async function submit(who: "participant" | "manager", at?: Date): Promise<string> {
  const actor = await cast.can(who, "feedback.submit");
  const input = { title: "Crash", values: {}, typeId, submitterId: cast.people[who].id, origin };
  const { id } = await transaction((tx) => submitFeedbackIn(tx, actor, input));
  if (at) await db.feedback.update({ where: { id }, data: { createdAt: at, modifiedAt: at } });
  return id;
}

async function change(who: "support" | "manager", id: string, title: string): Promise<void> {
  const actor = await cast.can(who, "feedback.write");
  await transaction((tx) => changeFeedbackIn(tx, actor, id, { title }, origin));
}

async function comment(who: "participant" | "manager", feedbackId: string): Promise<void> {
  const actor = await cast.can(who, "feedback.comment");
  const input = { feedbackId, body: "Me too", kind: "comment", authorId: cast.people[who].id, origin } as const;
  await transaction((tx) => addFeedbackCommentIn(tx, actor, input));
}

async function addRun(macroId: string, by: "support" | "manager", finishedAt: Date): Promise<void> {
  const of = { projectId: cast.project.id, macroId, macroVersion: 1, target: "user", chainId: randomUUID() } as const;
  const ended = { cause: "bulk", byId: cast.people[by].id, finishedAt, state: "done" } as const;
  await db.macroRun.create({ data: { ...of, ...ended, causeDetail: { label: by } } });
}

async function addDelivery(macroId: string, state: "failed" | "invalid" | "delivered", minutes: number): Promise<void> {
  const { id: endpointId } = await db.endpoint.create({
    data: { projectId: cast.project.id, origin: `https://${randomUUID()}.example` },
  });
  await db.$executeRaw`
    insert into webhook_delivery (id, project_id, macro_id, macro_version, action_id, endpoint_id, run_id, target, subject_id, state, created_at, delivered_at)
    values (uuidv7(make_interval(mins => ${-minutes}::int)), ${cast.project.id}::uuid, ${macroId}::uuid, 1, gen_random_uuid(), ${endpointId}::uuid,
      gen_random_uuid(), 'user', gen_random_uuid(), ${state}::delivery_state, now() - make_interval(mins => ${minutes}::int),
      case when ${state} = 'delivered' then now() end)`;
}

beforeAll(async () => {
  cast = await makeCast("vega");
  const types = await cast.can("manager", "types.write");
  ({ id: typeId } = await createFeedbackType(types, feedbackTypeInput.parse(bug)));
  await db.participation.updateMany({ data: { joinedAt: longAgo } });
  await db.user.updateMany({ data: { createdAt: longAgo } });

  const [first = "", second = "", third = ""] = await Promise.all([0, 1, 2].map(() => submit("participant", longAgo)));
  await change("support", first, "Changed");
  await change("support", second, "Changed, and again by whoever looks");
  await change("manager", second, "Seen");
  await comment("participant", first);
  await comment("participant", third);
  await comment("manager", third);
  for (const who of ["participant", "participant", "manager"] as const) await submit(who);

  const newcomer = { email: "new@vega.example", username: "newcomer", createdAt: new Date() };
  const { id: userId } = await db.user.create({ data: newcomer });
  await db.participation.create({ data: { projectId: cast.project.id, userId, role: "participant" } });

  const teams = await cast.can("communityManager", "teams.write");
  const [{ id: teamId } = { id: "" }] = await Promise.all(
    ["Core", "VIP"].map((name) => createTeam(teams, teamInput.parse({ name }))),
  );
  await db.teamMembership.create({ data: { teamId, userId: cast.people.support.id } });
  const reports = await cast.can("communityManager", "reports.write");
  const [shared, later] = await Promise.all(
    ["Shared", "Later"].map((name) =>
      createReport(reports, reportSettings.parse({ name, visibility: name === "Shared" ? "shared" : "mine" })),
    ),
  );
  await createReport(
    await cast.can("manager", "reports.write"),
    reportSettings.parse({ name: "Own", visibility: "shared" }),
  );
  const forTeam = { name: "For a team", visibility: "mine", access: [{ teamId, mayDistribute: false }] };
  await createReport(reports, reportSettings.parse(forTeam));
  await updateReport(reports, later?.id ?? "", reportSettings.parse({ name: "Later", visibility: "shared" }));

  const { id: macroId } = await db.macro.create({
    data: { projectId: cast.project.id, target: "user", name: "Thank", key: "thank" },
  });
  await addRun(macroId, "support", new Date());
  await addRun(macroId, "support", longAgo);
  await addRun(macroId, "manager", new Date());
  for (const [state, minutes] of [
    ["failed", 5],
    ["invalid", 5],
    ["delivered", 5],
    ["failed", 300],
  ] as const)
    await addDelivery(macroId, state, minutes);

  const timing = { rate: "daily", startsAt: "2031-01-01T09:00", timeZone: "UTC" } as const;
  const stopped = { reportId: shared?.id ?? "", subject: "Weekly", state: "stopped", ...timing } as const;
  await db.distribution.create({ data: { ...stopped, name: "To the board", stoppedAt: new Date() } });
  await db.distribution.create({ data: { ...stopped, name: "Long silent", stoppedAt: longAgo } });
});

const linesOf = async (who: Who, of = cast) =>
  newsLines(await listNews(await of.can(who, "home.read"), since), since, root);

const textOf = (lines: Awaited<ReturnType<typeof linesOf>>) =>
  lines.map(({ about, parts }) => `${about}: ${parts.map(({ text }) => text).join(" · ")}`);

test("what others changed is told in counts, of what one may see, without one's own doings", async () => {
  expect(textOf(await linesOf("manager"))).toEqual([
    "Bug report: 2 new · 1 changed · 1 with new comments",
    "People: 1 joined",
    "Configuration: 5 changes · communityManager: Report, 3 · communityManager: Team, 2",
    "Bulk runs: 1 ended",
    "Webhooks: 2 failed",
    "Reports: 2 shared with you",
    "Distributions stopped: To the board",
  ]);
  expect(textOf(await linesOf("support"))).toEqual([
    "Bug report: 3 new · 1 changed · 2 with new comments",
    "People: 1 joined",
    "Bulk runs: 1 ended",
    "Webhooks: 2 failed",
    "Reports: 4 shared with you",
  ]);
  expect(await linesOf("participant")).toEqual([]);
  expect(await linesOf("manager", await makeCast("other"))).toMatchObject([
    { about: "People", parts: [{ text: "4 joined" }] },
  ]);
});

test.each(["manager", "support"] as const)("each count leads the %s to a list of as many", async (who) => {
  const lines = await linesOf(who);
  const parts = lines.flatMap(({ id, parts: all }) => (id === "stopped" ? [] : all));
  expect(parts.length).toBeGreaterThan(5);
  for (const { text, href } of parts) {
    const [path = "", query] = href.slice(root.length + 1).split("?");
    const listed = await listedBy(who, path, new URLSearchParams(query));
    expect(`${path} ${listed}`).toBe(`${path} ${/\d+/.exec(text)?.[0]}`);
  }
});

/** How many the page at this address lists. */
async function listedBy(who: Who, path: string, query: URLSearchParams): Promise<number> {
  const asked = Object.fromEntries(query);
  if (path === "audit")
    return (await listEntries(await cast.can(who, "audit.read"), auditQuestion.parse(asked))).rows.length;
  if (path === "runs")
    return (await listRuns(await cast.can(who, "runs.read"), { endedSince: asked.ended })).rows.length;
  if (path === "logs") {
    const log = await readWebhookLog(await cast.can(who, "logs.read"), readLogQuestion(query), "24h");
    return log.rows.length;
  }
  if (path === "reports") return (await listReports(await cast.can(who, "reports.read"), asked.shared)).length;
  const actor = await cast.can(who, "feedback.read");
  const source =
    path === "users"
      ? await usersOf(actor)
      : await ticketsOf(actor, await getFeedbackType(await cast.can(who, "types.read"), "bug"));
  const { condition } = decodeTableState(query);
  if (!condition) throw new Error("The address has no filter.");
  return (await countRecords(source, { condition, context: contextOf(source, actor) })).count;
}

test("the community tells of its own: who registered, and every change that others made anywhere", async () => {
  const actor = await cast.can("communityManager", "home.read", "community");
  const lines = newsLines(await listNews(actor, since), since, "/community");
  const [people, changes] = lines;
  expect(people).toMatchObject({ about: "People", parts: [{ text: expect.stringMatching(/^\d+ registered$/) }] });
  const everywhere = await cast.can("communityManager", "audit.read", "community");
  const query = new URLSearchParams(changes?.parts[0]?.href.split("?")[1]);
  const { rows } = await listEntries(everywhere, auditQuestion.parse(Object.fromEntries(query)));
  expect(changes?.parts[0]?.text).toBe(`${rows.length} changes`);
  expect(rows.map(({ by }) => by.username)).not.toContain(cast.people.communityManager.username);
});

test("the last visit is the one before a pause, whatever is loaded again, each project by itself", async () => {
  const actor = await cast.can("observer", "home.read");
  const there = await makeCast("third");
  const seenAt = async () =>
    (await db.visit.findFirstOrThrow({ where: { personId: actor.personId ?? "" } })).seenAt.getTime();
  const goBack = (minutes: number) =>
    ask(sql`update visit set seen_at = seen_at - make_interval(mins => ${minutes}) returning 1`);
  expect(await sinceOf(actor, "visit")).toBeNull();
  await noteVisit(actor);
  const first = await seenAt();
  await noteVisit(actor);
  expect([await sinceOf(actor, "visit"), await seenAt()]).toEqual([null, first]);
  // A short absence is the same visit.
  await goBack(20);
  await noteVisit(actor);
  expect(await sinceOf(actor, "visit")).toBeNull();
  await goBack(45);
  const ended = await seenAt();
  expect((await sinceOf(actor, "visit"))?.getTime()).toBe(ended);
  await noteVisit(actor);
  await noteVisit(actor);
  expect((await sinceOf(actor, "visit"))?.getTime()).toBe(ended);
  expect(await sinceOf(await there.can("observer", "home.read"), "visit")).toBeNull();
  expect(await sinceOf(await cast.can("observer", "home.read", "community"), "visit")).toBeNull();
  await markSeen(actor);
  expect((await sinceOf(actor, "visit"))?.getTime()).toBeGreaterThan(ended);
  expect(await linesOfNow(actor)).toEqual([]);
  const now = new Date("2026-11-23T12:00:00Z");
  expect(await sinceOf(actor, "7d", now)).toEqual(new Date("2026-11-16T12:00:00Z"));
});

async function linesOfNow(actor: Awaited<ReturnType<typeof cast.can<"home.read">>>) {
  const from = (await sinceOf(actor, "visit")) ?? longAgo;
  return newsLines(await listNews(actor, from), from, root);
}
