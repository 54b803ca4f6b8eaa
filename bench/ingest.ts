import { randomUUID } from "node:crypto";
import { Agent } from "undici";
import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { pool } from "@/lib/db/pool";
import { createGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput } from "@/lib/external-data/schema";
import { createListener } from "@/lib/listeners/commands";
import { listenerInput } from "@/lib/listeners/schema";
import { load, type Load } from "./load";
import type { Measured } from "./table";
import { addUsers } from "./users";
import type { Workbench } from "./workbench";

const by = { via: "command line", name: "Bench" } as const;
const [users, atOnce, seconds] = [1000, 32, 10];

/** Calls of an external data listener with three values each, which change, and a key against repeats. */
export async function ingest({ start, origin }: Workbench): Promise<Measured[]> {
  await addUsers(users);
  const { key, group } = await makeListener();
  await start("bench/front.ts");
  const agent = new Agent({ connections: atOnce, pipelining: 1 });
  const call = caller(agent, origin, key);
  const ours = await load(atOnce, seconds, call);
  const idle = await load(1, 3, call);
  const nothing = await load(atOnce, 5, (n) => post(agent, origin, "/nothing", n, {}));
  await agent.close();
  const bare = await load(atOnce, seconds, await bareWrite(group));
  return [
    line("external data calls", ours, { ratio: ours.perSecond / bare.perSecond, note: "of the same rows" }),
    line("one call at a time", idle),
    line("the same rows, one statement each", bare),
    line("front answering nothing", nothing, { ratio: ours.perSecond / nothing.perSecond, note: "calls of this" }),
  ];
}

/** A call of the listener that `makeListener` made, each for the next of the first thousand users. */
export function caller(agent: Agent, origin: string, key: string): (n: number) => Promise<boolean> {
  return (n) =>
    post(agent, origin, `/api/listeners/bench/tester${n % users}`, n, {
      "content-type": "application/json",
      authorization: `Bearer ${key}`,
      "webhook-id": randomUUID(),
    });
}

async function post(agent: Agent, origin: string, path: string, n: number, headers: Record<string, string>) {
  const answer = await agent.request({ origin, path, method: "POST", body: JSON.stringify(values(n)), headers });
  await answer.body.dump();
  return answer.statusCode === 200;
}

function line(what: string, { failures, ...rest }: Load, more: Partial<Measured> = {}): Measured {
  const { note = "" } = more;
  return { what, ...rest, ...more, note: failures > 0 ? `${failures} failed! ${note}` : note };
}

function values(n: number): Record<string, unknown> {
  return { app_version: `3.${n}`, sessions: n, crashed: n % 2 === 0, something: "else" };
}

export async function makeListener() {
  const community = await scopeOf(null);
  const { id: apiKeyId, key } = await createApiKey(
    authorizeSystem(community, "apiKeys.write", by),
    apiKeyInput.parse({ name: "Bench" }),
  );
  const field = (label: string, parameter: string, type: "string" | "integer" | "boolean") => ({
    label,
    parameter,
    type,
  });
  const group = await createGroup(
    authorizeSystem(community, "groups.write", by),
    externalDataGroupInput.parse({
      label: "App usage",
      target: "user",
      fields: [
        field("App version", "app_version", "string"),
        field("Sessions", "sessions", "integer"),
        field("Crashed", "crashed", "boolean"),
      ],
    }),
  );
  await createListener(
    authorizeSystem(community, "listeners.write", by),
    listenerInput.parse({
      id: randomUUID(),
      kind: "external_data",
      target: "user",
      key: "bench",
      name: "Bench",
      apiKeyId,
      groupId: group.id,
    }),
  );
  return { key, group };
}

/** What one call writes, as one statement of a connection of its own: the most PostgreSQL could do for us here. */
async function bareWrite(group: { id: string; fields: readonly { id: string; parameter: string }[] }) {
  const { rows } = await pool().query<{ id: string }>("select record_id as id from external_data_record");
  const ids = rows.map(({ id }) => id);
  const text = `with receipt as (
      insert into listener_receipt (listener_id, dedupe_key, call_id) values ($1, $2, $1)),
    history as (
      insert into external_data_history (id, group_id, field_id, record_id, old, new, source)
      select gen_random_uuid(), $3, f, $4, '1'::jsonb, '2'::jsonb, '{}'::jsonb from unnest($5::uuid[]) f),
    body as (
      insert into listener_body (call_id, at, method, url, headers, raw)
      values ($1, now(), 'POST', '/api/listeners/bench/tester1', '{"content-type": "application/json"}', $6)),
    call as (
      insert into listener_call (id, at, listener_key, outcome, status, ip, bytes, ms)
      values ($1, now(), 'bench', 'done', 200, '127.0.0.1', 80, 1))
    update external_data_record set "values" = $7, provenance = $7, updated_at = now() where group_id = $3 and record_id = $4`;
  return async (n: number) => {
    const sent = values(n);
    const body = JSON.stringify(sent);
    const held = group.fields.map(({ id, parameter }) => [id, sent[parameter]]);
    const record = ids[n % ids.length];
    const given = [
      randomUUID(),
      randomUUID(),
      group.id,
      record,
      group.fields.map(({ id }) => id),
      Buffer.from(body),
      JSON.stringify(Object.fromEntries(held)),
    ];
    const { rowCount } = await pool().query({ name: "bare", text, values: given });
    return rowCount === 1;
  };
}
