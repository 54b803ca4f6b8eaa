import { randomUUID } from "node:crypto";
import { listEntries } from "@/lib/audit/entries";
import type { AuditKind } from "@/lib/audit/schema";
import { macroInput, type MacroDraft } from "@/lib/macros/schema";
import { previewRestore, restoreVersion } from "@/lib/restore/restore";
import type { VersionSide } from "@/lib/restore/schema";
import { makeCast } from "./cast";

/** For tests of restoring: a project of its own, and what its log says of a thing. */
export async function restoreScene() {
  const cast = await makeCast();
  const reader = await cast.can("manager", "audit.read");
  /** The entries of a thing, the latest first. */
  const entriesOf = async (kind: AuditKind, object?: string) =>
    (await listEntries(reader, { kind, ...(object && { object }) })).rows;
  const restore = async (entryId: string, side: VersionSide) => {
    const preview = await previewRestore(reader, entryId, side);
    if (!preview.possible) throw new Error(preview.why);
    return restoreVersion(reader, { entryId, side, seen: preview.seen });
  };
  const latest = async (kind: AuditKind) => (await entriesOf(kind))[0]?.id ?? "";
  return { cast, reader, entriesOf, restore, latest };
}

/** A macro of users that writes notes. */
export const noteAction = (body: string, id = randomUUID()) => ({ id, kind: "add_comment", as: "note", body }) as const;
export const macroOf = (draft: Partial<MacroDraft>) =>
  macroInput.parse({ name: "Escalate", key: "escalate", ...draft });
