import { randomUUID } from "node:crypto";
import { Agent } from "undici";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { baseUrl } from "@/lib/community/settings";
import { db } from "@/lib/db/client";
import { databaseUrl, pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { createGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput } from "@/lib/external-data/schema";
import { createMacro } from "@/lib/macros/commands";
import { startRunIn } from "@/lib/macros/run";
import { macroInput } from "@/lib/macros/schema";
import { runRecords } from "@/lib/macros/run-records";
import { currentPolicy } from "@/lib/outbound/current-policy";
import { startDispatcher } from "@/lib/webhooks/dispatcher";
import { load } from "./load";
import type { Measured } from "./table";
import { addUsers } from "./users";
import type { Workbench } from "./workbench";

const by = { via: "command line", name: "Bench" } as const;
const slots = 128;

// To PostgreSQL and to us these are eight receivers; one gets at most eight requests at a time.
const hosts = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `127.0.0.${n}`);

/** One webhook per user to receivers on this machine: tags rendered, an answer captured, every attempt logged. */
export async function send({ start }: Workbench, size: number): Promise<Measured[]> {
  const count = size || 10_000;
  const port = Number((await start("bench/sink.ts")).said);
  const users = await addUsers(count);
  const groupId = await makeGroup();
  for (const [n, host] of hosts.entries()) {
    const mine = users.filter((_, place) => place % hosts.length === n);
    await queue({ url: `http://${host}:${port}/hook`, key: `bench_${n}`, groupId }, mine);
  }
  await pool().query("analyze");
  const ours = await drain(count);
  const agent = new Agent({ connections: slots / hosts.length, pipelining: 1 });
  const headers = { "content-type": "application/json" };
  const bare = await load(slots, 5, async (n) => {
    const body = JSON.stringify({ email: `tester${n}@example.org`, name: `First${n % 97}`, score: n });
    const answer = await agent.request({
      origin: `http://${hosts[n % hosts.length]}:${port}`,
      path: "/hook",
      method: "POST",
      body,
      headers,
    });
    await answer.body.dump();
    return answer.statusCode === 200;
  });
  await agent.close();
  return [
    {
      what: "deliveries with tags, capture and log",
      ...ours,
      ratio: ours.perSecond / bare.perSecond,
      note: "of the bare requests",
    },
    { what: "bare requests to the same receiver", ...bare },
  ];
}

async function makeGroup(): Promise<string> {
  const { id } = await createGroup(
    authorizeSystem(await scopeOf(null), "groups.write", by),
    externalDataGroupInput.parse({
      label: "Answers",
      target: "user",
      fields: [{ label: "Number", parameter: "number", type: "integer" }],
    }),
  );
  return id;
}

async function queue(
  { url, key, groupId }: { url: string; key: string; groupId: string },
  users: { id: string; label: string }[],
): Promise<void> {
  const body = '{"email": "((user.email))", "name": "((user.first_name|default:\\"-\\"))", "score": "((user.score))"}';
  const { id } = await createMacro(
    authorizeSystem(await scopeOf(null), "macros.write", by),
    { target: "user" },
    macroInput.parse({
      name: "Bench",
      key,
      actions: [
        {
          id: randomUUID(),
          kind: "webhook",
          method: "POST",
          url,
          headers: [],
          contentType: "json",
          body,
          capture: { groupId, storeOn: "target" },
        },
      ],
    }),
  );
  const run = await transaction(
    (tx) =>
      startRunIn(tx, { macro: { id }, cause: "bulk", causeDetail: { label: "Bench" }, byId: null, records: users }),
    { seconds: 60 },
  );
  await runRecords(run.runId);
}

/** Sends what waits, as a worker does, and says how fast. */
async function drain(count: number): Promise<{ perSecond: number; note?: string }> {
  const { id: workerId } = await db.worker.create({ data: { host: "bench", pid: process.pid }, select: { id: true } });
  const policy = currentPolicy(await baseUrl(), databaseUrl());
  const from = performance.now();
  const dispatcher = await startDispatcher({ policy, workerId, slots });
  let done = 0;
  while (done < count && performance.now() - from < 45_000) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const sql = "select count(*)::int as done from webhook_delivery where state = 'delivered'";
    done = (await pool().query<{ done: number }>(sql)).rows[0]?.done ?? 0;
  }
  const seconds = (performance.now() - from) / 1000;
  await dispatcher.stop();
  return { perSecond: done / seconds };
}
