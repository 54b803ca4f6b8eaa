import "server-only";
import { databaseUrl } from "@/lib/db/pool";
import { configuredOrigin } from "@/lib/env/env";
import { currentPolicy } from "@/lib/outbound/current-policy";
import { resolveJudged } from "@/lib/outbound/guard";
import type { SmtpSettings } from "./smtp-settings";

type Judged = { ok: true; dial: { host: string; tls: { servername: string } } } | { ok: false; message: string };

/**
 * The address to dial for a server that was set in the browser: what its name resolves to, judged like the address of a webhook and dialled
 * as judged, so that it cannot become another one in between.
 */
export async function judgedHost({ host = "", port }: Pick<SmtpSettings, "host" | "port">): Promise<Judged> {
  const policy = currentPolicy(configuredOrigin(), databaseUrl());
  if (policy.deniedPorts.has(port)) return { ok: false, message: `Port ${port} is not for mail.` };
  const judged = await resolveJudged(host, policy, policy.allowedHosts.has(host));
  if (judged.kind === "not_found") return { ok: false, message: judged.message };
  const [first] = judged.kind === "allowed" ? judged.addresses : [];
  if (!first)
    return {
      ok: false,
      message: `${host} has a private address. The operator can allow it with OUTBOUND_ALLOW, or set the mail server with SMTP_URL.`,
    };
  return { ok: true, dial: { host: first.address, tls: { servername: host } } };
}
