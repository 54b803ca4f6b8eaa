import { formatCount } from "@/components/kit/format";
import type { StatusTone } from "@/components/kit/status-badge";
import type { IssueRow } from "@/lib/distributions/issues";
import type { RecipientRow } from "@/lib/distributions/recipient-log";
import type { DistributionRow } from "@/lib/distributions/queries";
import { sleepDays } from "@/lib/distributions/schema";

interface Look {
  tone: StatusTone;
  word: string;
  reason?: string;
}

type Standing = Pick<DistributionRow, "state" | "stateReason" | "nextAt" | "unreadDays" | "timing">;

/** How a distribution stands. Green, a warning, or stopped, each with its word. */
export function distributionLook({ state, stateReason, nextAt, unreadDays, timing }: Standing): Look {
  const reason = stateReason ?? "";
  if (state === "paused") return { tone: "paused", word: "Paused", reason };
  if (state === "asleep") return { tone: "failed", word: "Stopped: not read", reason };
  if (state === "stopped") return { tone: "failed", word: "Stopped", reason };
  if (nextAt === null) return { tone: "neutral", word: "Over" };
  if (timing.rate !== "once" && unreadDays >= sleepDays.warning)
    return {
      tone: "warning",
      word: "Not read",
      reason: `Nobody has looked at the report for ${unreadDays} days. It stops after ${sleepDays.stop}.`,
    };
  return { tone: "ok", word: "Active" };
}

const issueWords: Record<IssueRow["state"], Look> = {
  waiting: { tone: "running", word: "Being made" },
  sending: { tone: "running", word: "Being sent" },
  sent: { tone: "ok", word: "Sent" },
  skipped: { tone: "skipped", word: "Not sent" },
  failed: { tone: "failed", word: "Failed" },
};

/** How an issue stands, its mails counted. */
export function issueLook({ state, reason, counts, missed }: IssueRow): Look {
  const { sent, waiting, kept, failed, leftOut } = counts;
  const parts = [
    ...(reason ? [reason] : []),
    ...(missed > 0
      ? [`${formatCount(missed)} due ${missed === 1 ? "time" : "times"} before it missed: no worker was there`]
      : []),
    ...(sent > 0 ? [`${formatCount(sent)} sent`] : []),
    ...(waiting > 0 ? [`${formatCount(waiting)} under way`] : []),
    ...(kept > 0 ? [`${formatCount(kept)} kept in the Mailbox`] : []),
    ...(failed > 0 ? [`${formatCount(failed)} refused`] : []),
    ...(leftOut > 0 ? [`${formatCount(leftOut)} left out`] : []),
  ];
  const look = issueWords[state];
  if (state === "sent" && failed > 0)
    return { tone: "warning", word: "Sent, with failures", reason: parts.join(" · ") };
  if (state === "sent" && waiting > 0) return { tone: "waiting", word: "Under way", reason: parts.join(" · ") };
  if (state === "sent" && kept > 0) return { tone: "paused", word: "Kept", reason: parts.join(" · ") };
  return { ...look, reason: parts.join(" · ") };
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
  failed: { tone: "failed", word: "Refused" },
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
