import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { countsOf, noCounts, type IssueCounts, type IssueRow } from "./issues";
import { isUnderWay } from "./under-way";

export interface RunningIssue extends Pick<IssueRow, "id" | "cause" | "state"> {
  /** Of the distribution, or of the report that was sent by hand. */
  name: string;
  reportId: string;
  /** Null for a report of the community. */
  project: { key: string; name: string } | null;
  counts: IssueCounts;
}

/**
 * What the actor sent by hand, or their distributions send, and is not at its mail servers yet; and what ended within the last half
 * minute: newest first, at most 20. What a mail server put off for longer is found in the log.
 */
export async function listRunningIssues(actor: Can<"home.read">): Promise<RunningIssue[]> {
  if (actor.personId === null) return [];
  const [lingers, sentSince] = [Date.now() - lingerMs, new Date(Date.now() - sentMs)];
  const found = await db.distributionIssue.findMany({
    where: {
      AND: [
        { OR: [{ state: { in: ["waiting", "sending"] } }, { finishedAt: { gt: sentSince } }] },
        {
          OR: [
            { cause: { not: "schedule" }, byId: actor.personId },
            { cause: "schedule", distribution: { ownerId: actor.personId } },
          ],
        },
      ],
    },
    orderBy: { id: "desc" },
    take: 20,
    select: {
      id: true,
      cause: true,
      state: true,
      reportId: true,
      finishedAt: true,
      distribution: { select: { name: true } },
      report: { select: { name: true, project: { select: { key: true, name: true } } } },
    },
  });
  const counts = await countsOf(found.map(({ id }) => id));
  return found.flatMap(({ finishedAt, distribution, report, ...issue }) => {
    const row = { ...issue, counts: counts.get(issue.id) ?? noCounts };
    if (!isUnderWay(row) && (finishedAt?.getTime() ?? 0) <= lingers) return [];
    return [{ ...row, name: distribution?.name ?? report.name, project: report.project }];
  });
}

const lingerMs = 30_000;
/** A mail that is not taken by then waits for another try, which may be hours away. */
const sentMs = 15 * 60_000;
