import { projectIdOf, type Can } from "@/lib/auth/actor";
import { origin, type Origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { usernames } from "@/lib/users/usernames";

/** The teams of the actor's scope with their size. */
export async function listTeams(actor: Can<"users.read">) {
  const teams = await db.team.findMany({
    where: { projectId: projectIdOf(actor) },
    orderBy: { name: "asc" },
    select: { id: true, name: true, description: true, _count: { select: { memberships: true } } },
  });
  return teams.map(({ _count, ...team }) => ({ ...team, size: _count.memberships }));
}

/** The teams of the actor's scope, to choose from. */
export async function listTeamNames(actor: Can<"filters.write">): Promise<{ id: string; name: string }[]> {
  return db.team.findMany({
    where: { projectId: projectIdOf(actor) },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
}

export interface TeamChoice {
  value: string;
  label: string;
}

/** The teams that can be named in this scope: its own, and in a project those of the community. */
export async function listTeamChoices(actor: Can<"teams.write">): Promise<TeamChoice[]> {
  const teams = await db.team.findMany({
    where: { OR: [{ projectId: projectIdOf(actor) }, { projectId: null }] },
    orderBy: { name: "asc" },
    select: { id: true, name: true, projectId: true },
  });
  const isProject = projectIdOf(actor) !== null;
  return teams.map(({ id, name, projectId }) => ({
    value: id,
    label: isProject && projectId === null ? `${name} (community)` : name,
  }));
}

/** A team with its members, the latest 200. @throws AppError `not_found` */
export async function getTeam(actor: Can<"users.read">, id: string) {
  const team = await db.team.findFirst({
    where: { id, projectId: projectIdOf(actor) },
    select: {
      id: true,
      name: true,
      description: true,
      impactFactor: true,
      memberships: {
        orderBy: { addedAt: "desc" },
        take: 200,
        select: { addedAt: true, user: { select: { id: true, username: true, firstName: true, lastName: true } } },
      },
      _count: { select: { memberships: true } },
    },
  });
  if (!team) throw new AppError("not_found", "There is no such team here.");
  return {
    id: team.id,
    name: team.name,
    description: team.description,
    impactFactor: team.impactFactor,
    size: team._count.memberships,
    members: team.memberships.map(({ user, addedAt }) => ({
      id: user.id,
      username: user.username,
      name: `${user.firstName} ${user.lastName}`.trim(),
      addedAt: addedAt.toISOString(),
    })),
  };
}

export type TeamDetail = Awaited<ReturnType<typeof getTeam>>;

export interface TeamLogRow {
  id: string;
  verb: "added" | "removed";
  user: { id: string; username: string } | null;
  /** By whom or what. */
  cause: Origin;
  at: string;
}

/** Who was added to a team and removed from it, the latest first; `next` is null on the last page. @throws AppError `not_found` */
export async function listTeamLog(
  actor: Can<"users.read">,
  teamId: string,
  { after, size = 50 }: { after?: string; size?: number } = {},
): Promise<{ rows: TeamLogRow[]; next: string | null }> {
  const team = await db.team.findFirst({
    where: { id: teamId, projectId: projectIdOf(actor) },
    select: { id: true },
  });
  if (!team) throw new AppError("not_found", "There is no such team here.");
  const found = await db.teamLog.findMany({
    where: { teamId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: size + 1,
    ...(after && { cursor: { id: after }, skip: 1 }),
    select: { id: true, verb: true, userId: true, cause: true, at: true },
  });
  const rows = found.slice(0, size);
  const names = await usernames(rows.map(({ userId }) => userId));
  return {
    rows: rows.map(({ id, verb, userId, cause, at }) => {
      const username = names.get(userId);
      return {
        id,
        verb: verb === "added" ? "added" : "removed",
        user: username === undefined ? null : { id: userId, username },
        cause: origin.parse(cause),
        at: at.toISOString(),
      };
    }),
    next: found.length > size ? (rows.at(-1)?.id ?? null) : null,
  };
}
