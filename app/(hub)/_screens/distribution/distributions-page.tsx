import { DueTime } from "@/app/(hub)/_screens/schedules/due-time";
import { whenWords } from "@/app/(hub)/_screens/schedules/words";
import { chosenQuery, readChosen } from "@/app/(hub)/_screens/report/chosen-address";
import { Address } from "@/components/kit/address";
import { ButtonLink } from "@/components/kit/button-link";
import { HelpLink } from "@/components/kit/help-link";
import { PageHeader } from "@/components/kit/page-header";
import { RelativeTime } from "@/components/kit/relative-time";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { TextLink } from "@/components/kit/text-link";
import { EmptyState } from "@/components/states/empty-state";
import { SimpleTable } from "@/components/table/simple-table";
import type { Can } from "@/lib/auth/actor";
import { issuesQuestion, listIssues } from "@/lib/distributions/issues";
import { listDistributions, type DistributionRow } from "@/lib/distributions/queries";
import { isUnderWay } from "@/lib/distributions/under-way";
import { helpLinks } from "@/lib/help/links";
import { shownControls } from "@/lib/reports/control-fields";
import { DistributionMenu } from "./distribution-menu";
import { distributionPlace, type DistributionPlace } from "./distribution-place";
import classes from "./distribution.module.css";
import { IssuesLog } from "./issues-log";
import { RefreshWhileMade } from "./refresh-while-made";
import { distributionLook, issueLook, recipientsWords } from "./words";

interface DistributionsPageProps {
  actor: Can<"reports.read">;
  reportId: string;
  search: Record<string, unknown>;
}

/** What sends a report by itself, and what people sent of it by hand. */
export async function DistributionsPage({ actor, reportId, search }: DistributionsPageProps) {
  const { after } = issuesQuestion.parse(search);
  const { report, rows } = await listDistributions(actor, reportId);
  const byHand = await listIssues(actor, { reportId: report.id, after });
  const place = distributionPlace(actor, report);
  const { chosen } = readChosen(search.where, await shownControls(actor, report));
  const isSent = report.archivedAt === null;
  const create = <ButtonLink href={`${place.base}/new`}>Create a distribution</ButtonLink>;
  return (
    <>
      <PageHeader
        title="Distribution"
        breadcrumbs={[...place.crumbs, { label: "Distribution" }]}
        description={
          isSent ? `Sends ${report.name} by e-mail.` : "The report is in the archive, so nothing of it is sent."
        }
        actions={
          <>
            <HelpLink to={helpLinks.distributions}>How distribution works</HelpLink>
            {isSent && (
              <ButtonLink href={`${place.base}/mail${chosenQuery(chosen)}`} variant="default">
                E-mail this report
              </ButtonLink>
            )}
            {isSent && rows.length > 0 && create}
          </>
        }
      />
      {rows.some(({ last }) => last && isUnderWay(last)) && <RefreshWhileMade />}
      <Section flush>
        {rows.length === 0 ? (
          <EmptyState title="No distributions yet" illustration="list" actions={isSent && create}>
            A distribution sends this report to teams and addresses, every Monday at nine for example. They need no
            account.
          </EmptyState>
        ) : (
          <SimpleTable label="Distributions" rows={rows} rowId={({ id }) => id} columns={columnsOf(place)} />
        )}
      </Section>
      <IssuesLog
        title="Sent by hand"
        issues={byHand}
        zone={actor.scope.timeZone}
        base={place.base}
        href={place.base}
        isFirstPage={after === undefined}
        empty="E-mail this report to send it once, to whom you like."
      />
    </>
  );
}

function columnsOf({ base, scope }: DistributionPlace) {
  return [
    {
      id: "name",
      header: "Name",
      cell: ({ id, name, owner }: DistributionRow) => (
        <span className={classes.stack}>
          <TextLink href={`${base}/${id}`}>{name}</TextLink>
          <small>{owner ? owner.name : "No owner"}</small>
        </span>
      ),
    },
    {
      id: "who",
      header: "Who gets it",
      cell: (row: DistributionRow) => (
        <span className={classes.who}>
          <Address of={recipientsWords(row)} />
        </span>
      ),
    },
    {
      id: "when",
      header: "When",
      cell: ({ timing, state, nextAt, isArchived }: DistributionRow) => (
        <span className={classes.stack}>
          <span>{whenWords(timing)}</span>
          {state === "on" && nextAt && !isArchived && (
            <small>
              Next <RelativeTime at={nextAt} isAhead />, <DueTime at={nextAt} zone={timing.timeZone} />
            </small>
          )}
        </span>
      ),
    },
    { id: "last", header: "Last time", cell: ({ last }: DistributionRow) => <Last last={last} base={base} /> },
    { id: "state", header: "State", cell: (row: DistributionRow) => <State row={row} /> },
    {
      id: "menu",
      header: "Actions",
      align: "end" as const,
      cell: (row: DistributionRow) => <DistributionMenu scope={scope} base={base} distribution={row} />,
    },
  ];
}

function State({ row }: { row: DistributionRow }) {
  const { tone, word, reason } = distributionLook(row);
  return (
    <span className={classes.stack}>
      <StatusBadge tone={tone} variant="plain">
        {word}
      </StatusBadge>
      {reason && <small>{reason}</small>}
    </span>
  );
}

function Last({ last, base }: { last: DistributionRow["last"]; base: string }) {
  if (!last) return "never";
  const { tone, word } = issueLook(last);
  return (
    <span className={classes.stack}>
      <StatusBadge tone={tone} variant="plain">
        {word}
      </StatusBadge>
      <TextLink href={`${base}/issues/${last.id}`}>
        <RelativeTime at={last.at} />
      </TextLink>
    </span>
  );
}
