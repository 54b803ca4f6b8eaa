import { Alert } from "@mantine/core";
import { ProgressBar } from "@/components/kit/progress-bar";
import { Section } from "@/components/kit/section";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { IssueRow } from "@/lib/distributions/issues";
import { isUnderWay } from "@/lib/distributions/under-way";
import { issueParts, issueTotal } from "./issue-parts";
import { TryAgainButton } from "./recipient-tools";
import { RefreshWhileMade } from "./refresh-while-made";

interface IssueProgressProps {
  issue: IssueRow;
  scope: ScopeRef;
  /** Then nothing of the report is sent. */
  isArchived: boolean;
}

/** How far a sending is, followed while it moves; of one that ended otherwise than sent, why, and what to do. */
export function IssueProgress({ issue, scope, isArchived }: IssueProgressProps) {
  const { id, state, reason, counts } = issue;
  const total = issueTotal(counts);
  return (
    <>
      {isUnderWay(issue) && <RefreshWhileMade />}
      {state === "failed" && (
        <Alert color="red" variant="light" title={counts.sent + counts.kept > 0 ? "Not sent to all" : "Not sent"}>
          {reason} {isArchived ? "The report is in the archive; take it out to try again." : "Nobody gets it twice."}
          {!isArchived && <TryAgainButton scope={scope} issueId={id} />}
        </Alert>
      )}
      {state === "skipped" && (
        <Alert color="gray" variant="light" title="Not sent">
          {reason}
        </Alert>
      )}
      {isUnderWay(issue) && total > 0 && (
        <Section title="Being sent">
          <ProgressBar label="E-mails sent" total={total} parts={issueParts(issue)} />
        </Section>
      )}
    </>
  );
}
