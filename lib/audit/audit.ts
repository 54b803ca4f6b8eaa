import type { Actor } from "@/lib/auth/actor";
import { projectIdOf } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export interface AuditEvent {
  verb:
    | "created"
    | "changed"
    | "deleted"
    | "rotated"
    | "switched on"
    | "switched off"
    | "revealed"
    | "resent"
    | "started"
    | "ended";
  kind: string;
  id: string;
  label: string;
  /** Plain values only, secrets left out by the caller. */
  before?: Prisma.InputJsonValue;
  after?: Prisma.InputJsonValue;
}

/** Writes who changed which configuration, in the transaction of the change. */
export async function audit(tx: Tx, actor: Actor, event: AuditEvent): Promise<void> {
  await tx.auditEntry.create({
    data: {
      projectId: projectIdOf(actor),
      byId: actor.personId,
      via: actor.via,
      verb: event.verb,
      kind: event.kind,
      objectId: event.id,
      label: event.label,
      ...(event.before === undefined ? {} : { before: event.before }),
      ...(event.after === undefined ? {} : { after: event.after }),
    },
    select: { id: true },
  });
}
