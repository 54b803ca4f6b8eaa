"use client";

import { Tooltip } from "@mantine/core";
import { usePreferences } from "@/components/theme/preferences";
import { useNow } from "./clock";
import { formatExact, formatRelative } from "./format";

interface RelativeTimeProps {
  at: string | number | Date | null;
  empty?: string;
  /** Known to be still to come: it reads "in 50 s" and not "just now". */
  isAhead?: boolean;
}

/** "2 h ago"; hover or focus shows the exact time in the person's zone and in UTC. */
export function RelativeTime({ at, empty = "–", isAhead = false }: RelativeTimeProps) {
  const { timeZone } = usePreferences();
  const now = useNow();
  if (at === null) return <span>{empty}</span>;
  const time = new Date(at);
  const local = formatExact(time.getTime(), timeZone);
  const utc = timeZone === "UTC" ? "" : `\n${formatExact(time.getTime(), "UTC")}`;
  return (
    <Tooltip label={local + utc} style={{ whiteSpace: "pre-line" }}>
      <time dateTime={time.toISOString()} style={{ whiteSpace: "nowrap" }}>
        {formatRelative(time.getTime(), !isAhead && isSinceLastTick(time.getTime(), now) ? time.getTime() : now)}
      </time>
    </Tooltip>
  );
}

// The clock ticks slowly: what happened meanwhile must not read as the future.
function isSinceLastTick(at: number, now: number): boolean {
  return at > now && at - now < 60_000;
}

/** The exact time in the person's zone, zone named. */
export function ExactTime({ at }: { at: string | number | Date }) {
  const { timeZone } = usePreferences();
  const time = new Date(at);
  return <time dateTime={time.toISOString()}>{formatExact(time.getTime(), timeZone)}</time>;
}
