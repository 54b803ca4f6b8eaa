import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import type { Origin } from "@/lib/auth/origin";
import { macrosNamingIn } from "@/lib/community/macros-naming";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { noteEventIn } from "@/lib/events/note";
import { findUsersByValue } from "@/lib/users/find-users";
import { requireUserHere } from "@/lib/users/user-here";
import type { TeamInput, TeamMemberInput } from "./schema";

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

/** @throws AppError `not_found`, `invalid` on `name` */
export async function updateTeam(actor: Can<"teams.write">, id: string, input: TeamInput): Promise<void> {
  await transaction(async (tx) => {
    const projectId = projectIdOf(actor);
    const before = await tx.team.findFirst({
      where: { id, projectId },
      select: { name: true, description: true, impactFactor: true },
    });
    if (!before) throw noSuchTeam();
    const same = await tx.team.findFirst({
      where: { projectId, id: { not: id }, name: { equals: input.name, mode: "insensitive" } },
      select: { id: true },
    });
    if (same) throw new AppError("invalid", "Nothing was saved.", { name: `There is a team “${input.name}” already.` });
    await tx.team.update({ where: { id }, data: input, select: { id: true } });
    await audit(tx, actor, { verb: "changed", kind: "team", id, label: input.name, before, after: input });
  });
}

/**
 * @throws AppError `conflict` while macros or statuses are limited to it or macros have an action on it, naming them: without the team
 * everyone could use the ones, and the others would fail
 */
export async function deleteTeam(actor: Can<"teams.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const team = await tx.team.findFirst({
      where: { id, projectId: projectIdOf(actor) },
      select: {
        name: true,
        description: true,
        impactFactor: true,
        macros: { select: { macro: { select: { name: true } } } },
        statuses: { select: { status: { select: { name: true, type_: { select: { name: true } } } } } },
      },
    });
    if (!team) throw noSuchTeam();
    if (team.macros.length > 0) {
      const names = team.macros.map(({ macro }) => `“${macro.name}”`).join(", ");
      throw new AppError("conflict", `The team may use ${names}. Choose other teams there first.`);
    }
    if (team.statuses.length > 0) {
      const names = team.statuses.map(({ status }) => `“${status.name}” of ${status.type_.name}`).join(", ");
      throw new AppError("conflict", `The team sets the status ${names}. Choose other teams there first.`);
    }
    const acting = await macrosNamingIn(tx, id);
    if (acting.length > 0) throw new AppError("conflict", `${acting} Choose another team there first.`);
    await tx.team.delete({ where: { id }, select: { id: true } });
    const { name, description, impactFactor } = team;
    await audit(tx, actor, {
      verb: "deleted",
      kind: "team",
      id,
      label: team.name,
      before: { name, description, impactFactor },
    });
  });
}

/** Adds someone by e-mail address or username. @throws AppError `invalid` on `user` when nobody here has that name */
export async function addTeamMember(actor: Can<"teams.write">, input: TeamMemberInput): Promise<void> {
  await transaction(async (tx) => {
    const [user] = await findUsersByValue(tx, actor.scope, input.user);
    if (!user) {
      const where = actor.scope.kind === "project" ? "this project" : "the community";
      throw new AppError("invalid", "Nobody was added.", { user: `Nobody in ${where} is called “${input.user}”.` });
    }
    const cause = { kind: "person" as const, id: actor.personId, label: actor.name };
    await addToTeamIn(tx, actor, { teamId: input.teamId, userId: user.id, cause });
  });
}

/** What became of a membership: the team's name, and whether anything had to be changed. */
export interface MembershipChange {
  team: string;
  changed: boolean;
}

/**
 * Adds a user to a team of the actor's scope and writes the team's log. Adding twice changes nothing.
 * @throws AppError `not_found` for a team or a person of elsewhere
 */
export async function addToTeamIn(tx: Tx, actor: Can<"teams.write">, input: Membership): Promise<MembershipChange> {
  const team = await requireTeamIn(tx, actor, input.teamId);
  await requireUserHere(actor, input.userId, tx);
  const { count } = await tx.teamMembership.createMany({
    data: [{ teamId: input.teamId, userId: input.userId }],
    skipDuplicates: true,
  });
  if (count > 0) await noteIn(tx, actor, "added", input, team);
  return { team, changed: count > 0 };
}

/** Removes a user from a team of the actor's scope and writes the team's log. @throws AppError `not_found` for a team of elsewhere */
export async function removeFromTeamIn(
  tx: Tx,
  actor: Can<"teams.write">,
  input: Membership,
): Promise<MembershipChange> {
  const team = await requireTeamIn(tx, actor, input.teamId);
  const { count } = await tx.teamMembership.deleteMany({ where: { teamId: input.teamId, userId: input.userId } });
  if (count > 0) await noteIn(tx, actor, "removed", input, team);
  return { team, changed: count > 0 };
}

interface Membership {
  teamId: string;
  userId: string;
  cause: Origin;
}

async function requireTeamIn(tx: Tx, actor: Can<"teams.write">, id: string): Promise<string> {
  const team = await tx.team.findFirst({ where: { id, projectId: projectIdOf(actor) }, select: { name: true } });
  if (!team) throw noSuchTeam();
  return team.name;
}

function noSuchTeam(): AppError {
  return new AppError("not_found", "There is no such team here.");
}

/** In the team's log, for the triggers, and for whoever asks which people changed. */
async function noteIn(
  tx: Tx,
  actor: Can<"teams.write">,
  verb: "added" | "removed",
  { teamId, userId, cause }: Membership,
  team: string,
) {
  await tx.teamLog.create({ data: { teamId, userId, verb, cause }, select: { id: true } });
  await tx.user.update({ where: { id: userId }, data: { updatedAt: new Date() }, select: { id: true } });
  const isIn = verb === "added";
  await noteEventIn(tx, {
    kind: "team_changed",
    subjectId: userId,
    projectId: projectIdOf(actor),
    changes: [{ path: "user.teams", label: "Teams", old: isIn ? null : team, new: isIn ? team : null }],
    origin: cause,
  });
}
