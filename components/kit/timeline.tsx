import type { ReactNode } from "react";
import type { StatusTone } from "./status-badge";
import { RelativeTime } from "./relative-time";
import classes from "./timeline.module.css";

export interface TimelineEntry {
  id: string;
  icon: ReactNode;
  tone?: StatusTone;
  /** Who did what: "Maya commented". */
  title: ReactNode;
  at: string | number | Date;
  /** Comment text, a change from → to, a link to the log. */
  children?: ReactNode;
}

/** What happened, one entry under the other. */
export function Timeline({ label, entries }: { label: string; entries: TimelineEntry[] }) {
  return (
    <ol aria-label={label} className={classes.root}>
      {entries.map((entry) => (
        <li key={entry.id} className={classes.entry}>
          <span className={classes.icon} data-tone={entry.tone} aria-hidden>
            {entry.icon}
          </span>
          <div className={classes.content}>
            <div className={classes.title}>
              <span>{entry.title}</span>
              <span className={classes.time}>
                <RelativeTime at={entry.at} />
              </span>
            </div>
            {entry.children && <div className={classes.body}>{entry.children}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
