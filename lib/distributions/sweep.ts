import "server-only";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { reportTrouble } from "@/lib/errors/report-trouble";
import { heldByJobs } from "@/lib/jobs/held-by-jobs";
import { failIssueIn } from "./end-issue";
import { issueToSend } from "./issue-to-send";

const atOnce = 500;

/**
 * Ends the issues that are neither sent nor failed and that no job works at any more: it failed for good, or the queue lost it. Their
 * owners are told, and can try again. Safe to repeat, also while one of them is being worked at.
 */
export async function sweepIssues(): Promise<void> {
  // Read before the jobs are: an issue that is begun in between has its job by then.
  const underWay = await db.distributionIssue.findMany({
    where: { state: { in: ["waiting", "sending"] } },
    orderBy: { id: "asc" },
    take: atOnce,
    select: issueToSend,
  });
  const ids = underWay.map(({ id }) => id);
  const held = await heldByJobs("distributions.send", "issueId", ids);
  for (const issue of underWay.filter(({ id }) => !held.has(id)))
    await transaction(async (tx) => {
      const written = await tx.distributionRecipient.count({ where: { issueId: issue.id, state: "written" } });
      const waiting = await tx.distributionRecipient.count({ where: { issueId: issue.id, state: "waiting" } });
      await failIssueIn(tx, issue, reasonOf(written, waiting));
    }).catch(reportTrouble("distributions"));
}

function reasonOf(written: number, waiting: number): string {
  const broke = "Fieldpost broke off again and again";
  if (written === 0) return `${broke} before the first e-mail was written, so nobody got it.`;
  const [done, all] = [written, written + waiting].map((count) => count.toLocaleString("en"));
  return `${broke} while it was sent: ${done} of ${all} e-mails were written.`;
}
