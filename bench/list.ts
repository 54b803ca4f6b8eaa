import { Agent } from "undici";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { pool } from "@/lib/db/pool";
import { createUser } from "@/lib/users/commands";
import { newUser } from "@/lib/users/schema";
import { bundled } from "@/scripts/bundle";
import { prepare } from "@/scripts/prepare";
import { load } from "./load";
import { say, type Measured } from "./table";
import { addUsers } from "./users";
import type { Workbench } from "./workbench";

const account = { email: "bench@example.org", password: "only for this minute" };

/** The first page of the list of users over HTTP, beside what PostgreSQL itself needs for the same statement. */
export async function list({ start, origin }: Workbench, size: number): Promise<Measured[]> {
  await prepare(say);
  await addUsers(size || 50_000);
  const actor = authorizeSystem(await scopeOf(null), "users.write", { via: "command line", name: "Bench" });
  await createUser(actor, newUser.parse({ ...account, communityRole: "community_manager" }));
  await start(bundled.web);
  const agent = new Agent({ connections: 8, pipelining: 1 });
  const cookie = await signIn(agent, origin);
  const get = async () => {
    const answer = await agent.request({ origin, path: "/api/users", method: "GET", headers: { cookie } });
    const { rows } = (await answer.body.json()) as { rows?: unknown[] };
    return rows?.length === 50;
  };
  await get();
  await pool().query("create extension if not exists pg_stat_statements; select pg_stat_statements_reset()");
  const alone = await load(1, 8, get);
  const postgres = await timeInPostgres();
  const together = await load(8, 8, get);
  await agent.close();
  const note = (failures: number) => (failures > 0 ? `${failures} failed!` : "");
  return [
    {
      what: "first page, one reader",
      ...alone,
      ratio: alone.p50 / postgres,
      note: `times PostgreSQL's own ${note(alone.failures)}`,
    },
    { what: "first page, eight readers", ...together, note: note(together.failures) },
    { what: "the page's statement within PostgreSQL", p50: postgres, note: "mean" },
  ];
}

async function signIn(agent: Agent, origin: string): Promise<string> {
  const csrf = await agent.request({ origin, path: "/api/auth/csrf", method: "GET" });
  const { csrfToken } = (await csrf.body.json()) as { csrfToken: string };
  const answer = await agent.request({
    origin,
    path: "/api/auth/callback/credentials",
    method: "POST",
    headers: { cookie: cookiesOf(csrf.headers["set-cookie"]), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...account, csrfToken, callbackUrl: "/", json: "true" }).toString(),
  });
  await answer.body.dump();
  return cookiesOf(answer.headers["set-cookie"]);
}

function cookiesOf(header: string | string[] | undefined): string {
  return [header ?? []]
    .flat()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
}

/** Milliseconds of the statement that reads the page, planning included. */
async function timeInPostgres(): Promise<number> {
  const { rows } = await pool().query<{ ms: number }>(
    `select mean_exec_time + mean_plan_time as ms from pg_stat_statements
     where query like '%from app_user%' and query like '%limit%' order by calls desc, total_exec_time desc limit 1`,
  );
  return rows[0]?.ms ?? Number.NaN;
}
