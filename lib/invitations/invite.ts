import "server-only";
import { randomUUIDv7 } from "node:crypto";
import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { originOf } from "@/lib/auth/origin";
import type { Role } from "@/lib/auth/permissions";
import { baseUrl } from "@/lib/community/settings";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { queueMailIn } from "@/lib/mail/queue";
import { invitationMail } from "./mail";
import { oneAddress, type CommunityInvite, type Invited, type ProjectInvite } from "./schema";
import { newToken } from "./token";

/**
 * Invites people by mail to the actor's project, or to the community: each address for itself, so that one that cannot be invited keeps
 * none of the others from it. An address with an open invitation gets a new link, and the one before ends.
 * @throws AppError `invalid` on `teamIds` for a team of elsewhere
 */
export async function inviteToProject(actor: Can<"members.write">, input: ProjectInvite): Promise<Invited[]> {
  if (projectIdOf(actor) === null) throw new AppError("not_found", "Choose a project first.");
  return inviteEach(actor, input.emails, { role: input.role, teamIds: input.teamIds });
}

/** Who may hand out roles of the community may invite to it. */
export async function inviteToCommunity(actor: Can<"users.write">, input: CommunityInvite): Promise<Invited[]> {
  if (projectIdOf(actor) !== null)
    throw new AppError("not_found", "People are invited to the community from Community tools.");
  return inviteEach(actor, input.emails, { role: input.role, teamIds: [] });
}

type Inviter = Can<"members.write"> | Can<"users.write">;

interface Place {
  role: Role;
  teamIds: readonly string[];
}

async function inviteEach(actor: Inviter, emails: readonly string[], place: Place): Promise<Invited[]> {
  const origin = await baseUrl();
  const invited: Invited[] = [];
  for (const given of emails) {
    const email = oneAddress.safeParse(given);
    if (!email.success) invited.push({ email: given, result: "not an address" });
    else
      invited.push({
        email: email.data,
        result: await transaction((tx) => inviteIn(tx, actor, email.data, place, origin)),
      });
  }
  return invited;
}

async function inviteIn(
  tx: Tx,
  actor: Inviter,
  email: string,
  { role, teamIds }: Place,
  origin: string,
): Promise<Invited["result"]> {
  const projectId = projectIdOf(actor);
  const teams = await teamNamesIn(tx, projectId, teamIds);
  const isIn = await whyNotIn(tx, projectId, email);
  if (isIn) return isIn;
  const { token, digest, expiresAt } = newToken();
  const [made] = await tx.$queryRaw<{ id: string; isNew: boolean }[]>`
    insert into invitation (id, project_id, email, role, team_ids, token_digest, invited_by_id, invited_by, expires_at)
    values (${randomUUIDv7()}::uuid, ${projectId}::uuid, ${email}, ${role}, ${[...teamIds]}::uuid[], ${digest},
            ${actor.personId}::uuid, ${actor.name}, ${expiresAt})
    on conflict (project_id, email) where accepted_at is null and withdrawn_at is null
    do update set role = excluded.role, team_ids = excluded.team_ids, token_digest = excluded.token_digest, sent_at = now(),
                  invited_by_id = excluded.invited_by_id, invited_by = excluded.invited_by, expires_at = excluded.expires_at
    returning id::text as id, xmax = 0 as "isNew"`;
  if (!made) throw new Error("an invitation was neither made nor renewed");
  const mail = await invitationMail(tx, { actor, role, expiresAt, link: `${origin}/invitation/${token}` });
  await queueMailIn(tx, { ...mail, to: email, projectId, cause: originOf(actor) });
  await audit(tx, actor, {
    verb: made.isNew ? "created" : "changed",
    kind: "invitation",
    id: made.id,
    label: email,
    after: { role, teams },
  });
  return made.isNew ? "invited" : "renewed";
}

async function teamNamesIn(tx: Tx, projectId: string | null, teamIds: readonly string[]): Promise<string[]> {
  const ids = [...new Set(teamIds)];
  const teams = await tx.team.findMany({ where: { projectId, id: { in: ids } }, select: { name: true } });
  if (teams.length === ids.length) return teams.map(({ name }) => name);
  const message = "One of these teams is gone. Choose again.";
  throw new AppError("invalid", message, { teamIds: message });
}

/** Null for somebody who can be invited. An applicant can: the invitation lets them in. */
async function whyNotIn(
  tx: Tx,
  projectId: string | null,
  email: string,
): Promise<"already in" | "switched off" | null> {
  const user = await tx.user.findUnique({ where: { email }, select: { id: true, state: true } });
  if (!user) return null;
  if (user.state !== "active") return "switched off";
  if (projectId === null) return "already in";
  const key = { projectId_userId: { projectId, userId: user.id } };
  const part = await tx.participation.findUnique({ where: key, select: { state: true, role: true } });
  return part?.state === "active" && part.role !== "applicant" ? "already in" : null;
}
