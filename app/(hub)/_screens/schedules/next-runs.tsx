"use client";

import { VisuallyHidden } from "@mantine/core";
import { useMemo } from "react";
import { useNow } from "@/components/kit/clock";
import { RelativeTime } from "@/components/kit/relative-time";
import { formatMinute } from "@/components/kit/format";
import { Section } from "@/components/kit/section";
import { listDueTimes } from "@/lib/automation/due-times";
import type { ScheduleTiming } from "@/lib/automation/schedule-schema";
import classes from "./schedules.module.css";
import { zoneWord } from "./words";

interface NextRunsProps {
  /** Null while it cannot be read yet. */
  timing: ScheduleTiming | null;
  enabled: boolean;
}

/** When it will be due, as the form stands now. */
export function NextRuns({ timing, enabled }: NextRunsProps) {
  const minute = Math.floor(useNow() / 60_000);
  const times = useMemo(() => timing && listDueTimes(timing, new Date(minute * 60_000), 5), [timing, minute]);
  const [first] = times ?? [];
  return (
    <Section title="Next five runs">
      {/* Said when it changes, not whenever "in 5 min" does. */}
      <VisuallyHidden role="status">
        {timing && first && `Runs next on ${formatMinute(first.getTime(), timing.timeZone)}`}
      </VisuallyHidden>
      {!timing || !times ? (
        <p className={classes.none}>They are shown as soon as it is clear when it runs.</p>
      ) : times.length === 0 ? (
        <p className={classes.none}>Nothing is due any more.</p>
      ) : (
        <ol className={classes.times} aria-label="Next five runs">
          {times.map((at) => (
            <li key={at.getTime()}>
              <time dateTime={at.toISOString()}>{formatMinute(at.getTime(), timing.timeZone)}</time>
              <RelativeTime at={at} isAhead />
            </li>
          ))}
        </ol>
      )}
      {timing && (
        <p className={classes.note}>
          {times && times.length > 0 && times.length < 5 && "Then it is over. "}
          {!enabled && "It is switched off, so none of them runs. "}
          Time zone: {zoneWord(timing.timeZone)}.
        </p>
      )}
    </Section>
  );
}
