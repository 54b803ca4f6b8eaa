import { isIP } from "node:net";
import { isAllowedAddress, mayConnect } from "./judge-address";
import type { OutboundPolicy, ResolvedAddress } from "./policy";

/** The one thing a manager is told about a refused destination, so that nobody learns our network from the differences. */
export const blockedMessage =
  "This destination is not allowed: it is not a public address. Ask the operator to allow-list the host (OUTBOUND_ALLOW).";

export type Checked =
  | { ok: true; url: URL; isOwnEcho: boolean; isTrustedHost: boolean }
  | { ok: false; reason: "invalid" | "blocked"; message: string };

/**
 * Judges a destination as far as that goes without the network: form, scheme, port, literal addresses. The URL it returns is the one
 * to connect to; nothing parses the text a second time. Asked when a macro is saved and again before every request.
 */
export function checkUrl(text: string, policy: OutboundPolicy): Checked {
  if (!URL.canParse(text))
    return invalid("This is not a URL. It starts with https:// and a host, such as https://api.example.com.");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return invalid("Use https://. Other schemes cannot be called.");
  if (url.username || url.password)
    return invalid("Take the user name and password out of the URL and use a secret header.");
  url.hash = "";
  if (isOwnEcho(url, policy)) return { ok: true, url, isOwnEcho: true, isTrustedHost: true };

  const host = hostOf(url);
  const isTrustedHost = policy.allowedHosts.has(host);
  const isTrusted = isTrustedHost || (isIP(host) > 0 && isAllowedAddress(host, policy));
  if (url.protocol === "http:" && !isTrusted)
    return invalid("Use https://. Plain http is only for hosts that the operator allows.");
  if (!isPortAllowed(url, policy)) return invalid(`Port ${url.port} cannot be used. Use 443, or a port from 1024 up.`);
  if (isIP(host) > 0 && !mayConnect(host, policy, isTrustedHost))
    return { ok: false, reason: "blocked", message: blockedMessage };
  return { ok: true, url, isOwnEcho: false, isTrustedHost };
}

/** `checkUrl`, and every address behind the name. A name that cannot be resolved now passes: it is judged again at every send. */
export async function checkDestination(text: string, policy: OutboundPolicy): Promise<Checked> {
  const checked = checkUrl(text, policy);
  if (!checked.ok || checked.isOwnEcho) return checked;
  const judged = await resolveJudged(hostOf(checked.url), policy, checked.isTrustedHost);
  return judged.kind === "blocked" ? { ok: false, reason: "blocked", message: blockedMessage } : checked;
}

export type Judged =
  { kind: "allowed"; addresses: ResolvedAddress[] } | { kind: "blocked" } | { kind: "not_found"; message: string };

/** Resolves a name and judges every address. One bad address among good ones refuses all: that is how rebinding looks. */
export async function resolveJudged(host: string, policy: OutboundPolicy, isTrustedHost: boolean): Promise<Judged> {
  let addresses: ResolvedAddress[];
  try {
    addresses = await policy.resolve(host);
  } catch (error) {
    return { kind: "not_found", message: `The name ${host} could not be resolved (${codeOf(error)}).` };
  }
  if (addresses.length === 0) return { kind: "not_found", message: `The name ${host} has no address.` };
  if (!addresses.every(({ address }) => mayConnect(address, policy, isTrustedHost))) return { kind: "blocked" };
  return { kind: "allowed", addresses };
}

/** The host without brackets and without the dot that ends a full name. */
export function hostOf(url: URL): string {
  return url.hostname
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")
    .toLowerCase();
}

export const echoKinds = ["plain", "slack", "jira", "shippo"] as const;
export type EchoKind = (typeof echoKinds)[number];

function isOwnEcho(url: URL, policy: OutboundPolicy): boolean {
  return url.origin === policy.ownOrigin && echoKinds.some((kind) => url.pathname === `/api/echo/${kind}`);
}

function isPortAllowed(url: URL, policy: OutboundPolicy): boolean {
  if (url.port === "") return true;
  const port = Number(url.port);
  return (port === 80 || port === 443 || port >= 1024) && !policy.deniedPorts.has(port);
}

function invalid(message: string): Checked {
  return { ok: false, reason: "invalid", message };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "no answer";
}
