import { randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { outboundPolicy } from "@/lib/outbound/policy";
import { queueDeliveriesIn } from "./queue";
import { webhookAction, type WebhookAction } from "./schema";

/** For tests of this folder: people, macros and runs as the engine meets them. */

export const localPolicy = outboundPolicy({ ownOrigin: "http://localhost:3000", allow: ["127.0.0.1"] });

export async function makeUsers(count: number): Promise<{ id: string; label: string; email: string }[]> {
  const users = Array.from({ length: count }, (_, n) => {
    const id = randomUUID();
    return { id, label: `tester-${n}-${id.slice(0, 4)}`, email: `t-${id}@example.com` };
  });
  await db.user.createMany({
    data: users.map(({ id, label, email }) => ({ id, username: label, email, firstName: "Ann" })),
  });
  return users;
}

export function makeAction(given: Partial<WebhookAction> & { url: string }): WebhookAction {
  return webhookAction.parse({
    id: randomUUID(),
    kind: "webhook",
    body: '{"email": "((user.email))"}',
    timeoutSeconds: 2,
    ...given,
  });
}

/** A community macro with these actions, and a run of it. */
export async function makeRun(actions: WebhookAction[], macro: { enabled?: boolean } = {}) {
  const made = await db.macro.create({
    data: {
      target: "user",
      name: "Tell them",
      key: `tell-${randomUUID()}`,
      ...macro,
      versions: { create: { version: 1, name: "Tell them", actions: JSON.parse(JSON.stringify(actions)) } },
      runs: { create: { macroVersion: 1, target: "user", cause: "manual", chainId: randomUUID(), depth: 1 } },
    },
    select: { id: true, runs: { select: { id: true } } },
  });
  const runId = made.runs[0]?.id ?? "";
  return { id: runId, macroId: made.id, projectId: null, macroVersion: 1, target: "user" as const };
}

export type Run = Awaited<ReturnType<typeof makeRun>>;

export async function queue(
  run: Run,
  action: WebhookAction,
  records: { id: string; label: string }[],
): Promise<number> {
  await db.macroRunRecord.createMany({
    data: records.map(({ id, label }) => ({
      runId: run.id,
      subjectId: id,
      label,
      state: "waiting_for_webhook" as const,
    })),
    skipDuplicates: true,
  });
  return transaction((tx) => queueDeliveriesIn(tx, { run, action, records }), { seconds: 60 });
}

export async function makeWorker(): Promise<bigint> {
  const { id } = await db.worker.create({ data: { host: "here", pid: process.pid }, select: { id: true } });
  return id;
}

/** Resolves when the condition holds; asks every 20 ms, gives up after twenty seconds. */
export async function until(condition: () => Promise<boolean>, what = "the condition"): Promise<void> {
  const started = Date.now();
  while (!(await condition())) {
    if (Date.now() - started > 20_000) throw new Error(`${what} did not come about`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function states(runId: string): Promise<Record<string, number>> {
  const rows = await db.webhookDelivery.groupBy({ by: ["state"], where: { runId }, _count: true });
  return Object.fromEntries(rows.map(({ state, _count }) => [state, _count]));
}
