import type { ProgressPart } from "@/components/kit/progress-bar";
import type { IssueCounts, IssueRow } from "@/lib/distributions/issues";

/** How far a sending is, in mails. Who is left out gets none and is not counted. */
export function issueParts({ state, counts }: Pick<IssueRow, "state" | "counts">): ProgressPart[] {
  const { sent, kept, failed, waiting } = counts;
  const parts: ProgressPart[] = [
    { label: "sent", count: sent, tone: "ok" },
    { label: "kept in the Mailbox", count: kept, tone: "ok" },
    { label: "failed", count: failed, tone: "failed" },
    { label: state === "failed" ? "not written" : "under way", count: waiting, tone: "waiting" },
  ];
  return parts.filter(({ count }) => count > 0);
}

export function issueTotal({ sent, kept, failed, waiting }: IssueCounts): number {
  return sent + kept + failed + waiting;
}
