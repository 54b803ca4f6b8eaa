import { Agent } from "undici";
import type { ConditionTest } from "@/lib/conditions/schema";
import { encodeTableState, type TableSort, type TableState } from "@/lib/conditions/table-state";
import { ask } from "@/lib/db/ask";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { empty, sql } from "@/lib/db/sql";
import { sortKeys, writeCursor } from "@/lib/sources/keyset";
import { loadSource } from "@/lib/sources/load-source";
import { bundled } from "@/scripts/bundle";
import { prepare } from "@/scripts/prepare";
import { exportAll, runOnAll } from "./bulk";
import { makeListener } from "./ingest";
import { load } from "./load";
import { account, buildProgramme } from "./programme";
import { signIn } from "./signed-in";
import { say, type Measured } from "./table";
import type { Workbench } from "./workbench";

/** First pages, counts and pages far behind, over HTTP and signed in, each beside what PostgreSQL needs for the same statements. */
export async function data({ start, origin }: Workbench, size: number): Promise<Measured[]> {
  const users = size || 1_000_000;
  await prepare(say);
  const from = performance.now();
  await buildProgramme(users);
  say(`${users.toLocaleString("en")} users and their data in ${((performance.now() - from) / 1000).toFixed(0)} s`);
  const web = await start(bundled.web);
  const asked = await askAll(origin);
  const { key } = await makeListener();
  return [...asked, ...(await exportAll(origin, web.pid, key)), ...(await runOnAll({ start, origin }, key))];
}

/** On whatever programme `buildProgramme` made. */
export async function askAll(origin: string): Promise<Measured[]> {
  await pool().query("create extension if not exists pg_stat_statements");
  const agent = new Agent({ connections: 1, pipelining: 1 });
  const headers = { cookie: await signIn(agent, origin, account) };
  const get = async (path: string) => {
    const answer = await agent.request({ origin, path, method: "GET", headers });
    await answer.body.dump();
    return answer.statusCode === 200;
  };
  const results: Measured[] = [];
  for (const [what, list, state] of [...questions, ...(await farBehind())])
    results.push(await measured(what, `${lists[list]}&${encodeTableState(state)}`, get));
  await agent.close();
  return results;
}

const lists = {
  users: "/api/users?project=bench",
  tickets: "/api/feedback?project=bench&type=bug",
  count: "/api/users/count?project=bench",
  groups: "/api/users/groups?project=bench",
  similar: "/api/feedback/similar?project=bench&type=bug&title=report+777+has+no+end",
} as const;

type Question = [what: string, list: keyof typeof lists, state: TableState];

const where = (...conditions: ConditionTest[]): TableState => ({ condition: { match: "all", conditions } });
const sorted = (path: string, dir: "asc" | "desc"): TableState => ({ sort: [{ path, dir }] });
const tier: ConditionTest = { field: "external.usage.tier", is: "is", value: "gold" };
const crashed: ConditionTest = { field: "external.usage.crashed", is: "is_true" };

const questions: Question[] = [
  ["users, newest first", "users", {}],
  ["address is", "users", where({ field: "user.email", is: "is", value: "tester77@example.org" })],
  ["joined in the last 7 days", "users", where({ field: "user.joined_at", is: "last_days", value: 7 })],
  ["score is", "users", where({ field: "user.score", is: "eq", value: 123 })],
  ["external text is, one in 5", "users", where(tier)],
  ["external text is, one in 10,000", "users", where({ field: "external.usage.build", is: "is", value: "build 77" })],
  ["external Boolean, one in 100", "users", where(crashed)],
  ["two external together", "users", where(tier, crashed)],
  ["external and joined", "users", where(crashed, { field: "user.joined_at", is: "last_days", value: 30 })],
  ["sorted by external number", "users", sorted("external.usage.sessions", "desc")],
  ["sorted by external date", "users", sorted("external.usage.seen", "asc")],
  ["sorted by external text", "users", sorted("external.usage.build", "asc")],
  [
    "external Boolean, sorted by external date",
    "users",
    { ...where(crashed), ...sorted("external.usage.seen", "desc") },
  ],
  ["sorted by username", "users", sorted("user.username", "desc")],
  ["sorted by name", "users", sorted("user.name", "asc")],
  ["sorted by score", "users", sorted("user.score", "desc")],
  ["sorted by joined", "users", sorted("user.joined_at", "asc")],
  ["external number above", "users", where({ field: "external.usage.sessions", is: "gt", value: 997 })],
  ["external date before", "users", where({ field: "external.usage.seen", is: "more_than_days_ago", value: 69 })],
  ["external text is not", "users", where({ field: "external.usage.tier", is: "is_not", value: "Gold" })],
  ["external empty", "users", where({ field: "external.usage.tier", is: "empty" })],
  ["external text contains", "users", where({ field: "external.usage.build", is: "contains", value: "d 777" })],
  [
    "external text contains, nobody",
    "users",
    where({ field: "external.usage.build", is: "contains", value: "nowhere" }),
  ],
  ["address contains", "users", where({ field: "user.email", is: "contains", value: "er7777" })],
  ["name contains", "users", where({ field: "user.name", is: "contains", value: "st9 last77" })],
  ["search", "users", { search: "tester12345" }],
  ["no index: language, one in 1,000", "users", where({ field: "user.locale", is: "is", value: "fi" })],
  ["no index: language, nobody", "users", where({ field: "user.locale", is: "is", value: "sv" })],
  ["no index: profile, one in 4", "users", where({ field: "user.profile.country", is: "is", value: "fr" })],
  ["no index: profile, nobody", "users", where({ field: "user.profile.country", is: "is", value: "no" })],
  ["no ticket", "users", where({ field: "user.feedback_count", is: "eq", value: 0 })],
  ["more than 5 tickets, nobody", "users", where({ field: "user.feedback_count", is: "gt", value: 5 })],
  ["in a team, nobody", "users", where({ field: "user.teams", is: "any_of", value: ["VIP"] })],
  ["tickets, newest first", "tickets", {}],
  ["tickets sorted by title", "tickets", sorted("feedback.title", "asc")],
  ["tickets whose title contains", "tickets", where({ field: "feedback.title", is: "contains", value: "report 777 " })],
  ["tickets sorted by impact", "tickets", sorted("feedback.impact", "desc")],
  ["similar tickets", "similar", {}],
  ["tickets open", "tickets", where({ field: "feedback.status", is: "is", value: "open" })],
  ["tickets by external data of the user", "tickets", where(crashed)],
  ["count of all", "count", {}],
  ["count of one in 5", "count", where(tier)],
  ["count of one in 100", "count", where(crashed)],
  ["groups of a choice", "groups", { group: "user.role" }],
  ["groups of an external text", "groups", { group: "external.usage.tier" }],
];

/** Pages thousands behind the first: in the middle of all users, and of those who have a number, in its order. */
async function farBehind(): Promise<Question[]> {
  const project = await db.project.findUniqueOrThrow({ where: { key: "bench" }, select: { id: true } });
  const source = await loadSource({ kind: "users", projectId: project.id });
  const byId = await pool().query<{ id: string; page: number }>(
    `select user_id as id, (count(*) over () / 100)::int as page from participation
     order by user_id desc offset (select count(*) / 2 from participation) limit 1`,
  );
  const number = source.catalog.find("external.usage.sessions");
  const sort: TableSort[] = [{ path: "external.usage.sessions", dir: "desc" }];
  const order = number?.order?.(sql`v`);
  if (!order) throw new Error("The number has no order");
  const byNumber = await ask<{ id: string; value: string; page: number }>(
    sql`select u.id, ${order.sql}::text as value, (count(*) over () / 100)::int as page from app_user u join ${order.join ?? empty}
      order by ${order.sql} desc, u.id desc offset (select count(*) / 2 from participation) limit 1`,
  );
  const page = (at: number) => `page ${at.toLocaleString("en")}`;
  return [
    ...byId.rows.map(({ id, page: at }): Question => [
      `users, newest first, ${page(at)}`,
      "users",
      { cursor: writeCursor(sortKeys(source, { sort: [] }), [id]) },
    ]),
    ...byNumber.map(({ id, value, page: at }): Question => [
      `sorted by external number, ${page(at)}`,
      "users",
      { sort, cursor: writeCursor(sortKeys(source, { sort }), [value, id]) },
    ]),
  ];
}

async function measured(what: string, path: string, get: (path: string) => Promise<boolean>): Promise<Measured> {
  await get(path);
  await pool().query("select pg_stat_statements_reset()");
  let asked = 0;
  const { failures, ...times } = await load(1, 2, () => {
    asked++;
    return get(path);
  });
  const own = (await timeInPostgres()) / asked;
  return {
    what,
    ...times,
    ratio: times.p50 / own,
    note: `times PostgreSQL's ${own.toFixed(1)}${times.p95 > 2 * own + 20 ? " · above twice and 20 ms" : ""}${failures > 0 ? ` · ${failures} failed!` : ""}`,
  };
}

/** Milliseconds of all the statements that read pages and counts, planning included. */
async function timeInPostgres(): Promise<number> {
  const { rows } = await pool().query<{ ms: number }>(
    `select sum(total_exec_time + total_plan_time) as ms from pg_stat_statements
     where query like '%as position%' or query like '%as counted%' or query like '%as key%'`,
  );
  return rows[0]?.ms ?? Number.NaN;
}
