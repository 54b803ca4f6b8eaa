import type { MacroAction } from "./schema";

/** The secrets that actions name, stored or not. */
export function secretIdsIn(actions: readonly MacroAction[]): string[] {
  return actions.flatMap((action) => {
    if (action.kind !== "webhook") return [];
    const headers = action.headers.flatMap((header) => ("secretId" in header ? [header.secretId] : []));
    return action.urlSecret ? [action.urlSecret.secretId, ...headers] : headers;
  });
}
