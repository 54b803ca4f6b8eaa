import { z } from "zod";

/** What our webhooks say of the chain they belong to. */
const passedOn = z.object({
  "x-fieldpost-chain": z.uuid(),
  "x-fieldpost-depth": z.coerce.number().int().min(0).max(100),
});

/**
 * The chain of runs that a call belongs to, when its sender passes on the headers that came with our webhook: so a system that echoes what
 * it is told comes to an end. Anything else there begins a chain of its own.
 */
export function chainOf(
  headers: Readonly<Record<string, string | undefined>>,
): { chainId: string; depth: number } | null {
  const { data } = passedOn.safeParse(headers);
  return data ? { chainId: data["x-fieldpost-chain"], depth: data["x-fieldpost-depth"] } : null;
}
