import "server-only";
import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { originOf } from "@/lib/auth/origin";
import { communityRoles, projectRoles, type Role } from "@/lib/auth/permissions";
import { baseUrl } from "@/lib/community/settings";
import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { queueMailIn } from "@/lib/mail/queue";
import { invitationMail } from "./mail";
import type { InvitationRow } from "./schema";
import { newToken } from "./token";

const pageSize = 50;

/** The invitations of the actor's scope that nobody has used yet, the latest first, 50 a page; `next` is null on the last. */
export async function listInvitations(
  actor: Can<"members.write">,
  after?: string,
): Promise<{ rows: InvitationRow[]; next: string | null }> {
  const found = await db.invitation.findMany({
    where: { projectId: projectIdOf(actor), ...open, ...(after && { id: { lt: after } }) },
    orderBy: { id: "desc" },
    take: pageSize + 1,
    select: { id: true, email: true, role: true, teamIds: true, invitedBy: true, sentAt: true, expiresAt: true },
  });
  const rows = found.slice(0, pageSize);
  const teams = await db.team.findMany({
    where: { id: { in: rows.flatMap(({ teamIds }) => teamIds) } },
    select: { id: true, name: true },
  });
  const now = Date.now();
  return {
    rows: rows.map(({ teamIds, sentAt, expiresAt, role, ...row }) => ({
      ...row,
      role: roleOf(role),
      teams: teams.filter(({ id }) => teamIds.includes(id)).map(({ name }) => name),
      sentAt: sentAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      isExpired: expiresAt.getTime() <= now,
    })),
    next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null,
  };
}

/** A new link for another seven days; the one before ends. From now on it is this actor who invites. @throws AppError `not_found` */
export async function resendInvitation(actor: Can<"members.write">, id: string): Promise<void> {
  const origin = await baseUrl();
  await transaction(async (tx) => {
    const { email, role } = await lockedIn(tx, actor, id);
    const { token, digest, expiresAt } = newToken();
    await tx.invitation.update({
      where: { id },
      data: {
        tokenDigest: digest,
        expiresAt,
        sentAt: new Date(),
        invitedById: actor.personId,
        invitedBy: actor.name,
      },
      select: { id: true },
    });
    const mail = await invitationMail(tx, {
      actor,
      role: roleOf(role),
      expiresAt,
      link: `${origin}/invitation/${token}`,
    });
    await queueMailIn(tx, { ...mail, to: email, projectId: projectIdOf(actor), cause: originOf(actor) });
    await audit(tx, actor, { verb: "resent", kind: "invitation", id, label: email });
  });
}

/** Its link says from now on that it was withdrawn. @throws AppError `not_found` */
export async function withdrawInvitation(actor: Can<"members.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const { email, role } = await lockedIn(tx, actor, id);
    await tx.invitation.update({ where: { id }, data: { withdrawnAt: new Date() }, select: { id: true } });
    await audit(tx, actor, { verb: "deleted", kind: "invitation", id, label: email, before: { role } });
  });
}

const open = { acceptedAt: null, withdrawnAt: null } as const;

async function lockedIn(tx: Tx, actor: Can<"members.write">, id: string) {
  await tx.$queryRaw`select 1 from invitation where id = ${id}::uuid for update`;
  const found = await tx.invitation.findFirst({
    where: { id, projectId: projectIdOf(actor), ...open },
    select: { email: true, role: true },
  });
  if (!found) throw new AppError("not_found", "This invitation was accepted or withdrawn meanwhile.");
  return found;
}

export function roleOf(stored: string): Role {
  const role = [...communityRoles, ...projectRoles].find((each) => each === stored);
  if (!role) throw new Error(`an invitation names the role ${stored}, which there is not`);
  return role;
}
