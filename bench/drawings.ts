import { Agent } from "undici";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import type { ElementDraft } from "@/lib/elements/schema";
import { elementDefinition } from "@/lib/elements/schema";
import { addBlock } from "@/lib/reports/block-commands";
import { createReport } from "@/lib/reports/commands";
import { reportInput } from "@/lib/reports/schema";
import { account } from "./programme";
import { signIn } from "./signed-in";
import type { Measured } from "./table";

const count = { kind: "count" } as const;
const tier = { path: "external.usage.tier" } as const;
const joined = { path: "user.joined_at", bucket: "month" } as const;
const crashed = { path: "external.usage.crashed" } as const;

/** Every style over all users, external data among them. */
const drawings: [what: string, draft: Omit<ElementDraft, "source">][] = [
  [
    "table of records",
    {
      items: [{ path: "user.email" }, tier, { path: "external.usage.sessions" }],
      sort: [{ path: "external.usage.sessions", dir: "desc" }],
      style: "table",
    },
  ],
  ["list", { groups: [{ path: "external.usage.build", top: 20 }], measures: [count], style: "list" }],
  ["summary number", { measures: [count], style: "number" }],
  [
    "average of an external number",
    { measures: [{ kind: "average", path: "external.usage.sessions" }], style: "number" },
  ],
  ["gauge", { measures: [{ kind: "average", path: "user.score" }], style: "gauge" }],
  ["bar", { groups: [tier], measures: [count], style: "bar" }],
  ["column, stacked", { groups: [tier, crashed], measures: [count], style: "column", options: { stack: "stacked" } }],
  ["line", { groups: [joined], measures: [count], style: "line" }],
  [
    "line of an external date",
    { groups: [{ path: "external.usage.seen", bucket: "week" }], measures: [count], style: "line" },
  ],
  ["area, two series", { groups: [joined, tier], measures: [count], style: "area" }],
  ["pie", { groups: [tier], measures: [count], style: "pie" }],
  ["doughnut, sums", { groups: [tier], measures: [{ kind: "sum", path: "user.score" }], style: "doughnut" }],
  [
    "heat map",
    { groups: [{ path: "external.usage.seen", bucket: "week" }, tier], measures: [count], style: "heat_map" },
  ],
  ["funnel", { groups: [{ path: "user.score", edges: [250, 500, 750] }], measures: [count], style: "funnel" }],
];

/** How long the first drawing of each style takes over HTTP, beside what PostgreSQL needs for the same statements. */
export async function drawEachStyle(origin: string): Promise<Measured[]> {
  await pool().query("create extension if not exists pg_stat_statements");
  const agent = new Agent({ connections: 1, pipelining: 1 });
  const headers = { cookie: await signIn(agent, origin, account) };
  const results: Measured[] = [];
  for (const { what, id } of await makeElements()) {
    const path = `/api/reports/elements/${id}?project=bench&fresh=1&width=640`;
    const times: number[] = [];
    let failures = 0;
    const draw = async () => {
      const from = performance.now();
      const answer = await agent.request({ origin, path, method: "GET", headers });
      const { statusCode } = answer;
      await answer.body.dump();
      times.push(performance.now() - from);
      if (statusCode !== 200) failures++;
    };
    // The route itself is loaded once in the life of the process.
    await draw();
    times.length = 0;
    await pool().query("select pg_stat_statements_reset()");
    for (let n = 0; n < rounds; n++) await draw();
    const own = (await timeInPostgres()) / rounds;
    times.sort((a, b) => a - b);
    const [p50 = 0, p95 = 0] = [times[Math.floor(rounds / 2)], times[rounds - 1]];
    const isSlow = p95 > 1_000 || p50 > 2 * own + 100;
    results.push({
      what,
      p50,
      p95,
      ratio: p50 / own,
      note: `times PostgreSQL's ${own.toFixed(0)}${isSlow ? " · above its limit" : ""}${failures > 0 ? ` · ${failures} failed!` : ""}`,
    });
  }
  await agent.close();
  return results;
}

const rounds = 7;

async function makeElements(): Promise<{ what: string; id: string }[]> {
  const project = await db.project.findUniqueOrThrow({ where: { key: "bench" }, select: { id: true } });
  const scope = await scopeOf(project.id);
  const actor = authorizeSystem(scope, "reports.write", { via: "command line", name: "Bench" });
  const { id } = await createReport(
    actor,
    reportInput.omit({ id: true }).parse({ name: "Bench", visibility: "shared" }),
  );
  const made: { what: string; id: string }[] = [];
  for (const [what, draft] of drawings) {
    const definition = elementDefinition.parse({ source: "users", ...draft });
    const block = { kind: "element", name: what, isHalf: false, definition } as const;
    made.push({ what, id: (await addBlock(actor, { destination: { kind: "report", id }, block })).id });
  }
  return made;
}

/** Milliseconds of the statements that answer elements, planning included. */
async function timeInPostgres(): Promise<number> {
  const { rows } = await pool().query<{ ms: number }>(
    `select sum(total_exec_time + total_plan_time) as ms from pg_stat_statements
     where query like '%as position%' or query like '%as counted%' or query like '%with cell as%' or query like '%as first%'`,
  );
  return rows[0]?.ms ?? Number.NaN;
}
