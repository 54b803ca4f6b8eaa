import type { Tx } from "@/lib/db/client";
import { tellOwnersIn } from "./tell";

interface Ending {
  id: string;
  cause: "schedule" | "once" | "test";
  distribution: { id: string; name: string; ownerId: string | null; reportId: string } | null;
}

/** There was nothing to send, or nobody to send it to. */
export async function skipIssueIn(tx: Tx, { id }: Ending, reason: string): Promise<void> {
  await endIn(tx, id, "skipped", reason);
}

/** It could not be made. Its owner is told the first time; the next due time is tried as ever. */
export async function failIssueIn(tx: Tx, issue: Ending, reason: string): Promise<void> {
  if (!(await endIn(tx, issue.id, "failed", reason))) return;
  const { distribution, cause } = issue;
  if (!distribution || cause !== "schedule" || (await failedBeforeIn(tx, issue))) return;
  await tellOwnersIn(tx, distribution, {
    subject: `“${distribution.name}” could not be sent`,
    paragraphs: [reason, "It is tried again at its next due time. You get no further mail while it goes on failing."],
  });
}

/** Nobody answers for it any more: a schedule stops until somebody who may sends it on, and its owner and the managers are told. */
export async function stopIn(tx: Tx, issue: Ending, reason: string): Promise<void> {
  if (!(await endIn(tx, issue.id, "failed", reason))) return;
  const { distribution, cause } = issue;
  if (!distribution || cause !== "schedule") return;
  const { count } = await tx.distribution.updateMany({
    where: { id: distribution.id, state: "on" },
    data: { state: "stopped", stateReason: reason },
  });
  if (count === 0) return;
  await tellOwnersIn(tx, distribution, {
    subject: `“${distribution.name}” was stopped`,
    paragraphs: [
      reason,
      "Nothing more is sent. Whoever selects Go on on its page becomes its owner and sends it with their own rights.",
    ],
    managersToo: true,
  });
}

async function endIn(tx: Tx, id: string, state: "skipped" | "failed", reason: string): Promise<boolean> {
  const { count } = await tx.distributionIssue.updateMany({
    where: { id, state: "waiting" },
    data: { state, reason, finishedAt: new Date() },
  });
  return count > 0;
}

async function failedBeforeIn(tx: Tx, { id, distribution }: Ending): Promise<boolean> {
  const before = await tx.distributionIssue.findFirst({
    where: { distributionId: distribution?.id ?? id, cause: "schedule", id: { lt: id } },
    orderBy: { id: "desc" },
    select: { state: true },
  });
  return before?.state === "failed";
}
