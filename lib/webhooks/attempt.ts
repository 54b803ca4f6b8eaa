import "server-only";
import { db } from "@/lib/db/client";
import type { Sender } from "@/lib/outbound/send";
import { openSecrets } from "@/lib/secrets/secret";
import { decide, decideNotPrepared, decideUnsent, type TryToJudge } from "./decide";
import type { Claimed } from "./delivery";
import type { AttemptResult } from "./flush";
import type { Prepared } from "./build-request";
import { prepare } from "./render";
import { fillSecrets, secretIdsOf, type SavedRequest } from "./saved-request";

/** One try of each: prepared together, sent side by side, each reported as it ends. Never throws. */
export async function attemptAll(
  deliveries: readonly Claimed[],
  sender: Sender,
  report: (result: AttemptResult) => Promise<void>,
): Promise<void> {
  const prepared = await prepareAll(deliveries);
  await Promise.all(
    deliveries.map(async (delivery) => report(await attemptOne(delivery, prepared.get(delivery.id), sender))),
  );
}

type Ready = { prepared: Map<string, Prepared>; secrets: Map<string, string> };
type ReadyOrNot = { result: Prepared; secrets: Map<string, string> } | { problem: string };

/** Together where possible; if that fails, one by one, so that only the culprit is put off. */
async function prepareAll(deliveries: readonly Claimed[]): Promise<Map<string, ReadyOrNot>> {
  const all = new Map<string, ReadyOrNot>();
  try {
    const { prepared, secrets } = await ready(deliveries);
    for (const [id, result] of prepared) all.set(id, { result, secrets });
  } catch (error) {
    const [only] = deliveries;
    if (deliveries.length === 1 && only) return new Map([[only.id, { problem: messageOf(error) }]]);
    for (const delivery of deliveries) for (const entry of await prepareAll([delivery])) all.set(...entry);
  }
  return all;
}

async function ready(deliveries: readonly Claimed[]): Promise<Ready> {
  const prepared = await prepare(deliveries);
  const ids = [...prepared.values()].flatMap((result) =>
    result.kind === "request" ? secretIdsOf(result.request) : [],
  );
  return { prepared, secrets: await openSecrets(db, ids) };
}

async function attemptOne(delivery: Claimed, entry: ReadyOrNot | undefined, sender: Sender): Promise<AttemptResult> {
  const startedAt = new Date();
  const unsent = { delivery, startedAt, outcome: null, action: null, request: null, secrets: [] };
  if (!entry || "problem" in entry) {
    process.stderr.write(`delivery ${delivery.id}: ${entry?.problem ?? "not prepared"}\n`);
    const verdict = decideNotPrepared(
      "Fieldpost could not prepare the request. It is tried again.",
      judging(delivery, "default", startedAt),
    );
    return { ...unsent, verdict };
  }
  const { result } = entry;
  if (result.kind !== "request")
    return { ...unsent, verdict: decideUnsent(result.kind, result.errorClass, result.message) };

  const { action, request } = result;
  const secrets = secretIdsOf(request).flatMap((id) => entry.secrets.get(id) ?? []);
  const outcome = await sendSaved(sender, request, entry.secrets, {
    projectId: delivery.projectId,
    timeoutSeconds: action.timeoutSeconds,
  });
  if (!outcome) {
    const message = "A secret of this webhook is gone. Type it anew in the macro.";
    return { ...unsent, action, request, verdict: decideUnsent("invalid", "invalid", message) };
  }
  const verdict = decide(outcome, judging(delivery, action.retries, startedAt));
  return { delivery, startedAt, verdict, outcome, action, request, secrets };
}

/** Null when a secret it needs is gone. */
export async function sendSaved(
  sender: Sender,
  request: SavedRequest,
  secrets: ReadonlyMap<string, string>,
  { projectId, timeoutSeconds }: { projectId: string | null; timeoutSeconds: number },
) {
  const filled = fillSecrets(request, secrets);
  return filled && sender.send({ ...filled, timeoutMs: timeoutSeconds * 1000, projectId });
}

function judging(delivery: Claimed, plan: TryToJudge["plan"], startedAt: Date): TryToJudge {
  const { attempt, maxAttempts, firstAt } = delivery;
  return { attempt, maxAttempts, plan, firstAt: firstAt ?? startedAt, now: new Date(), chance: Math.random() };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
