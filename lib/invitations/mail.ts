import type { Actor } from "@/lib/auth/actor";
import { roleLabel, type Role } from "@/lib/auth/permissions";
import type { Tx } from "@/lib/db/client";

interface Written {
  actor: Actor;
  role: Role;
  link: string;
  expiresAt: Date;
}

/** The mail that carries the link. */
export async function invitationMail(tx: Tx, { actor, role, link, expiresAt }: Written) {
  const community = (await tx.community.findUnique({ where: { id: 1 }, select: { name: true } }))?.name ?? "Fieldpost";
  const place = actor.scope.kind === "project" ? `${actor.scope.name} in ${community}` : community;
  const until = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: actor.scope.timeZone,
    timeZoneName: "short",
  }).format(expiresAt);
  return {
    subject: `Invitation to ${place}`,
    text: `${actor.name} invites you to ${place}, as ${roleLabel[role].toLowerCase()}.

Open this link to accept. It works once, until ${until}:

${link}

If you did not expect this, you need not do anything. Do not pass the link on: whoever opens it can accept in your place.`,
  };
}
