import "server-only";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { visibleReports } from "@/lib/reports/queries";
import { stopDayWords, stopsAt } from "./sleep";

export interface TroubledDistribution {
  id: string;
  name: string;
  reportId: string;
  /** The sending that nobody got; null for one that will stop. */
  issueId: string | null;
  /** In words, what is wrong. */
  reason: string;
}

/**
 * Distributions of the reports that the actor sees that still send, but whose latest sending reached nobody, or at whose report nobody
 * looks although its owner was warned. At most 10.
 */
export async function listTroubledDistributions(actor: Can<"reports.read">): Promise<TroubledDistribution[]> {
  const rows = await db.distribution.findMany({
    where: { state: "on", report: { ...visibleReports(actor), archivedAt: null } },
    select: { id: true, name: true, reportId: true, viewedAt: true, warnedAt: true, timeZone: true },
    orderBy: { name: "asc" },
  });
  const lost = await lostIssues(rows.map(({ id }) => id));
  const now = new Date();
  return rows
    .flatMap(({ id, name, reportId, timeZone, viewedAt, warnedAt }): TroubledDistribution[] => {
      const issue = lost.get(id);
      if (issue) return [{ id, name, reportId, issueId: issue.id, reason: issue.reason ?? "" }];
      if (!warnedAt) return [];
      const reason = `Nobody looks at the report. It stops on ${stopDayWords(stopsAt({ viewedAt, warnedAt }, now), timeZone)}.`;
      return [{ id, name, reportId, issueId: null, reason }];
    })
    .slice(0, 10);
}

interface LostIssue {
  id: string;
  reason: string | null;
}

/** Of each distribution the latest sending that ended, if it failed or every mail of it was refused. */
async function lostIssues(distributionIds: readonly string[]): Promise<Map<string, LostIssue>> {
  const found = await db.$queryRaw<(LostIssue & { distributionId: string })[]>`
    select d.id::text as "distributionId", i.id::text, coalesce(i.reason, refused.answer) as reason
      from unnest(${[...distributionIds]}::uuid[]) as d(id)
      cross join lateral (
        select id, state, reason from distribution_issue
         where distribution_id = d.id and cause = 'schedule' and state in ('sent', 'failed') order by id desc limit 1) i
      left join lateral (
        select m.answer, true as failed from distribution_recipient r join email_message m on m.id = r.mail_id
         where r.issue_id = i.id and m.state = 'failed' limit 1) refused on true
     where i.state = 'failed'
        or (refused.failed
            and not exists (select from distribution_recipient r join email_message m on m.id = r.mail_id
                             where r.issue_id = i.id and m.state <> 'failed'))`;
  return new Map(found.map(({ distributionId, ...issue }) => [distributionId, issue]));
}
