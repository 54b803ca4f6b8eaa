import type { StatusTone } from "@/components/kit/status-badge";
import type { AttemptOutcome, DeliveryState } from "@/lib/webhooks/schema";

/** How one try ended, in the words of the log. */
export const attemptWords: Record<AttemptOutcome, { label: string; tone: StatusTone }> = {
  delivered: { label: "Delivered", tone: "ok" },
  retry: { label: "Not yet: tried again", tone: "waiting" },
  failed: { label: "Failed", tone: "failed" },
  unknown: { label: "Unknown outcome", tone: "unknown" },
  blocked: { label: "Not sent: address not allowed", tone: "failed" },
  invalid: { label: "Not sent: request could not be built", tone: "failed" },
  skipped: { label: "Not sent", tone: "skipped" },
  late: { label: "Answer came too late", tone: "warning" },
};

/** What stands beside the status word: the code, or what happened instead of one. */
export function codeWords({ status, errorClass }: { status: number | null; errorClass: string | null }): string {
  if (status !== null) return String(status);
  return (errorClass && (classWords[errorClass] ?? errorClass)) || "";
}

interface Ended {
  state: DeliveryState;
  lastStatus: number | null;
  lastErrorClass: string | null;
}

/** The code beside a delivery's state; none where "Not sent" says it already. */
export function statusCode({ state, lastStatus, lastErrorClass }: Ended): string {
  if (state === "blocked" || state === "invalid" || state === "skipped") return "";
  return codeWords({ status: lastStatus, errorClass: lastErrorClass });
}

const classWords: Record<string, string | undefined> = {
  dns: "host name not found",
  refused: "connection refused",
  tls: "no secure connection",
  timeout: "no answer in time",
  reset: "connection broken off",
  too_large: "answer too large",
  protocol: "answer not understood",
  blocked: "private address",
  invalid: "not built",
  empty_in_url: "tag in URL is empty",
  empty_needed: "needed value is empty",
  unknown: "end not seen",
  gone: "record deleted",
};

/** What can be chosen as code in the log's filter. */
export const codeChoices = [
  { value: "", label: "Any code" },
  {
    group: "Answered",
    items: [
      { value: "2xx", label: "2xx accepted" },
      { value: "3xx", label: "3xx redirect" },
      { value: "4xx", label: "4xx refused" },
      { value: "401", label: "401 not authorised" },
      { value: "404", label: "404 not found" },
      { value: "429", label: "429 too many requests" },
      { value: "5xx", label: "5xx receiver has trouble" },
    ],
  },
  { group: "No answer", items: ["dns", "refused", "tls", "timeout", "reset", "protocol", "unknown"].map(choice) },
  { group: "Not sent", items: ["blocked", "invalid", "empty_in_url", "empty_needed", "gone"].map(choice) },
];

function choice(value: string) {
  const words = classWords[value] ?? value;
  return { value, label: words.charAt(0).toUpperCase() + words.slice(1) };
}
