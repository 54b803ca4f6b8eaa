import { env } from "@/lib/env/env";
import { outboundPolicy, type OutboundPolicy } from "./policy";

/** The policy of this deployment, as its operator set it. `ownOrigin` is `baseUrl()`, `databaseUrl` the address in use. */
export function currentPolicy(ownOrigin: string, databaseUrl?: string): OutboundPolicy {
  const deniedPorts = [env.PORT, ...(databaseUrl ? [Number(new URL(databaseUrl).port) || 5432] : [5432])];
  return outboundPolicy({ ownOrigin, allow: env.OUTBOUND_ALLOW, deniedPorts });
}
