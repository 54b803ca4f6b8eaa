import type { Tx } from "@/lib/db/client";
import type { IssueToSend } from "./issue-to-send";
import { tellOwnersIn } from "./tell";

/** There was nothing to send, or nobody to send it to. */
export async function skipIssueIn(tx: Tx, issue: IssueToSend, reason: string): Promise<void> {
  await endIn(tx, issue, "skipped", reason);
}

/**
 * It could not be made, or not be sent to all. Its owner is told the first time, or who sent it by hand; the next due time is tried as
 * ever. One that moved on since it was read is left alone.
 */
export async function failIssueIn(tx: Tx, issue: IssueToSend, reason: string): Promise<void> {
  if (!(await endIn(tx, issue, "failed", reason))) return;
  if (issue.toldAt || issue.cause === "test" || (await failedBeforeIn(tx, issue))) return;
  const { id, distribution, cause, byId, reportId } = issue;
  await tx.distributionIssue.update({ where: { id }, data: { toldAt: new Date() }, select: { id: true } });
  const mend = "Open it to see what happened, and select Try again; nobody gets it twice.";
  if (cause === "once")
    return tellOwnersIn(
      tx,
      { distribution: null, ownerId: byId, reportId },
      { subject: "The report that you sent could not be sent", paragraphs: [reason, mend], issueId: id },
    );
  if (!distribution) return;
  await tellOwnersIn(
    tx,
    { distribution, ownerId: distribution.ownerId, reportId },
    {
      subject: `“${distribution.name}” could not be sent`,
      paragraphs: [
        reason,
        `${mend} Its next due time is tried as ever.`,
        "You get no further mail while it goes on failing.",
      ],
      issueId: id,
    },
  );
}

/** Nobody answers for it any more: a schedule stops until somebody who may sends it on, and its owner and the managers are told. */
export async function stopIn(tx: Tx, issue: IssueToSend, reason: string): Promise<void> {
  if (!(await endIn(tx, issue, "failed", reason))) return;
  const { distribution, cause, reportId } = issue;
  if (!distribution || cause !== "schedule") return;
  const { count } = await tx.distribution.updateMany({
    where: { id: distribution.id, state: "on" },
    data: { state: "stopped", stateReason: reason, stoppedAt: new Date() },
  });
  if (count === 0) return;
  await tellOwnersIn(
    tx,
    { distribution, ownerId: distribution.ownerId, reportId },
    {
      subject: `“${distribution.name}” was stopped`,
      paragraphs: [
        reason,
        "Nothing more is sent. Whoever selects Go on on its page becomes its owner and sends it with their own rights.",
      ],
      managersToo: true,
    },
  );
}

async function endIn(
  tx: Tx,
  { id, state: from }: IssueToSend,
  state: "skipped" | "failed",
  reason: string,
): Promise<boolean> {
  const { count } = await tx.distributionIssue.updateMany({
    where: { id, state: from },
    data: { state, reason, finishedAt: new Date() },
  });
  return count > 0;
}

async function failedBeforeIn(tx: Tx, { id, distributionId }: IssueToSend): Promise<boolean> {
  if (distributionId === null) return false;
  const before = await tx.distributionIssue.findFirst({
    where: { distributionId, cause: "schedule", id: { lt: id } },
    orderBy: { id: "desc" },
    select: { state: true },
  });
  return before?.state === "failed";
}
