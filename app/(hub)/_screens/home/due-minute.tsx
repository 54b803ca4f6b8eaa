"use client";

import { formatMinute } from "@/components/kit/format";
import { usePreferences } from "@/components/theme/preferences";

/** A time to the minute in the zone of whoever looks, the zone named. */
export function DueMinute({ at }: { at: string }) {
  const { timeZone } = usePreferences();
  return <time dateTime={at}>{formatMinute(Date.parse(at), timeZone)}</time>;
}
