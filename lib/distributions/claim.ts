import { judgeDue } from "@/lib/automation/due-times";
import { timingColumns, timingOf } from "@/lib/automation/pass-over";
import { db } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { transaction } from "@/lib/db/transaction";
import { reportTrouble } from "@/lib/errors/report-trouble";
import { queueJob } from "@/lib/jobs/jobs";
import { issueRequest } from "./schema";
import { contentColumns } from "./stored";

/**
 * Makes an issue of every distribution whose due time has come: of several that were missed, of the latest. The issue, its job and the next
 * due time commit together under a lock, so several workers may look at once, and of a due time there is one issue whatever dies.
 */
export async function claimDueDistributions(now = new Date()): Promise<void> {
  const due = await db.$queryRaw<{ id: string }[]>`
    select id::text from distribution where state = 'on' and next_at <= ${now} order by next_at`;
  // One that cannot be read must not stand in the way of the others.
  for (const { id } of due) await claim(id, now).catch(reportTrouble("distributions"));
}

async function claim(id: string, now: Date): Promise<void> {
  await transaction(async (tx) => {
    const [mine] = await tx.$queryRaw<unknown[]>`
      select 1 from distribution where id = ${id}::uuid and state = 'on' and next_at <= ${now} for update skip locked`;
    if (!mine) return;
    const distribution = await tx.distribution.findUniqueOrThrow({ where: { id }, select: toClaim });
    const judged = judgeDue(timingOf(distribution), distribution.nextAt, now);
    if (!judged) return;
    const { dueAt, missed, nextAt } = judged;
    // Saved meanwhile by a machine whose clock is behind this one's.
    if ((await tx.distributionIssue.count({ where: { distributionId: id, dueAt } })) > 0) {
      await tx.distribution.update({ where: { id }, data: { nextAt }, select: { id: true } });
      return;
    }
    const { reportId, lastNumber, teams, ...asked } = distribution;
    const number = lastNumber + 1;
    await tx.distribution.update({ where: { id }, data: { nextAt, lastNumber: number }, select: { id: true } });
    const request = issueRequest.strip().parse({ ...asked, teamIds: teams.map(({ teamId }) => teamId) });
    const issue = await tx.distributionIssue.create({
      data: {
        reportId,
        distributionId: id,
        cause: "schedule",
        number,
        dueAt,
        missed: missed?.times ?? 0,
        request: plainJson(request),
      },
      select: { id: true },
    });
    await queueJob(tx, "distributions.send", { issueId: issue.id });
  });
}

const toClaim = {
  ...contentColumns,
  ...timingColumns,
  nextAt: true,
  reportId: true,
  lastNumber: true,
  teams: { select: { teamId: true } },
} as const;
