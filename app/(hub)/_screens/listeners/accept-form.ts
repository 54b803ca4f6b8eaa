import type { AcceptRule } from "@/lib/listeners/accept-schema";

/** A row of "Accept only calls where"; `value` is what was last typed, also while it is not asked. */
export interface AcceptRow {
  path: string;
  is: AcceptRule["is"];
  value: string;
}

export const blankRule: AcceptRow = { path: "", is: "is", value: "" };

export function asksValue(is: AcceptRule["is"]): is is "is" | "is_not" {
  return is === "is" || is === "is_not";
}

export function ruleOf({ path, is, value }: AcceptRow): AcceptRule {
  return asksValue(is) ? { path, is, value } : { path, is };
}
