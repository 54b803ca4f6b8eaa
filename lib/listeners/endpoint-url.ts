import type { ListenerLookup } from "./schema";

export interface EndpointParts {
  /** Origin of our own addresses, without a slash at the end. */
  base: string;
  key: string;
  lookup: ListenerLookup;
  /** Null for a listener that takes its credential in a header only. */
  token: string | null;
}

/** The API endpoint URL to copy: `VALUE` stands literally where the target is to be put. */
export function endpointUrl({ base, key, lookup, token }: EndpointParts): string {
  const path = `${base}/api/listeners/${encodeURIComponent(key)}${lookup.in === "value" ? "/VALUE" : ""}`;
  return token === null ? path : `${path}?token=${encodeURIComponent(token)}`;
}
