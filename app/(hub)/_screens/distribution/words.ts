import { formatCount } from "@/components/kit/format";
import type { StatusTone } from "@/components/kit/status-badge";
import type { IssueRow } from "@/lib/distributions/issues";
import type { RecipientRow } from "@/lib/distributions/recipient-log";
import type { DistributionRow } from "@/lib/distributions/queries";
import { issueParts } from "./issue-parts";

interface Look {
  tone: StatusTone;
  word: string;
  reason?: string;
}

type Standing = Pick<DistributionRow, "state" | "stateReason" | "nextAt" | "unreadDays" | "stopDay" | "isArchived">;

/** How a distribution stands. Green, a warning, or stopped, each with its word. */
export function distributionLook({ state, stateReason, nextAt, unreadDays, stopDay, isArchived }: Standing): Look {
  const reason = stateReason ?? "";
  if (state === "paused") return { tone: "paused", word: "Paused", reason };
  if (state === "asleep") return { tone: "failed", word: "Stopped: not read", reason };
  if (state === "stopped") return { tone: "failed", word: "Stopped", reason };
  if (nextAt === null) return { tone: "neutral", word: "Over" };
  if (isArchived) return { tone: "paused", word: "Paused", reason: "The report is in the archive." };
  if (stopDay !== null)
    return {
      tone: "warning",
      word: "Not read",
      reason: `Nobody has looked at the report for ${unreadDays} days. It stops on ${stopDay}.`,
    };
  return { tone: "ok", word: "Active" };
}

/** What to do about one that sends nothing any more; null where nothing can be done on its page. */
export function wayOn({ state, nextAt, isArchived, mayChange }: Standing & Pick<DistributionRow, "mayChange">) {
  if (!mayChange || isArchived || nextAt === null) return null;
  if (state === "asleep") return "Select Go on to send it again.";
  if (state === "stopped") return "Whoever selects Go on becomes its owner and sends it with their own rights.";
  return null;
}

const issueWords: Record<IssueRow["state"], Look> = {
  waiting: { tone: "running", word: "Being made" },
  sending: { tone: "running", word: "Being sent" },
  sent: { tone: "ok", word: "Sent" },
  skipped: { tone: "skipped", word: "Not sent" },
  failed: { tone: "failed", word: "Failed" },
};

/** How an issue stands, in a word. */
export function issueWord({ state, counts }: Pick<IssueRow, "state" | "counts">): Look {
  if (state !== "sent") return issueWords[state];
  if (counts.waiting > 0) return { tone: "waiting", word: "Under way" };
  if (isRefusedByAll(counts)) return issueWords.failed;
  if (counts.failed > 0) return { tone: "warning", word: "Sent, with failures" };
  return counts.kept > 0 ? { tone: "paused", word: "Kept" } : issueWords.sent;
}

function isRefusedByAll({ failed, sent, kept, waiting }: IssueRow["counts"]): boolean {
  return failed > 0 && sent + kept + waiting === 0;
}

/** How an issue stands, with the reason and its mails counted. */
export function issueLook({ state, reason, counts, missed }: IssueRow): Look {
  const parts = [
    ...(reason ? [reason.replace(/\.$/, "")] : []),
    ...(missed > 0
      ? [`${formatCount(missed)} due ${missed === 1 ? "time" : "times"} before it missed: no worker was there`]
      : []),
    ...issueParts({ state, counts }).map(({ label, count }) => `${formatCount(count)} ${label}`),
    ...(counts.leftOut > 0 ? [`${formatCount(counts.leftOut)} left out`] : []),
  ];
  return { ...issueWord({ state, counts }), reason: parts.join(" · ") };
}

export const causeWords: Record<IssueRow["cause"], string> = {
  schedule: "By schedule",
  once: "By hand",
  test: "Test",
};

export const recipientWords: Record<RecipientRow["state"], { tone: StatusTone; word: string }> = {
  waiting: { tone: "waiting", word: "Waiting" },
  kept: { tone: "paused", word: "Kept in the Mailbox" },
  queued: { tone: "waiting", word: "Queued" },
  sent: { tone: "ok", word: "Sent" },
  failed: { tone: "failed", word: "Failed" },
  left_out: { tone: "skipped", word: "Left out" },
};

/** "Leads, Support and 2 addresses" */
export function recipientsWords({ teams, addresses }: Pick<DistributionRow, "teams" | "addresses">): string {
  const [only] = addresses;
  const typed =
    addresses.length === 0
      ? []
      : [addresses.length === 1 && only ? only : `${formatCount(addresses.length)} addresses`];
  return new Intl.ListFormat("en", { type: "conjunction" }).format([...teams.map(({ name }) => name), ...typed]);
}
