import type { Can } from "@/lib/auth/actor";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { queueJob } from "@/lib/jobs/jobs";
import { getIssue } from "./issues";
import { requireDistributable } from "./may-distribute";

/**
 * Goes on with an issue that failed: one that was made is sent to those who have no mail of it yet, else it is made anew. Nobody gets it
 * twice. @throws AppError `not_found`, `forbidden`, `conflict` for one that did not fail, and for a report in the archive
 */
export async function retryIssue(actor: Can<"reports.read">, issueId: string): Promise<void> {
  const { reportId } = await getIssue(actor, issueId);
  await requireDistributable(actor, reportId);
  await transaction(async (tx) => {
    const [failed] = await tx.$queryRaw<{ isMade: boolean }[]>`
      select package_id is not null as "isMade" from distribution_issue
       where id = ${issueId}::uuid and state = 'failed' for update`;
    if (!failed) throw new AppError("conflict", "This sending did not fail, or is being tried again already.");
    await tx.distributionIssue.update({
      where: { id: issueId },
      data: { state: failed.isMade ? "sending" : "waiting", renders: 0, reason: null, finishedAt: null },
      select: { id: true },
    });
    await queueJob(tx, "distributions.send", { issueId });
  });
}
