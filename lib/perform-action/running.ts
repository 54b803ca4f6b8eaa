import type { Can } from "@/lib/auth/actor";
import { projectRoles, roleMay } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { starterWords } from "./queries";
import { countsOf, noCounts, type RunCounts } from "./run-counts";
import type { RunState } from "./states";

export interface RunningRow {
  id: string;
  macro: string;
  /** Null for a run of the community. */
  project: { key: string; name: string } | null;
  startedBy: string;
  state: RunState;
  /** Null while its records are being collected. */
  total: number | null;
  counts: RunCounts;
}

/**
 * What people started and is not over, and what ended within the last half minute: newest first, at most 20, in the community and in
 * every project in which this person may read runs. Null for a person who may read them nowhere.
 */
export async function listRunning(actor: Can<"home.read">): Promise<RunningRow[] | null> {
  const place = await placeOf(actor);
  if (!place) return null;
  const found = await db.macroRun.findMany({
    where: {
      ...place,
      // What listeners start is theirs: it comes one record at a time, at any rate, and is found in the logs.
      cause: { in: ["manual", "bulk", "schedule", "resend"] },
      OR: [
        { state: { in: ["expanding", "running", "paused"] } },
        { finishedAt: { gt: new Date(Date.now() - lingerMs) } },
      ],
    },
    orderBy: { id: "desc" },
    take: 20,
    select: {
      id: true,
      state: true,
      total: true,
      cause: true,
      causeDetail: true,
      macro: { select: { name: true } },
      project: { select: { key: true, name: true } },
    },
  });
  const counts = await countsOf(found.map(({ id }) => id));
  return found.map(({ cause, causeDetail, macro, ...run }) => ({
    ...run,
    macro: macro.name,
    startedBy: starterWords(cause, causeDetail),
    counts: counts.get(run.id) ?? noCounts(),
  }));
}

const lingerMs = 30_000;

async function placeOf(actor: Can<"home.read">): Promise<Prisma.MacroRunWhereInput | null> {
  if (actor.role === "community_manager") return {};
  const parts = await db.participation.findMany({
    where: {
      userId: actor.personId ?? "",
      state: "active",
      role: { in: projectRoles.filter((role) => roleMay(role, "runs.read")) },
    },
    select: { projectId: true },
  });
  return parts.length === 0 ? null : { projectId: { in: parts.map(({ projectId }) => projectId) } };
}
