import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize, authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { hashPassword } from "@/lib/auth/password";
import { singleSignOn } from "@/lib/auth/single-sign-on";
import { communityRoles, projectRoles, type ProjectRole } from "@/lib/auth/permissions";
import { getCommunity } from "@/lib/community/settings";
import { db, type Db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { setMemberIn } from "@/lib/projects/commands";
import { addToTeamIn } from "@/lib/teams/commands";
import { createUserIn, updateUserIn } from "@/lib/users/commands";
import { roleOf } from "./manage";
import type { InvitationView, Newcomer } from "./schema";
import { digestOf } from "./token";

/** What the page behind a link shows; whoever holds the link reads the mail of that address. */
export async function viewInvitation(token: string): Promise<InvitationView> {
  const found = await findIn(db, token);
  if (!found) return { state: "unknown" };
  const state = stateOf(found);
  if (state !== "open") return { state };
  const [community, user] = await Promise.all([
    getCommunity(),
    db.user.findUnique({ where: { email: found.email }, select: { state: true } }),
  ]);
  return {
    state,
    email: found.email,
    community: community.name,
    project: found.project?.name ?? null,
    role: roleOf(found.role),
    invitedBy: found.invitedBy,
    account: !user ? "none" : user.state === "active" ? "active" : "disabled",
  };
}

export interface Accepted {
  email: string;
  /** Where they are let in. */
  path: string;
}

/**
 * Somebody without an account registers and joins. Without a password the account is one for single sign-on.
 * @throws AppError `conflict` for a link that is used, over or withdrawn, an address that has an account meanwhile, and when whoever
 * invited may not any more
 */
export async function acceptAsNewcomer(token: string, { password, ...names }: Newcomer): Promise<Accepted> {
  if (!password && !singleSignOn())
    throw new AppError("invalid", "Choose a password.", { password: "Use at least 10 characters." });
  // Hashing takes its time: not for every stranger with a made-up link.
  requireOpen(await findIn(db, token));
  const passwordHash = password ? await hashPassword(password) : null;
  return transaction(async (tx) => {
    const invitation = await lockedIn(tx, token);
    const { email, role } = invitation;
    if (await tx.user.findUnique({ where: { email }, select: { id: true } }))
      throw new AppError("conflict", `${email} has an account meanwhile. Sign in with it and open the link again.`);
    const inviter = await inviterOf(invitation);
    const registrar = authorizeSystem(await scopeOf(null), "users.write", inviter);
    const communityRole = communityRoles.find((each) => each === role) ?? "member";
    const user = await createUserIn(tx, registrar, { email, ...names, communityRole }, passwordHash);
    return joinIn(tx, invitation, user);
  });
}

/** The person who is signed in, whose address it must be, joins. @throws AppError as `acceptAsNewcomer` */
export async function acceptAsMember(token: string, personId: string): Promise<Accepted> {
  return transaction(async (tx) => {
    const invitation = await lockedIn(tx, token);
    const user = await tx.user.findUnique({ where: { id: personId, state: "active" } });
    if (user?.email !== invitation.email)
      throw new AppError("conflict", `This invitation is for ${invitation.email}. Sign in with that address.`);
    const inviter = await inviterOf(invitation);
    if (invitation.role === "community_manager" && user.communityRole !== "community_manager") {
      const registrar = authorizeSystem(await scopeOf(null), "users.write", inviter);
      const { id, email, username, firstName, lastName } = user;
      const change = {
        id,
        email,
        username,
        firstName,
        lastName,
        state: "active",
        communityRole: "community_manager",
      } as const;
      await updateUserIn(tx, registrar, change);
    }
    return joinIn(tx, invitation, user);
  });
}

type Found = NonNullable<Awaited<ReturnType<typeof findIn>>>;

async function findIn(store: Db, token: string) {
  return store.invitation.findUnique({
    where: { tokenDigest: digestOf(token) },
    include: { project: { select: { key: true, name: true } } },
  });
}

function stateOf({ acceptedAt, withdrawnAt, expiresAt }: Found): InvitationView["state"] {
  if (acceptedAt) return "used";
  if (withdrawnAt) return "withdrawn";
  return expiresAt.getTime() <= Date.now() ? "expired" : "open";
}

function requireOpen(invitation: Found | null): Found {
  if (!invitation || stateOf(invitation) !== "open")
    throw new AppError("conflict", "This link does not work any more. Open it again to see why.");
  return invitation;
}

/** Of two who accept at the same moment the second finds it used. */
async function lockedIn(tx: Tx, token: string): Promise<Found> {
  await tx.$queryRaw`select 1 from invitation where token_digest = ${digestOf(token)} for update`;
  return requireOpen(await findIn(tx, token));
}

interface Inviter {
  via: "invitation";
  name: string;
  personId: string;
}

/** An invitation is worth what whoever sent it may still do. @throws AppError `conflict` */
async function inviterOf({ invitedById, invitedBy, project }: Found): Promise<Inviter> {
  try {
    const inviter = await authorize(
      invitedById,
      project ? { project: project.key } : "community",
      project ? "members.write" : "users.write",
      "invitation",
    );
    return { via: "invitation", name: inviter.name, personId: inviter.personId ?? "" };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError("conflict", `${invitedBy} may not invite people here any more. Ask for a new invitation.`);
  }
}

async function joinIn(tx: Tx, invitation: Found, user: { id: string; username: string }): Promise<Accepted> {
  const { id, email, project, invitedById } = invitation;
  await tx.invitation.update({
    where: { id },
    data: { acceptedAt: new Date(), acceptedById: user.id },
    select: { id: true },
  });
  if (!project) return { email, path: "/" };
  const actor = await authorize(invitedById, { project: project.key }, "members.write", "invitation");
  const key = { projectId_userId: { projectId: invitation.projectId ?? "", userId: user.id } };
  const part = await tx.participation.findUnique({ where: key, select: { state: true, role: true } });
  // Somebody let them in meanwhile: what they were given then stays.
  const isIn = part?.state === "active" && part.role !== "applicant";
  if (!isIn) await setMemberIn(tx, actor, user, projectRoleOf(invitation));
  await joinTeamsIn(tx, actor, invitation, user.id);
  return { email, path: `/projects/${project.key}` };
}

/** A team that is gone meanwhile is passed over. */
async function joinTeamsIn(
  tx: Tx,
  inviter: Actor,
  { teamIds, project, projectId }: Found,
  userId: string,
): Promise<void> {
  if (!project || teamIds.length === 0) return;
  const actor = await authorize(inviter.personId, { project: project.key }, "teams.write", "invitation");
  const teams = await tx.team.findMany({ where: { id: { in: teamIds }, projectId }, select: { id: true } });
  const cause = { kind: "person" as const, id: inviter.personId, label: inviter.name };
  for (const team of teams) await addToTeamIn(tx, actor, { teamId: team.id, userId, cause });
}

function projectRoleOf({ role }: Found): ProjectRole {
  const found = projectRoles.find((each) => each === role);
  if (!found) throw new Error(`an invitation to a project names the role ${role}`);
  return found;
}
