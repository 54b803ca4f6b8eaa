import "server-only";
import { diffVersions, type FieldChange } from "@/lib/audit/diff";
import { getEntry, type AuditDetail } from "@/lib/audit/entries";
import { lastSeen, requireSeenIn, type Seen } from "@/lib/audit/last-change";
import { namesOf } from "@/lib/audit/names";
import type { Can } from "@/lib/auth/actor";
import { restoring } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { Keeper } from "./keeper";
import { keepers, whyNot } from "./keepers";
import type { RestoreInput, VersionSide } from "./schema";

export type RestorePreview =
  | { possible: false; why: string }
  | {
      possible: true;
      /** What would be different from now. */
      changes: FieldChange[];
      /** It was deleted and is made anew. */
      isGone: boolean;
      loses: string | null;
      seen: Seen;
    };

/** What bringing back a version would change. Changes nothing. @throws AppError `not_found` for an entry of another scope */
export async function previewRestore(
  actor: Can<"audit.read">,
  entryId: string,
  side: VersionSide,
): Promise<RestorePreview> {
  const entry = await getEntry(actor, entryId);
  const seen = await lastSeen(entry.kind, entry.objectId ?? "");
  const plan = await planOf(actor, entry, side);
  if ("why" in plan) return { possible: false, why: plan.why };
  const { keeper, version, present } = plan;
  const changes = diffVersions(present ?? {}, version, await namesOf([present, version]));
  if (present && changes.length === 0) return { possible: false, why: "This is how it is now." };
  return {
    possible: true,
    changes,
    isGone: present === null,
    loses: present === null ? (keeper.loses ?? null) : null,
    seen,
  };
}

/**
 * Saves a version that the audit log keeps, by the command that people use; secrets stay as they are. Its entry says `restored`.
 * @throws AppError `conflict` with why not; `stale` when somebody saved the thing after `seen`; and as the command does
 */
export async function restoreVersion(
  actor: Can<"audit.read">,
  { entryId, side, seen }: RestoreInput,
): Promise<{ kind: AuditDetail["kind"]; id: string }> {
  const entry = await getEntry(actor, entryId);
  const { kind, objectId } = entry;
  const plan = await planOf(actor, entry, side);
  if ("why" in plan || objectId === null) throw new AppError("conflict", "why" in plan ? plan.why : whyNot(kind));
  await requireSeenIn(db, { kind, id: objectId, seen });
  const { keeper, version, present } = plan;
  const by = restoring(actor, entryId);
  if (present === null && keeper.recreate) return { kind, ...(await keeper.recreate(by, objectId, version)) };
  await keeper.save(by, objectId, version);
  return { kind, id: objectId };
}

type Plan = { why: string } | { keeper: Keeper; version: object; present: object | null };

async function planOf(actor: Can<"audit.read">, entry: AuditDetail, side: VersionSide): Promise<Plan> {
  const { kind, objectId, [side]: kept } = entry;
  const keeper = keepers[kind];
  if (!keeper || objectId === null) return { why: whyNot(kind) };
  if ((entry.project?.key ?? null) !== (actor.scope.kind === "project" ? actor.scope.key : null))
    return { why: "It belongs to a project. Restore it in the audit log of that project." };
  if (typeof kept !== "object" || kept === null) return { why: "This entry keeps no such version." };
  const present = await keeper.present(actor, objectId);
  if (present === null && !keeper.recreate) return { why: "It was deleted, and cannot be made anew from here." };
  const { version, missing } = keeper.fit?.(kept, present) ?? { version: kept, missing: [] };
  if (!keeper.reads(version, objectId))
    return { why: "This entry does not keep everything that is needed, as those of earlier versions of Fieldpost." };
  if (missing.length > 0) return { why: secretsAreGone(missing) };
  return { keeper, version, present };
}

function secretsAreGone(missing: readonly string[]): string {
  const what = missing.length === 1 ? "was a secret" : "were secrets";
  return `In this version ${missing.join(" and ")} ${what}. Secrets are not kept here and there is none in this place today: change it by hand and type it anew.`;
}
