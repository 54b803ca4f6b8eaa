import { Alert } from "@mantine/core";
import { notFound } from "next/navigation";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { whenWords } from "@/app/(hub)/_screens/schedules/words";
import { LinkTabs } from "@/components/kit/link-tabs";
import { PageHeader } from "@/components/kit/page-header";
import { StatusBadge } from "@/components/kit/status-badge";
import { lastSeen } from "@/lib/audit/last-change";
import { may, type Can } from "@/lib/auth/actor";
import type { ScopeRef } from "@/lib/auth/authorize";
import { issuesQuestion, listIssues } from "@/lib/distributions/issues";
import { requireSender } from "@/lib/distributions/may-distribute";
import { getDistribution, type DistributionRow } from "@/lib/distributions/queries";
import { ArchivedReport } from "./archived-report";
import { distributionChoices } from "./choices";
import { DistributionEditor } from "./distribution-editor";
import { crumbsBelowList, distributionPlace } from "./distribution-place";
import { GoOnButton, KeepSendingButton } from "./go-on-button";
import { IssuesLog } from "./issues-log";
import { distributionLook, wayOn } from "./words";

interface DistributionPageProps {
  actor: Can<"reports.read">;
  reportId: string;
  /** Null for a new one. */
  distributionId: string | null;
  search?: Record<string, unknown>;
}

/** A distribution: its editor, when it is sent next, and what it sent. */
export async function DistributionPage({ actor, reportId, distributionId, search = {} }: DistributionPageProps) {
  if (distributionId !== null && !z.uuid().safeParse(distributionId).success) notFound();
  // Before the distribution itself, so that a change between the two is noticed.
  const seen = distributionId && (await lastSeen("distribution", distributionId));
  const { report, distribution } =
    distributionId === null
      ? { report: await requireSender(actor, reportId), distribution: null }
      : await getDistribution(actor, { reportId, id: distributionId });
  const place = distributionPlace(actor, report);
  if (!distribution && report.archivedAt) return <ArchivedReport title="Create a distribution" place={place} />;
  const { after } = issuesQuestion.parse(search);
  const show = distribution?.last ? tabs.parse(search).show : "settings";
  const [choices, issues] = await Promise.all([
    distributionChoices(actor, report, distribution),
    distribution && listIssues(actor, { reportId: report.id, distributionId: distribution.id, after }),
  ]);
  const title = distribution?.name ?? "Create a distribution";
  const { timeZone } = actor.scope;
  return (
    <>
      <PageHeader
        title={title}
        description={distribution && whenWords(distribution.timing)}
        breadcrumbs={[...crumbsBelowList(place), { label: title }]}
        aside={distribution && <State distribution={distribution} />}
        actions={
          distribution && (
            <>
              {may(actor, "audit.read") && <HistoryLink scope={place.scope} kind="distribution" id={distribution.id} />}
              {distribution.mayChange && <GoOnButton scope={place.scope} {...distribution} />}
            </>
          )
        }
      />
      {distribution && <Notice distribution={distribution} scope={place.scope} isAlone={show === "log"} />}
      {distribution?.last && <Tabs href={`${place.base}/${distribution.id}`} show={show} />}
      {show === "settings" && (
        <DistributionEditor
          key={distribution?.modifiedAt ?? "new"}
          scope={place.scope}
          base={place.base}
          report={{ id: report.id, name: report.name }}
          distribution={distribution}
          choices={choices}
          begins={{ startsAt: tomorrowAtNine(timeZone), timeZone }}
          mayChange={distribution?.mayChange ?? true}
          seen={seen}
        />
      )}
      {distribution && issues && (show === "log" || !distribution.last) && (
        <IssuesLog
          title="What it sent"
          hasTitle={!distribution.last}
          issues={issues}
          zone={distribution.timing.timeZone}
          base={place.base}
          href={`${place.base}/${distribution.id}`}
          isFirstPage={after === undefined}
          empty="When it is due, this says who got it and what their mail servers said."
        />
      )}
    </>
  );
}

function State({ distribution }: { distribution: DistributionRow }) {
  const { tone, word } = distributionLook(distribution);
  return <StatusBadge tone={tone}>{word}</StatusBadge>;
}

const tabs = z.object({ show: z.enum(["log", "settings"]).catch("log") });

/** Of one that has sent: what it sent stands first. */
function Tabs({ href, show }: { href: string; show: "log" | "settings" }) {
  return (
    <LinkTabs
      label="What to show"
      tabs={[
        { label: "What it sent", href, active: show === "log" },
        { label: "Settings", href: `${href}?show=settings`, active: show === "settings" },
      ]}
    />
  );
}

interface NoticeProps {
  distribution: DistributionRow;
  scope: ScopeRef;
  /** No form stands below it. */
  isAlone: boolean;
}

/** What somebody who looks after it should know before anything else. */
function Notice({ distribution, scope, isAlone }: NoticeProps) {
  const { tone, word, reason } = distributionLook(distribution);
  if (!reason || (tone !== "failed" && tone !== "warning")) return null;
  return (
    <Alert color={tone === "failed" ? "red" : "yellow"} variant="light" mb="md" title={word}>
      {reason} {wayOn(distribution)}
      {distribution.stopDay !== null && distribution.mayChange && !distribution.isArchived && (
        <KeepSendingButton scope={scope} id={distribution.id} isMain={isAlone} />
      )}
    </Alert>
  );
}

function tomorrowAtNine(timeZone: string): string {
  return Temporal.Now.plainDateISO(timeZone)
    .add({ days: 1 })
    .toPlainDateTime("09:00")
    .toString({ smallestUnit: "minute" });
}
