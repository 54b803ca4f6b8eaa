import { Group, Stack } from "@mantine/core";
import { z } from "zod";
import { ButtonLink } from "@/components/kit/button-link";
import { DefinitionList, type Definition } from "@/components/kit/definition-list";
import { formatBytes } from "@/components/kit/format";
import { PageHeader } from "@/components/kit/page-header";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { Can } from "@/lib/auth/actor";
import { getIssueContent, type IssueContent } from "@/lib/distributions/issue-content";
import { getIssue, type IssueRow } from "@/lib/distributions/issues";
import { listRecipients } from "@/lib/distributions/recipient-log";
import { requireSender } from "@/lib/distributions/may-distribute";
import { getDistribution } from "@/lib/distributions/queries";
import { AppError } from "@/lib/errors/app-error";
import { crumbsBelowList, distributionPlace } from "./distribution-place";
import { IssueProgress } from "./issue-progress";
import { recipientColumns } from "./recipient-columns";
import { RetryButton } from "./recipient-tools";
import { causeWords, issueLook } from "./words";

interface IssuePageProps {
  actor: Can<"reports.read">;
  reportId: string;
  issueId: string;
  search: Record<string, unknown>;
}

const question = z.object({ after: z.string().max(254).optional().catch(undefined) });

/** One sending: what was in it, who got it, and what their mail servers said. */
export async function IssuePage({ actor, reportId, issueId, search }: IssuePageProps) {
  const report = await requireSender(actor, reportId);
  const issue = await getIssue(actor, issueId);
  if (issue.reportId !== report.id) throw new AppError("not_found", "There is no such sending here.");
  const { after } = question.parse(search);
  const [recipients, content, of] = await Promise.all([
    listRecipients(actor, { issueId, after }),
    getIssueContent(actor, issueId),
    issue.distributionId ? getDistribution(actor, { reportId: report.id, id: issue.distributionId }) : null,
  ]);
  const place = distributionPlace(actor, report);
  const { tone, word } = issueLook(issue);
  const title = issue.subject ?? `${causeWords[issue.cause]}, issue ${issue.number}`;
  const parent = of ? [{ label: of.distribution.name, href: `${place.base}/${of.distribution.id}` }] : [];
  const href = `${place.base}/issues/${issue.id}`;
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={[...crumbsBelowList(place), ...parent, { label: title }]}
        aside={<StatusBadge tone={tone}>{word}</StatusBadge>}
        actions={issue.counts.failed > 0 && <RetryButton scope={place.scope} issueId={issue.id} />}
      />
      <Stack gap="lg">
        <IssueProgress issue={issue} scope={place.scope} isArchived={report.archivedAt !== null} />
        <Section>
          <DefinitionList items={about(issue, content)} />
        </Section>
        <Section title="Recipients" flush>
          {recipients.rows.length === 0 ? (
            <EmptyState title={issue.state === "waiting" ? "Nobody yet" : "Nobody"} illustration="list">
              {issue.state === "waiting"
                ? "The report is being made. Who gets it stands here as soon as it is ready."
                : "No e-mail of it was written."}
            </EmptyState>
          ) : (
            <SimpleTable
              label="Recipients"
              rows={recipients.rows}
              rowId={({ address }) => address}
              columns={recipientColumns(place.scope, of?.distribution ?? null, issue)}
            />
          )}
        </Section>
        {(recipients.next ?? after) && (
          <Group gap="xs">
            {after && (
              <ButtonLink href={href} variant="default">
                First
              </ButtonLink>
            )}
            {recipients.next && (
              <ButtonLink href={`${href}?${new URLSearchParams({ after: recipients.next })}`} variant="default">
                Next
              </ButtonLink>
            )}
          </Group>
        )}
      </Stack>
    </>
  );
}

function about(issue: IssueRow, { files, elements }: IssueContent): Definition[] {
  // Why it was not sent stands above.
  const { reason } = issueLook({ ...issue, reason: null });
  return [
    { term: "Sent", value: causeWords[issue.cause], note: issue.by },
    ...(issue.dueAt ? [{ term: "Due", value: <RelativeTime at={issue.dueAt} /> }] : []),
    { term: "Made", value: <RelativeTime at={issue.at} /> },
    ...(issue.asOf ? [{ term: "Data as of", value: <RelativeTime at={issue.asOf} /> }] : []),
    ...(issue.asOf
      ? [{ term: "Filters", value: issue.filters.length === 0 ? "No filter applied" : issue.filters.join(" · ") }]
      : []),
    { term: "Elements", value: elements === null ? "All of the report" : elements.join(", ") || "–" },
    ...(issue.asOf ? [{ term: "Files", value: files.map(fileWords).join(", ") || "None" }] : []),
    ...(reason ? [{ term: "Details", value: reason }] : []),
  ];
}

function fileWords({ name, bytes, isLinked }: IssueContent["files"][number]): string {
  return `${name} (${formatBytes(bytes)}${isLinked ? ", as a link" : ""})`;
}
