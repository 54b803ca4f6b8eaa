import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
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
import { caller } from "./ingest";
import { loadDuring, type Load } from "./load";
import { account } from "./programme";
import { signIn } from "./signed-in";
import type { Measured } from "./table";
import type { Workbench } from "./workbench";

const by = { via: "command line", name: "Bench" } as const;
export const exportedColumns =
  "user.username,user.name,user.email,user.role,user.score,user.joined_at,user.profile.country,external.usage.tier,external.usage.sessions,external.usage.seen";

/** All users with ten columns as a file, beside PostgreSQL writing the same values away, and what others and the process `web` notice of it. */
export async function exportAll(origin: string, web: number, key: string): Promise<Measured[]> {
  const agent = new Agent({ connections: 3, pipelining: 1 });
  const headers = { cookie: await signIn(agent, origin, account) };
  const users = await db.participation.count();
  const call = caller(agent, origin, key);
  // The first of each loads what it needs, once in the life of the process.
  await Promise.all([pageOf(agent, origin, headers)(), call(0)]);
  await download(origin, "/api/users/export?project=bench&q=tester1000000&columns=user.username", headers);
  const quiet = sleep(5_000);
  const [alonePage, aloneCalls] = await Promise.all([
    loadDuring(quiet, pageOf(agent, origin, headers)),
    loadDuring(quiet, call),
  ]);
  const results = [meanwhile("a page, 20 a second", alonePage), meanwhile("calls, 20 a second", aloneCalls)];
  for (const [what, sort] of [
    ["export of all, newest first", ""],
    ["export of all by external number", "&sort=-external.usage.sessions"],
  ] as const) {
    const address = `/api/users/export?project=bench&columns=${exportedColumns}${sort}`;
    // What the calls before it asked for must be over.
    await sleep(2_000);
    const alone = await download(origin, address, headers);
    await sleep(2_000);
    const idle = residentMegabytes(web);
    // Calls come in before it begins, as they will while it goes on.
    await loadDuring(sleep(1_000), call);
    const from = performance.now();
    const file = download(origin, address, headers);
    const [page, calls, most] = await Promise.all([
      loadDuring(file, pageOf(agent, origin, headers)),
      loadDuring(file, call),
      mostMegabytes(web, file),
    ]);
    const { bytes, ms } = await file;
    results.push(
      {
        what: `${what}, alone`,
        perSecond: (users / alone.ms) * 1000,
        note: `rows; ${(alone.ms / 1000).toFixed(1)} s`,
      },
      {
        what: `${what}, while others work`,
        perSecond: (users / ms) * 1000,
        note: `rows; ${(bytes / 1e6).toFixed(0)} MB in ${((performance.now() - from) / 1000).toFixed(1)} s; memory ${idle.toFixed(0)} MB before, at most ${most.toFixed(0)} MB`,
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
export async function runOnAll(
  { start, origin }: Pick<Workbench, "start" | "origin">,
  key: string,
): Promise<Measured[]> {
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
  const call = caller(agent, origin, key);
  const [page, calls] = await Promise.all([
    loadDuring(collecting, pageOf(agent, origin, headers)),
    loadDuring(collecting, call),
  ]);
  const collected = performance.now() - from;
  const asked = performance.now();
  await cancelRun(runner, runId);
  const told = performance.now() - asked;
  await sleep(Math.max(0, 1000 - told));
  const ended = await done(runId);
  const judged = until(
    async () =>
      (await db.macroRunRecord.findFirst({ where: { runId, state: "waiting" }, select: { id: true } })) === null,
  );
  const [judging, judgingCalls] = await Promise.all([
    loadDuring(judged, pageOf(agent, origin, headers)),
    loadDuring(judged, call),
  ]);
  const after = await done(runId);
  await agent.close();
  return [
    {
      what: "collecting all for a run",
      perSecond: (users / collected) * 1000,
      note: `records; ${(collected / 1000).toFixed(1)} s`,
    },
    meanwhile("a page meanwhile", page),
    meanwhile("calls meanwhile", calls),
    {
      what: "cancelling it",
      p50: told,
      note: `${ended.toLocaleString("en")} done a second later, ${(after - ended).toLocaleString("en")} more in the ${((performance.now() - asked) / 1000).toFixed(0)} s until all had their verdict`,
    },
    meanwhile("a page meanwhile", judging),
    meanwhile("calls meanwhile", judgingCalls),
  ];
}

export function pageOf(agent: Agent, origin: string, headers: Record<string, string>): () => Promise<boolean> {
  return async () => {
    const answer = await agent.request({ origin, path: "/api/users?project=bench", method: "GET", headers });
    await answer.body.dump();
    return answer.statusCode === 200;
  };
}

/** Of the process, as Linux says it. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}

export async function mostMegabytes(pid: number, during: Promise<unknown>): Promise<number> {
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, residentMegabytes(pid))), 100);
  await during.finally(() => clearInterval(timer));
  return most;
}

/**
 * By a process of its own that only counts the bytes of the connection, into one buffer: it stands for a machine elsewhere, and must take as
 * little as can be of the two processors that are measured here.
 */
async function download(origin: string, path: string, headers: Record<string, string>) {
  const { hostname, port, host } = new URL(origin);
  const lines = Object.entries({ ...headers, host, "sec-fetch-site": "same-origin", connection: "close" });
  const request = `GET ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  const from = performance.now();
  const given = ["--input-type=module", "-e", downloader, hostname, port, request];
  const { stdout } = await promisify(execFile)(process.execPath, given);
  const [head = "", bytes] = stdout.split("\n");
  if (!head.includes(" 200 ")) throw new Error(`The export answered ${head}`);
  return { bytes: Number(bytes), ms: performance.now() - from };
}

const downloader = `
  import { connect } from "node:net";
  const [host, port, request] = process.argv.slice(1);
  let bytes = 0, head;
  const callback = (length, buffer) => {
    head ??= buffer.toString("latin1", 0, buffer.indexOf("\\r"));
    bytes += length;
    return true;
  };
  const socket = connect({ host, port, onread: { buffer: Buffer.alloc(1 << 20), callback } }, () => socket.write(request));
  socket.on("close", () => console.log(head + "\\n" + bytes));`;

/** Milliseconds. */
export async function copied(): Promise<number> {
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
  while (!(await holds())) await sleep(100);
}

export function meanwhile(what: string, { failures, ...times }: Load): Measured {
  return { what, ...times, ...(failures > 0 ? { note: `${failures} failed!` } : {}) };
}
