import { ButtonLink } from "@/components/kit/button-link";
import { Group } from "@mantine/core";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { EntryRow } from "@/lib/automation/schedule-queries";
import { DueTime } from "./due-time";
import classes from "./schedules.module.css";
import { entryLook, timesWords } from "./words";

interface PastRunsProps {
  entries: { rows: EntryRow[]; next: string | null };
  zone: string;
  /** The address of this page. */
  href: string;
  isFirstPage: boolean;
  /** Before a run's id. */
  runsBase: string;
}

/** What became of its due times. */
export function PastRuns({ entries: { rows, next }, zone, href, isFirstPage, runsBase }: PastRunsProps) {
  return (
    <div className={classes.past}>
      <Section title="Due times" description="What became of each, the latest first." flush>
        {rows.length === 0 ? (
          <EmptyState title="Nothing was due yet" illustration="list">
            When it is due, this says whether it ran, and if it did not, why.
          </EmptyState>
        ) : (
          <SimpleTable
            label="Due times"
            rows={rows}
            rowId={({ id }) => id}
            columns={[
              { id: "due", header: "Due", cell: (entry) => <Due entry={entry} zone={zone} /> },
              { id: "outcome", header: "Outcome", cell: (entry) => <Outcome entry={entry} /> },
              { id: "why", header: "Details", cell: (entry) => <Details entry={entry} runsBase={runsBase} /> },
            ]}
          />
        )}
      </Section>
      {(next ?? !isFirstPage) && (
        <Group mt="sm" gap="xs">
          {!isFirstPage && (
            <ButtonLink href={href} variant="default">
              Latest
            </ButtonLink>
          )}
          {next && (
            <ButtonLink href={`${href}?after=${next}`} variant="default">
              Older
            </ButtonLink>
          )}
        </Group>
      )}
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
