import { baseUrl } from "@/lib/community/settings";
import { reportTrouble } from "@/lib/errors/report-trouble";
import type { OutboundPolicy } from "@/lib/outbound/policy";

/**
 * The policy with the origin that Fieldpost has now: a community manager may change it while workers run. Asked every five seconds;
 * while the database does not answer, the last one stays.
 */
export async function withOwnOrigin(
  make: (origin: string) => OutboundPolicy,
): Promise<{ policy: OutboundPolicy; stop: () => void }> {
  const policy = { ...make(await baseUrl()) };
  const look = () => {
    baseUrl().then((origin) => (policy.ownOrigin = origin), reportTrouble("own address"));
  };
  const timer = setInterval(look, 5000);
  return { policy, stop: () => clearInterval(timer) };
}
