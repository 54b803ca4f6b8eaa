import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { listenerToken } from "@/lib/api-keys/listener-token";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { findChecks } from "./calls";
import { getListener } from "./queries";
import { receive } from "./receive";
import type { CallCheck, ListenerRow } from "./schema";
import { signedHeaders } from "./signature";
import { loadSigner } from "./signature-secret";

export const testCallInput = z.strictObject({
  id: z.uuid(),
  /** What stands in the place of VALUE; empty for a listener that finds its target in the body. */
  value: z.string().trim().max(1000, "Use at most 1,000 characters."),
  body: z.string().max(1_048_576, "The body is larger than 1 MiB."),
});

export interface TestAnswer {
  status: number;
  body: string;
  callId: string | null;
  /** What was asked of the call, in order. */
  checks: CallCheck[];
}

/**
 * Calls a saved listener as another system would, with a proper credential and signature, and really applies the effect. The call is
 * marked as a test in the log. @throws AppError `not_found`
 */
export async function sendTestCall(
  actor: Can<"listeners.write">,
  { id, value, body }: z.infer<typeof testCallInput>,
): Promise<TestAnswer> {
  const listener = await getListener(also(actor, "listeners.read"), id);
  const { version } = await db.apiKey.findUniqueOrThrow({
    where: { id: listener.apiKey.id },
    select: { version: true },
  });
  const raw = new TextEncoder().encode(body);
  const answer = await receive({
    method: "POST",
    key: encodeURIComponent(listener.key),
    value: value === "" ? null : encodeURIComponent(value),
    query: new URLSearchParams(),
    headers: {
      authorization: `Bearer ${listenerToken(listener.apiKey.id, version, id)}`,
      "content-type": "application/json",
      ...(await signed(listener, raw)),
    },
    body: raw,
    ip: "127.0.0.1",
    truncated: false,
    isTest: true,
  });
  const { callId } = z.object({ callId: z.string().nullish() }).parse(JSON.parse(answer.body));
  const checks = callId ? await findChecks(also(actor, "logs.read"), callId) : [];
  return { status: answer.status, body: answer.body, callId: callId ?? null, checks };
}

async function signed({ id, signature }: ListenerRow, body: Uint8Array): Promise<Record<string, string>> {
  const signer = signature && (await loadSigner(db, id, signature));
  return signer ? signedHeaders(signer, body, { id: randomUUID(), at: new Date() }) : {};
}
