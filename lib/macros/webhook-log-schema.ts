import { z } from "zod";
import type { RunCause } from "@/lib/db/generated/client";
import type { DeliveryState } from "@/lib/webhooks/schema";

/** The Macro webhook log's question as it stands in an address, and what its words are. Browser-safe. */

export const logGroups = ["delivered", "waiting", "failed", "held", "stopped"] as const;
export type LogGroup = (typeof logGroups)[number];

export const logGroupStates: Record<LogGroup, { label: string; states: DeliveryState[] }> = {
  delivered: { label: "Delivered", states: ["delivered"] },
  waiting: { label: "Waiting", states: ["waiting", "sending"] },
  failed: { label: "Failed", states: ["failed", "blocked", "invalid"] },
  held: { label: "Held for you", states: ["held"] },
  stopped: { label: "Not sent or cancelled", states: ["skipped", "cancelled"] },
};

export const logRanges = ["1h", "24h", "7d", "30d", "all"] as const;
export type LogRange = (typeof logRanges)[number];

export const logRangeWords: Record<LogRange, { label: string; hours: number | null }> = {
  "1h": { label: "Last hour", hours: 1 },
  "24h": { label: "Last 24 hours", hours: 24 },
  "7d": { label: "Last 7 days", hours: 168 },
  "30d": { label: "Last 30 days", hours: 720 },
  all: { label: "Any time", hours: null },
};

const logQuestion = z.strictObject({
  state: z.enum(logGroups).optional(),
  code: z
    .string()
    .regex(/^\w{1,20}$/)
    .optional(),
  macro: z.uuid().optional(),
  /** One user's or ticket's id. */
  record: z.uuid().optional(),
  /** Part of what the record is called. */
  text: z.string().max(200).optional(),
  run: z.uuid().optional(),
  range: z.enum(logRanges).optional(),
  /** An instant, instead of a range. */
  since: z.iso.datetime().optional(),
  /** The last delivery of the page before. */
  before: z.uuid().optional(),
});
export type LogQuestion = z.infer<typeof logQuestion>;

/** What cannot be read is left out, so that a mistyped address still shows a log. */
export function readLogQuestion(params: URLSearchParams): LogQuestion {
  const question: Record<string, string> = {};
  for (const [name, schema] of Object.entries(logQuestion.shape)) {
    const value = params.get(name);
    if (value && schema.safeParse(value).success) question[name] = value;
  }
  return logQuestion.parse(question);
}

export function writeLogQuestion(question: LogQuestion): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) if (value) params.set(name, value);
  return params.toString();
}

/** What started the run that a delivery belongs to. */
export const causeWords: Record<RunCause, string> = {
  manual: "By hand",
  bulk: "Bulk run",
  listener: "Listener",
  trigger: "Trigger",
  schedule: "Schedule",
  macro: "Macro",
  resend: "Resent",
  test: "Test send",
};
