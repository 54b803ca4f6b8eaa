import { Group } from "@mantine/core";
import { DueTime } from "@/app/(hub)/_screens/schedules/due-time";
import { ButtonLink } from "@/components/kit/button-link";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { IssueRow } from "@/lib/distributions/issues";
import classes from "./distribution.module.css";
import { causeWords, issueLook } from "./words";

interface IssuesLogProps {
  title: string;
  issues: { rows: IssueRow[]; next: string | null };
  /** The zone of due times. */
  zone: string;
  /** The address of the distributions. */
  base: string;
  /** The address of this page. */
  href: string;
  isFirstPage: boolean;
  /** What there is while nothing was sent. */
  empty: string;
}

/** What was sent, the latest first. */
export function IssuesLog({ title, issues: { rows, next }, zone, base, href, isFirstPage, empty }: IssuesLogProps) {
  return (
    <div className={classes.log}>
      <Section title={title} flush>
        {rows.length === 0 ? (
          <EmptyState title="Nothing was sent yet" illustration="list">
            {empty}
          </EmptyState>
        ) : (
          <SimpleTable
            label={title}
            rows={rows}
            rowId={({ id }) => id}
            columns={[
              { id: "what", header: "Sending", cell: (issue) => <What issue={issue} base={base} /> },
              { id: "when", header: "When", cell: (issue) => <When issue={issue} zone={zone} /> },
              { id: "state", header: "State", cell: (issue) => <State issue={issue} /> },
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

function What({ issue, base }: { issue: IssueRow; base: string }) {
  const { id, cause, number, subject, by } = issue;
  return (
    <span className={classes.stack}>
      <TextLink href={`${base}/issues/${id}`}>
        {subject ?? (cause === "schedule" ? `Issue ${number}` : causeWords[cause])}
      </TextLink>
      <small>
        {causeWords[cause]}
        {by && `, ${by}`}
      </small>
    </span>
  );
}

function When({ issue: { at, dueAt }, zone }: { issue: IssueRow; zone: string }) {
  return (
    <span className={classes.stack}>
      <RelativeTime at={at} />
      {dueAt && <DueTime at={dueAt} zone={zone} />}
    </span>
  );
}

function State({ issue }: { issue: IssueRow }) {
  const { tone, word, reason } = issueLook(issue);
  return (
    <span className={classes.stack}>
      <StatusBadge tone={tone} variant="plain">
        {word}
      </StatusBadge>
      {reason && <small>{reason}</small>}
    </span>
  );
}
