"use client";

import { formatSince } from "@/components/kit/format";
import { usePreferences } from "@/components/theme/preferences";

/** A time of the last days by its weekday, in the zone of whoever looks. */
export function SinceTime({ at }: { at: string }) {
  const { timeZone, now } = usePreferences();
  return <time dateTime={at}>{formatSince(Date.parse(at), now, timeZone)}</time>;
}
