import { DueTime } from "@/app/(hub)/_screens/schedules/due-time";
import { RelativeTime } from "@/components/kit/relative-time";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import { PastLog } from "@/components/table/past-log";
import type { Page } from "@/lib/db/page-of";
import type { IssueRow } from "@/lib/distributions/issues";
import { isUnderWay } from "@/lib/distributions/under-way";
import classes from "./distribution.module.css";
import { RefreshWhileMade } from "./refresh-while-made";
import { causeWords, issueLook } from "./words";

interface IssuesLogProps {
  title: string;
  /** Off where a tab says it. */
  hasTitle?: boolean;
  issues: Page<IssueRow>;
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

/** What was sent, the latest first. Follows what is under way. */
export function IssuesLog({ title, hasTitle, issues, zone, base, href, isFirstPage, empty }: IssuesLogProps) {
  return (
    <div className={classes.log}>
      {issues.rows.some(isUnderWay) && <RefreshWhileMade />}
      <PastLog
        title={title}
        hasTitle={hasTitle}
        page={issues}
        columns={[
          { id: "what", header: "Sending", cell: (issue) => <What issue={issue} base={base} /> },
          { id: "when", header: "When", cell: (issue) => <When issue={issue} zone={zone} /> },
          { id: "state", header: "State", cell: (issue) => <State issue={issue} /> },
        ]}
        href={href}
        isFirstPage={isFirstPage}
        empty={{ title: "Nothing was sent yet", text: empty }}
      />
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
      {dueAt && (
        <small>
          Due <DueTime at={dueAt} zone={zone} />
        </small>
      )}
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
