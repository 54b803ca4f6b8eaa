import { z } from "zod";

/** Since when a home page tells what changed; it stands in the address as `since`. Browser-safe. */
export const sinceChoices = ["visit", "24h", "7d"] as const;
export type SinceChoice = (typeof sinceChoices)[number];

export const sinceWords: Record<SinceChoice, string> = { visit: "Last visit", "24h": "24 hours", "7d": "7 days" };

/** What cannot be read is the last visit. */
export function readSince(search: Record<string, unknown>): SinceChoice {
  return z.enum(sinceChoices).catch("visit").parse(search.since);
}

export const sinceHours: Record<Exclude<SinceChoice, "visit">, number> = { "24h": 24, "7d": 168 };
