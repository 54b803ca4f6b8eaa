import type { Can } from "@/lib/auth/actor";
import { projectRoles, roleMay } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { tally, type ImportKind, type Tally } from "./schema";
import type { ImportState } from "./states";

export interface RunningImport {
  id: string;
  kind: ImportKind;
  groupId: string | null;
  fileName: string;
  /** Null for an import of the community. */
  project: { key: string; name: string } | null;
  startedBy: string;
  state: ImportState;
  total: number;
  tally: Tally;
}

/**
 * The imports that are being written, and those that ended within the last half minute: newest first, at most 20, wherever this person may
 * import the like. Null for a person who may import nowhere.
 */
export async function listRunningImports(actor: Can<"home.read">): Promise<RunningImport[] | null> {
  const places = await placesOf(actor);
  if (!places) return null;
  const found = await db.import.findMany({
    where: {
      AND: [
        places,
        { startedAt: { not: null } },
        { OR: [{ state: "running" }, { finishedAt: { gt: new Date(Date.now() - lingerMs) } }] },
      ],
    },
    orderBy: { id: "desc" },
    take: 20,
    select: {
      id: true,
      kind: true,
      groupId: true,
      fileName: true,
      byName: true,
      state: true,
      total: true,
      tally: true,
      project: { select: { key: true, name: true } },
    },
  });
  return found.map(({ byName, tally: counted, ...row }) => ({
    ...row,
    startedBy: byName,
    tally: tally.parse(counted),
  }));
}

const lingerMs = 30_000;

const rights = { users: "members.write", values: "externalData.write" } as const;

async function placesOf(actor: Can<"home.read">): Promise<Prisma.ImportWhereInput | null> {
  if (actor.role === "community_manager") return {};
  const roles = projectRoles.filter((role) => roleMay(role, rights.users) || roleMay(role, rights.values));
  const parts = await db.participation.findMany({
    where: { userId: actor.personId ?? "", state: "active", role: { in: roles } },
    select: { projectId: true, role: true },
  });
  if (parts.length === 0) return null;
  const places = (["users", "values"] as const).map((kind) => ({
    kind,
    projectId: { in: parts.filter(({ role }) => roleMay(role, rights[kind])).map(({ projectId }) => projectId) },
  }));
  return { OR: places };
}
