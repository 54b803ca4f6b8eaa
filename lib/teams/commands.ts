import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { TeamInput } from "./schema";

/** The teams of the actor's scope with their size. */
export async function listTeams(actor: Can<"users.read">) {
  const teams = await db.team.findMany({
    where: { projectId: projectIdOf(actor) },
    orderBy: { name: "asc" },
    select: { id: true, name: true, description: true, _count: { select: { memberships: true } } },
  });
  return teams.map(({ _count, ...team }) => ({ ...team, size: _count.memberships }));
}

/** @throws AppError `invalid` on `name` when the scope has a team of that name. */
export async function createTeam(actor: Can<"teams.write">, input: TeamInput): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const projectId = projectIdOf(actor);
    const same = await tx.team.findFirst({
      where: { projectId, name: { equals: input.name, mode: "insensitive" } },
      select: { id: true },
    });
    if (same) throw new AppError("invalid", "Nothing was saved.", { name: `There is a team “${input.name}” already.` });
    const team = await tx.team.create({ data: { ...input, projectId }, select: { id: true } });
    await audit(tx, actor, { verb: "created", kind: "team", id: team.id, label: input.name, after: input });
    return team;
  });
}

/** Adds a user to a team of the actor's scope and writes the team's log. Adding twice changes nothing. */
export async function addToTeamIn(
  tx: Tx,
  actor: Can<"teams.write">,
  input: { teamId: string; userId: string; cause: Origin },
) {
  await requireTeamIn(tx, actor, input.teamId);
  const { count } = await tx.teamMembership.createMany({
    data: [{ teamId: input.teamId, userId: input.userId }],
    skipDuplicates: true,
  });
  if (count > 0) await logIn(tx, "added", input);
}

/** Removes a user from a team of the actor's scope and writes the team's log. */
export async function removeFromTeamIn(
  tx: Tx,
  actor: Can<"teams.write">,
  input: { teamId: string; userId: string; cause: Origin },
) {
  await requireTeamIn(tx, actor, input.teamId);
  const { count } = await tx.teamMembership.deleteMany({ where: { teamId: input.teamId, userId: input.userId } });
  if (count > 0) await logIn(tx, "removed", input);
}

async function requireTeamIn(tx: Tx, actor: Can<"teams.write">, id: string): Promise<void> {
  const team = await tx.team.findFirst({ where: { id, projectId: projectIdOf(actor) }, select: { id: true } });
  if (!team) throw new AppError("not_found", "There is no such team here.");
}

async function logIn(
  tx: Tx,
  verb: "added" | "removed",
  { teamId, userId, cause }: { teamId: string; userId: string; cause: Origin },
) {
  await tx.teamLog.create({ data: { teamId, userId, verb, cause }, select: { id: true } });
}
