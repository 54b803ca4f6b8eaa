import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { baseUrl, requireIntegrations } from "@/lib/community/settings";
import { db } from "@/lib/db/client";
import { databaseUrl } from "@/lib/db/pool";
import { AppError } from "@/lib/errors/app-error";
import { currentPolicy } from "@/lib/outbound/current-policy";
import type { Outcome } from "@/lib/outbound/outcome";
import type { OutboundPolicy } from "@/lib/outbound/policy";
import { outboundSender } from "@/lib/outbound/send";
import { maskHeaders } from "@/lib/secrets/redact";
import { openSecrets, ownedSecrets } from "@/lib/secrets/secret";
import { loadSource } from "@/lib/sources/load-source";
import { readTagValues } from "@/lib/sources/read";
import { sendSaved } from "./attempt";
import { decide, decideUnsent, type Verdict } from "./decide";
import { cleanMessage, keptBody, keptBytes } from "./flush";
import { logTestSend } from "./log-test-send";
import { compileAction, renderOne } from "./build-request";
import { secretIdsOf, showRequest, type SavedRequest } from "./saved-request";
import {
  webhookActionInput,
  type SecretInput,
  type ShownRequest,
  type ShownResponse,
  type WebhookAction,
} from "./schema";

export const testSendInput = z.strictObject({
  action: webhookActionInput,
  /** The user or ticket whose values are sent. */
  recordId: z.uuid(),
  target: z.enum(["user", "feedback"]),
  feedbackTypeId: z.uuid().nullable().default(null),
  /** Null while the macro was never saved: then nothing is logged. */
  macroId: z.uuid().nullable().default(null),
});
export type TestSendInput = z.infer<typeof testSendInput>;

export interface TestSendResult {
  /** Null when it could not be built. */
  request: ShownRequest | null;
  /** Null when no answer came. */
  response: ShownResponse | null;
  /** `state` and `message` are as the log would have them. */
  verdict: Pick<Verdict, "state" | "status" | "errorClass" | "message">;
  ms: number;
  /** Its place in the Macro webhook log. */
  deliveryId: string | null;
}

/**
 * Sends the request of a chosen record now, as typed. It is tried once, captures nothing and ignores "run once".
 * @throws AppError `not_found` for a record or macro outside the actor's scope, `invalid` for a secret that is not the macro's,
 * `forbidden` while integrations are switched off.
 */
export async function testSend(
  actor: Can<"macros.write">,
  input: TestSendInput,
  policy?: OutboundPolicy,
): Promise<TestSendResult> {
  await requireIntegrations();
  const macro = input.macroId ? await getMacro(actor, input.macroId) : null;
  const { action, secrets } = await withSecrets(input);
  const delivery = { id: randomUUID(), chainId: randomUUID(), depth: 0 };
  const prepared = await render(actor, input, action, macro, delivery);
  const startedAt = new Date();

  if (prepared.kind !== "request") {
    const message = prepared.kind === "invalid" ? prepared.message : "This record does not exist any more.";
    const verdict = decideUnsent("invalid", prepared.kind === "invalid" ? prepared.errorClass : "gone", message);
    return { request: null, response: null, verdict: shown(verdict, []), ms: 0, deliveryId: null };
  }
  const values = secretIdsOf(prepared.request).flatMap((id) => secrets.get(id) ?? []);
  const outcome = await sendNow(actor, prepared.request, secrets, action, policy);
  const tried = { attempt: 1, maxAttempts: 1, plan: "none", firstAt: startedAt, now: new Date(), chance: 0 } as const;
  const verdict = decide(outcome, tried);
  const result = { startedAt, verdict, outcome, request: prepared.request, secrets: values };
  const deliveryId = macro
    ? await logTestSend(actor, { macro, action, recordId: input.recordId, id: delivery.id }, result)
    : null;
  return {
    request: showRequest(prepared.request),
    response: showResponse(outcome, values),
    verdict: shown(verdict, values),
    ms: outcome.ms,
    deliveryId,
  };
}

async function getMacro(actor: Can<"macros.write">, id: string) {
  const macro = await db.macro.findFirst({
    where: { id, projectId: projectIdOf(actor) },
    select: { id: true, key: true, name: true, version: true, target: true, projectId: true },
  });
  if (!macro) throw new AppError("not_found", "This macro does not exist here.");
  return macro;
}

/** The action with references for secrets, and what stands behind them: typed just now, or stored with this macro. */
async function withSecrets(input: TestSendInput): Promise<{ action: WebhookAction; secrets: Map<string, string> }> {
  const { urlSecret, headers, ...rest } = input.action;
  const given = [urlSecret, ...headers.map((header) => ("secret" in header ? header.secret : null))].filter(
    (one) => one !== null,
  );
  const kept = given.flatMap((secret) => ("keep" in secret ? [secret.keep] : []));
  const owned = input.macroId
    ? await ownedSecrets(db, { ownerKind: "macro", ownerId: input.macroId }, kept)
    : new Set();
  if (given.some((secret) => "missing" in secret) || kept.some((id) => !owned.has(id)))
    throw new AppError("invalid", "A secret of this webhook is not stored. Type it first.");
  const secrets = await openSecrets(db, kept);
  const refer = (secret: SecretInput) => {
    if ("keep" in secret) return { secretId: secret.keep, hint: "" };
    const secretId = randomUUID();
    if ("value" in secret) secrets.set(secretId, secret.value.trim());
    return { secretId, hint: "" };
  };
  const url = urlSecret && refer(urlSecret);
  return {
    action: {
      ...rest,
      url: url ? shownOrigin(secrets.get(url.secretId) ?? "") : rest.url.trim(),
      urlSecret: url,
      headers: headers.map((header) => ("secret" in header ? { name: header.name, ...refer(header.secret) } : header)),
    },
    secrets,
  };
}

function shownOrigin(url: string): string {
  if (!URL.canParse(url))
    throw new AppError("invalid", "The secret URL is not a URL.", { "action.url": "This is not a URL." });
  return `${new URL(url).origin}/…`;
}

async function render(
  actor: Can<"macros.write">,
  input: TestSendInput,
  action: WebhookAction,
  macro: { key: string; name: string } | null,
  delivery: { id: string; chainId: string; depth: number },
) {
  const projectId = projectIdOf(actor);
  const source = await loadSource(
    input.target === "feedback" && input.feedbackTypeId
      ? { kind: "feedback", typeId: input.feedbackTypeId }
      : { kind: "users", projectId },
  );
  if ((source.scope.kind === "project" ? source.scope.id : null) !== projectId) {
    throw new AppError("not_found", "This feedback type does not exist here.");
  }
  const compiled = compileAction(action, source);
  if (!compiled.ok) return compiled.problem;
  const record = (await readTagValues(db, source, compiled.request.paths, [input.recordId])).get(input.recordId);
  if (!record) throw new AppError("not_found", "This record does not exist any more. Pick another one.");
  const context = {
    "macro.name": macro?.name ?? "Test",
    "macro.key": macro?.key ?? "test",
    "run.id": delivery.chainId,
    now: new Date().toISOString(),
  };
  return renderOne(action, compiled.request, { ...record, ...context }, delivery);
}

async function sendNow(
  actor: Can<"macros.write">,
  request: SavedRequest,
  secrets: ReadonlyMap<string, string>,
  action: WebhookAction,
  policy: OutboundPolicy | undefined,
): Promise<Outcome> {
  const sender = outboundSender(policy ?? currentPolicy(await baseUrl(), databaseUrl()));
  try {
    const outcome = await sendSaved(sender, request, secrets, {
      projectId: projectIdOf(actor),
      timeoutSeconds: action.timeoutSeconds,
    });
    if (!outcome) throw new AppError("invalid", "A secret of this webhook is not stored. Type it first.");
    return outcome;
  } finally {
    await sender.close();
  }
}

function showResponse(outcome: Outcome, secrets: readonly string[]): ShownResponse | null {
  if (outcome.kind !== "answered") return null;
  return {
    status: outcome.status,
    headers: maskHeaders(outcome.headers, secrets),
    body: Buffer.from(keptBody(outcome.body, secrets)).toString("utf8"),
    bytes: outcome.bytes,
    truncated: outcome.truncated || outcome.body.length > keptBytes,
  };
}

function shown({ state, status, errorClass, message }: Verdict, secrets: readonly string[]): TestSendResult["verdict"] {
  return { state, status, errorClass, message: cleanMessage(message, secrets) };
}
