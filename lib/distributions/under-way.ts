import type { IssueRow } from "./issues";

/** Being made, or not all of its mails are at their mail servers. Browser-safe. */
export function isUnderWay({ state, counts }: Pick<IssueRow, "state" | "counts">): boolean {
  return state === "waiting" || state === "sending" || (state === "sent" && counts.waiting > 0);
}
