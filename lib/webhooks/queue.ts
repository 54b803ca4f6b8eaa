import "server-only";
import { db, type Tx } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { openSecret } from "@/lib/secrets/secret";
import { maxAttempts } from "./backoff";
import { destinationOf, endpointIdIn } from "./endpoints";
import type { WebhookAction } from "./schema";

export interface DeliveriesToQueue {
  run: { id: string; projectId: string | null; macroId: string; macroVersion: number; target: "user" | "feedback" };
  action: WebhookAction;
  /** The records, with what they are called now. */
  records: readonly { id: string; label: string }[];
  /** 0 a person waits for it, 5 ordinary, 9 bulk. */
  priority?: 0 | 5 | 9;
}

/** The channel on which workers hear of new work; the payload is the endpoint's id. */
export const deliveriesChannel = "fieldpost_deliveries";

/**
 * Queues one delivery per record in the caller's transaction; a record that already has one for this run and action gets no second.
 * The request is rendered when it is first sent. Returns how many are new.
 */
export async function queueDeliveriesIn(
  tx: Tx,
  { run, action, records, priority = 5 }: DeliveriesToQueue,
): Promise<number> {
  if (records.length === 0) return 0;
  const url = action.urlSecret ? await openSecret(tx, action.urlSecret.secretId) : action.url;
  const endpointId = await endpointIdIn(tx, run.projectId, destinationOf(url));
  let queued = 0;
  for (let from = 0; from < records.length; from += chunkSize) {
    const { count } = await tx.webhookDelivery.createMany({
      data: records.slice(from, from + chunkSize).map(({ id, label }) => ({
        projectId: run.projectId,
        endpointId,
        macroId: run.macroId,
        macroVersion: run.macroVersion,
        actionId: action.id,
        runId: run.id,
        target: run.target,
        subjectId: id,
        subjectLabel: label,
        priority,
        maxAttempts: maxAttempts(action.retries),
      })),
      skipDuplicates: true,
    });
    queued += count;
  }
  await announceIn(tx, endpointId);
  return queued;
}

/** Wakes the workers when the transaction commits. */
export async function announceIn(tx: Tx, endpointId: string): Promise<void> {
  await tx.$queryRaw(sql`select pg_notify(${deliveriesChannel}, ${endpointId})::text`);
}

/**
 * What is still waiting of a cancelled run is cancelled with it, at most `chunk` at once; returns how many. Requests under way end, but
 * are not tried again.
 */
export async function cancelRunDeliveries(runId: string, chunk: number): Promise<number> {
  return db.$executeRaw`
    update webhook_delivery set state = 'cancelled', last_message = 'The run was cancelled.'
     where id in (select id from webhook_delivery
                   where run_id = ${runId}::uuid and state in ('waiting', 'held') order by id limit ${chunk} for update)`;
}

const chunkSize = 1000;
