import { hasUsableKey } from "@/lib/api-keys/queries";
import { getCommunity } from "@/lib/community/settings";

/** Whether integrations can be set up: the community's switch is on and it has an API key that can be used. */
export type GateState = "open" | "off" | "no_key";

export async function integrationState(): Promise<GateState> {
  const [{ enhancedIntegrations }, usableKey] = await Promise.all([getCommunity(), hasUsableKey()]);
  if (!enhancedIntegrations) return "off";
  return usableKey ? "open" : "no_key";
}
