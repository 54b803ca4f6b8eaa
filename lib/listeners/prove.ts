import "server-only";
import { isAllowedAddress } from "@/lib/api-keys/ip-list";
import { db } from "@/lib/db/client";
import type { Call, Reply } from "./call";
import { presentedBy, proveCredential, type Way } from "./credentials";
import { exhaustedFor, takeOne, type ListenerLimits } from "./limits";
import { findListenerByKey, type LoadedListener } from "./load-listener";
import { signatureProblem } from "./signature";
import { loadSigner } from "./signature-secret";

export type Proof =
  | { ok: true; listener: LoadedListener; way: Way }
  /** `listener` is set once the credential is proven; with a wrong signature the call stays `unproven` all the same. */
  | { ok: false; listener: LoadedListener | null; way: Way | null; reply: Reply; unproven?: boolean };

/** Who calls which listener, and whether that listener takes the call from there. */
export async function prove(call: Call, limits: ListenerLimits): Promise<Proof> {
  const { ip } = call.request;
  const wait = await exhaustedFor(limits.failures, ip);
  if (wait !== null) return { ok: false, listener: null, way: null, reply: tooManyFailures(wait) };
  const presented = presentedBy(call.request);
  const listener = await findListenerByKey(call.key ?? "");
  const way = proveCredential(presented, listener, call.at);
  if (!listener || !way) {
    await takeOne(limits.failures, ip);
    call.checks.push({
      check: "credential",
      ok: false,
      note: presented.length === 0 ? "none was sent" : "not accepted",
    });
    return { ok: false, listener: null, way: null, reply: unauthorized };
  }
  call.checks.push({ check: "credential", ok: true, note: way });
  if (!(await isSigned(call, listener))) {
    await takeOne(limits.failures, ip);
    return { ok: false, listener, way, reply: unauthorized, unproven: true };
  }
  const reply = refuse(call, listener, way);
  return reply ? { ok: false, listener, way, reply } : { ok: true, listener, way };
}

/** A listener without a signature takes every call for signed. */
async function isSigned(call: Call, { id, signature }: LoadedListener): Promise<boolean> {
  if (!signature) return true;
  const signer = await loadSigner(db, id, signature);
  const problem = signer ? signatureProblem(signer, call.request, call.at) : "its secret is not typed yet";
  call.checks.push({ check: "signature", ok: problem === null, ...(problem && { note: problem }) });
  return problem === null;
}

function refuse(call: Call, listener: LoadedListener, way: Way): Reply | null {
  const { ip } = call.request;
  if (!call.request.isTest && !isAllowedAddress(ip, listener.apiKey.allowedIps)) {
    call.checks.push({ check: "address", ok: false, note: `${ip} is not in the API key's list` });
    const message = `The API key may not be used from ${ip}.`;
    return { status: 403, outcome: "ip_not_allowed", message };
  }
  if (listener.headerOnly && way === "token") {
    call.checks.push({ check: "address", ok: false, note: "the credential came in the URL" });
    const message = "This listener takes its credential in the Authorization or X-Api-Key header only.";
    return { status: 403, outcome: "header_only", message };
  }
  call.checks.push({ check: "address", ok: true });
  const note = whyOff(listener);
  if (note) {
    call.checks.push({ check: "enabled", ok: false, note });
    return { status: 404, outcome: "listener_off", message: "This listener is switched off." };
  }
  call.checks.push({ check: "enabled", ok: true });
  return null;
}

function whyOff({ enabled, integrations, isTemplate }: LoadedListener): string | null {
  if (!enabled) return "switched off";
  if (!integrations) return "Enhanced integrations are switched off";
  return isTemplate ? "its project is a template" : null;
}

const unauthorized: Reply = {
  status: 401,
  outcome: "unauthorized",
  message: "Send the listener's token in the URL, or its API key in the Authorization or X-Api-Key header.",
  headers: { "www-authenticate": 'Bearer realm="Fieldpost"' },
};

function tooManyFailures(seconds: number): Reply {
  return {
    status: 429,
    outcome: "too_many_failures",
    message: "Too many calls with a wrong credential came from your address. Wait, then send the right one.",
    headers: { "retry-after": String(seconds) },
  };
}
