import { projectIdOf, type Can } from "@/lib/auth/actor";
import { origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

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

/** A team with its members and its log, the latest 200 of each. @throws AppError `not_found` */
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
      log: {
        orderBy: { at: "desc" },
        take: 200,
        select: { id: true, verb: true, userId: true, cause: true, at: true },
      },
      _count: { select: { memberships: true } },
    },
  });
  if (!team) throw new AppError("not_found", "There is no such team here.");
  const named = await db.user.findMany({
    where: { id: { in: team.log.map(({ userId }) => userId) } },
    select: { id: true, username: true },
  });
  const names = new Map(named.map((user) => [user.id, user.username]));
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
    log: team.log.map((row) => ({
      id: row.id,
      verb: row.verb,
      username: names.get(row.userId) ?? "a deleted user",
      by: origin.parse(row.cause).label,
      at: row.at.toISOString(),
    })),
  };
}

export type TeamDetail = Awaited<ReturnType<typeof getTeam>>;
