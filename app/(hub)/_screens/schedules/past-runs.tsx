import { RelativeTime } from "@/components/kit/relative-time";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import { PastLog } from "@/components/table/past-log";
import type { EntryRow } from "@/lib/automation/schedule-queries";
import type { Page } from "@/lib/db/page-of";
import { DueTime } from "./due-time";
import classes from "./schedules.module.css";
import { entryLook, timesWords } from "./words";

interface PastRunsProps {
  entries: Page<EntryRow>;
  zone: string;
  /** The address of this page. */
  href: string;
  isFirstPage: boolean;
  /** Before a run's id. */
  runsBase: string;
}

/** What became of its due times. */
export function PastRuns({ entries, zone, href, isFirstPage, runsBase }: PastRunsProps) {
  return (
    <div className={classes.past}>
      <PastLog
        title="Due times"
        description="What became of each, the latest first."
        page={entries}
        columns={[
          { id: "due", header: "Due", cell: (entry) => <Due entry={entry} zone={zone} /> },
          { id: "outcome", header: "Outcome", cell: (entry) => <Outcome entry={entry} /> },
          { id: "why", header: "Details", cell: (entry) => <Details entry={entry} runsBase={runsBase} /> },
        ]}
        href={href}
        isFirstPage={isFirstPage}
        empty={{
          title: "Nothing was due yet",
          text: "When it is due, this says whether it ran, and if it did not, why.",
        }}
      />
    </div>
  );
}

function Due({ entry: { dueAt, until, times }, zone }: { entry: EntryRow; zone: string }) {
  return (
    <span className={classes.next}>
      <RelativeTime at={until ?? dueAt} />
      <span>
        <DueTime at={dueAt} zone={zone} />
        {until && (
          <>
            <small> to </small>
            <DueTime at={until} zone={zone} />
            <small>, {timesWords(times)}</small>
          </>
        )}
      </span>
    </span>
  );
}

function Outcome({ entry }: { entry: EntryRow }) {
  const { tone, word } = entryLook(entry);
  return (
    <StatusBadge tone={tone} variant="plain">
      {word}
    </StatusBadge>
  );
}

function Details({ entry, runsBase }: { entry: EntryRow; runsBase: string }) {
  const { reason } = entryLook(entry);
  if (!entry.run) return reason || "–";
  return (
    <span className={classes.next}>
      {reason && <span>{reason}</span>}
      <span>
        <TextLink href={`${runsBase}${entry.run.id}`}>Open the run</TextLink>
      </span>
    </span>
  );
}
