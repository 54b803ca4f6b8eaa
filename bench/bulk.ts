import { setTimeout } from "node:timers/promises";
import { Agent } from "undici";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { noFilter } from "@/lib/conditions/schema";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { createMacro } from "@/lib/macros/commands";
import { macroInput } from "@/lib/macros/schema";
import { cancelRun } from "@/lib/perform-action/control";
import { startBulk } from "@/lib/perform-action/start-bulk";
import { bundled } from "@/scripts/bundle";
import { caller, makeListener } from "./ingest";
import { loadDuring, type Load } from "./load";
import { account } from "./programme";
import { signIn } from "./signed-in";
import type { Measured } from "./table";
import type { Workbench } from "./workbench";

const by = { via: "command line", name: "Bench" } as const;
const columns =
  "user.username,user.name,user.email,user.role,user.score,user.joined_at,user.profile.country,external.usage.tier,external.usage.sessions,external.usage.seen";

/** All users with ten columns as a file, beside PostgreSQL writing the same values away, and what others notice of it. */
export async function exportAll(origin: string): Promise<Measured[]> {
  const agent = new Agent({ connections: 3, pipelining: 1 });
  const headers = { cookie: await signIn(agent, origin, account) };
  const users = await db.participation.count();
  const call = caller(agent, origin, (await makeListener()).key);
  const results: Measured[] = [];
  for (const [what, sort] of [
    ["export of all, newest first", ""],
    ["export of all by external number", "&sort=-external.usage.sessions"],
  ] as const) {
    const from = performance.now();
    const file = download(agent, origin, `/api/users/export?project=bench&columns=${columns}${sort}`, headers);
    const [page, calls] = await Promise.all([loadDuring(file, pageOf(agent, origin, headers)), loadDuring(file, call)]);
    const { bytes, ms } = await file;
    results.push(
      {
        what,
        perSecond: (users / ms) * 1000,
        note: `rows; ${(bytes / 1e6).toFixed(0)} MB in ${((performance.now() - from) / 1000).toFixed(1)} s`,
      },
      meanwhile("a page meanwhile", page),
      meanwhile("calls meanwhile", calls),
    );
  }
  const own = await copied();
  for (const result of results)
    if (result.what.startsWith("export")) result.ratio = (result.perSecond ?? 0) / ((users / own) * 1000);
  await agent.close();
  return [...results, { what: "the same values by COPY", perSecond: (users / own) * 1000, note: "rows, to nowhere" }];
}

/** A macro on all users: collecting them, cancelling, and what others notice of it. */
export async function runOnAll({ start, origin }: Pick<Workbench, "start" | "origin">): Promise<Measured[]> {
  const agent = new Agent({ connections: 2, pipelining: 1 });
  const headers = { cookie: await signIn(agent, origin, account) };
  const users = await db.participation.count();
  const project = await db.project.findUniqueOrThrow({ where: { key: "bench" }, select: { id: true } });
  const scope = await scopeOf(project.id);
  const macro = await createMacro(
    authorizeSystem(scope, "macros.write", by),
    { target: "user" },
    macroInput.parse({
      name: "Points",
      key: "points",
      actions: [{ id: crypto.randomUUID(), kind: "add_points", points: 1, reason: "Bench" }],
    }),
  );
  await start(bundled.worker);
  const runner = authorizeSystem(scope, "macros.run", by);
  const from = performance.now();
  const { runId } = await startBulk(runner, {
    macroId: macro.id,
    selection: { kind: "matching", condition: noFilter, excluded: [] },
  });
  const collecting = until(async () => (await db.macroRun.findUniqueOrThrow({ where: { id: runId } })).total !== null);
  const page = await loadDuring(collecting, pageOf(agent, origin, headers));
  const collected = performance.now() - from;
  const asked = performance.now();
  await cancelRun(runner, runId);
  const told = performance.now() - asked;
  await setTimeout(Math.max(0, 1000 - told));
  const ended = await done(runId);
  const judged = until(
    async () =>
      (await db.macroRunRecord.findFirst({ where: { runId, state: "waiting" }, select: { id: true } })) === null,
  );
  const judging = await loadDuring(judged, pageOf(agent, origin, headers));
  const after = await done(runId);
  await agent.close();
  return [
    {
      what: "collecting all for a run",
      perSecond: (users / collected) * 1000,
      note: `records; ${(collected / 1000).toFixed(1)} s`,
    },
    meanwhile("a page meanwhile", page),
    {
      what: "cancelling it",
      p50: told,
      note: `${ended.toLocaleString("en")} done a second later, ${(after - ended).toLocaleString("en")} more in the ${((performance.now() - asked) / 1000).toFixed(0)} s until all had their verdict`,
    },
    meanwhile("a page meanwhile", judging),
  ];
}

function pageOf(agent: Agent, origin: string, headers: Record<string, string>): () => Promise<boolean> {
  return async () => {
    const answer = await agent.request({ origin, path: "/api/users?project=bench", method: "GET", headers });
    await answer.body.dump();
    return answer.statusCode === 200;
  };
}

async function download(agent: Agent, origin: string, path: string, headers: Record<string, string>) {
  const from = performance.now();
  const answer = await agent.request({
    origin,
    path,
    method: "GET",
    headers: { ...headers, "sec-fetch-site": "same-origin" },
  });
  let bytes = 0;
  for await (const chunk of answer.body) bytes += (chunk as Buffer).length;
  if (answer.statusCode !== 200) throw new Error(`The export answered ${answer.statusCode}`);
  return { bytes, ms: performance.now() - from };
}

/** Milliseconds. */
async function copied(): Promise<number> {
  const { rows } = await pool().query<{ id: string; key: string }>("select id, key from external_data_field");
  const id = (key: string) => rows.find((row) => row.key === key)?.id ?? "";
  const value = (name: string, key: string) =>
    `left join field_value ${name} on ${name}.field_id = '${id(key)}' and ${name}.record_id = u.id`;
  const from = performance.now();
  await pool().query(
    `copy (select u.username, u.first_name || ' ' || u.last_name, u.email, p.role, p.score, p.joined_at, u.profile ->> 'country', a.text, b.number, c.iso
       from participation p join app_user u on u.id = p.user_id ${value("a", "tier")} ${value("b", "sessions")} ${value("c", "seen")}
      order by u.id desc) to '/dev/null' (format csv, force_quote *)`,
  );
  return performance.now() - from;
}

async function done(runId: string): Promise<number> {
  return db.macroRunRecord.count({ where: { runId, state: "done" } });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await setTimeout(100);
}

function meanwhile(what: string, { failures, ...times }: Load): Measured {
  return { what, ...times, ...(failures > 0 ? { note: `${failures} failed!` } : {}) };
}
