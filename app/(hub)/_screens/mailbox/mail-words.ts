import type { StatusTone } from "@/components/kit/status-badge";
import type { Origin } from "@/lib/auth/origin";
import type { MailRow } from "@/lib/mail/queries";

export const mailStates: Record<MailRow["state"], { label: string; tone: StatusTone }> = {
  kept: { label: "Kept", tone: "paused" },
  queued: { label: "Queued", tone: "waiting" },
  sent: { label: "Sent", tone: "ok" },
  failed: { label: "Failed", tone: "failed" },
};

/** What wrote a mail: "Macro Escalate to Slack", "Listener appdata". */
export function causeOf({ kind, label }: Origin): string {
  if (kind === "person") return label;
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${label}`;
}
