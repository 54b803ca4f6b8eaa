import "server-only";
import { isAllowedAddress } from "@/lib/api-keys/ip-list";
import { noteKeyUse } from "@/lib/api-keys/note-use";
import { getCommunity } from "@/lib/community/settings";
import { reportTrouble } from "@/lib/errors/report-trouble";
import { presentedBy, proveCredential, type Presented, type Way } from "@/lib/listeners/credentials";
import { exhaustedFor, takeOne, type ListenerLimits } from "@/lib/listeners/limits";
import { findPackageByKey, type LoadedPackage } from "./load-package";
import { packageKindLabel } from "./schema";
import { refuse, type PullRequest, type Refusal } from "./reply";

export type Proof =
  | { ok: true; found: LoadedPackage; way: Way }
  /** `found` is what the address names, also when the credential is wrong; `way` is null then. */
  | { ok: false; found: LoadedPackage | null; way: Way | null; refusal: Refusal };

/** Who asks for what, and whether it may be given there. A key that does not exist and a wrong credential are answered alike. */
export async function provePull(request: PullRequest, limits: ListenerLimits): Promise<Proof> {
  const now = new Date();
  const wait = await exhaustedFor(limits.failures, request.ip);
  if (wait !== null) return { ok: false, found: null, way: null, refusal: tooMany(wait, failuresMessage) };
  const found = await findPackageByKey(request.kind, request.key);
  const way = proveCredential([...presentedBy(request), ...basicOf(request)], found, now);
  if (!found || !way) {
    await takeOne(limits.failures, request.ip);
    return { ok: false, found, way: null, refusal: unauthorized };
  }
  await noteKeyUse(found.apiKey, request.ip, now).catch(reportTrouble("use of an API key"));
  const refusal = (await refused(request, found, way)) ?? (await rate(found, limits));
  return refusal ? { ok: false, found, way, refusal } : { ok: true, found, way };
}

/** RFC 7617: spreadsheets and BI tools keep a name and a password, and no header of ours. The name is anything, the password the key. */
function basicOf({ headers }: PullRequest): Presented[] {
  const pair = /^basic\s+(\S+)\s*$/i.exec(headers["authorization"] ?? "")?.[1];
  const [, text] = /^[^:]*:(.+)$/s.exec(Buffer.from(pair ?? "", "base64").toString()) ?? [];
  return text === undefined ? [] : [{ way: "basic", text }];
}

async function refused({ ip }: PullRequest, found: LoadedPackage, way: Way): Promise<Refusal | null> {
  if (!isAllowedAddress(ip, found.apiKey.allowedIps))
    return refuse(403, "ip_not_allowed", `The API key may not be used from ${ip}.`);
  if (found.headerOnly && way === "token")
    return refuse(403, "header_only", "Send the credential in the Authorization or X-Api-Key header.");
  const { enhancedIntegrations } = await getCommunity();
  if (found.enabled && enhancedIntegrations && !found.isTemplate) return null;
  return refuse(404, `${found.kind}_off`, `This ${packageKindLabel[found.kind].toLowerCase()} is switched off.`);
}

async function rate({ id }: LoadedPackage, limits: ListenerLimits): Promise<Refusal | null> {
  const wait = await takeOne(limits.calls, id);
  return wait === null ? null : tooMany(wait, "Too many calls came within ten seconds. Wait, then go on.");
}

const unauthorized: Refusal = {
  ...refuse(
    401,
    "unauthorized",
    "There is no such address, or its credential is missing, wrong, expired or switched off. Send the API key in the Authorization or X-Api-Key header, or as a password, or the token in the URL.",
  ),
  // Programs that have the key as a password send it only where it was asked for.
  headers: { "www-authenticate": 'Basic realm="Fieldpost", charset="UTF-8", Bearer realm="Fieldpost"' },
};

const failuresMessage = "Too many calls with a wrong credential came from your address. Wait, then send the right one.";

function tooMany(seconds: number, message: string): Refusal {
  return { ...refuse(429, "too_many", message), headers: { "retry-after": String(seconds) } };
}
