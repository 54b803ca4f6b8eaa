import type { Actor } from "@/lib/auth/actor";
import { projectIdOf } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import type { AuditKind, AuditVerb } from "./schema";

export interface AuditEvent {
  verb: Exclude<AuditVerb, "restored">;
  kind: AuditKind;
  id: string;
  label: string;
  /** What it was and what it is, in the shape in which its command takes it, so that a version can be restored. Secrets are left out by the caller. */
  before?: unknown;
  after?: unknown;
}

/** Writes who changed which configuration, from where, in the transaction of the change. */
export async function audit(tx: Tx, actor: Actor, event: AuditEvent): Promise<void> {
  const { restores, from } = actor;
  await tx.auditEntry.create({
    data: {
      projectId: projectIdOf(actor),
      byId: actor.personId,
      byName: actor.name,
      via: actor.via,
      ip: from?.ip ?? null,
      browser: from?.browser ?? null,
      verb: restores && bringsBack.has(event.verb) ? "restored" : event.verb,
      restoresId: restores ?? null,
      kind: event.kind,
      objectId: event.id,
      label: event.label,
      ...(event.before === undefined ? {} : { before: plainJson(event.before) }),
      ...(event.after === undefined ? {} : { after: plainJson(event.after) }),
    },
    select: { id: true },
  });
}

const bringsBack = new Set<AuditVerb>(["created", "changed"]);
