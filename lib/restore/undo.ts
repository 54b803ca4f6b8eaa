import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { also, restoring } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { restoreReport } from "@/lib/distributions/restore-report";
import { AppError } from "@/lib/errors/app-error";
import { findRemovedReport } from "@/lib/reports/removed-report";
import { keepers } from "./keepers";
import type { UndoInput } from "./schema";

/**
 * Brings back what the actor deleted within the last hour, as the audit log would, and by the right that deleting it took: whoever deleted
 * it saw it, and need not see the log.
 * @throws AppError `not_found` for what somebody else deleted, or earlier; `conflict` when it is there; and as the command does
 */
export async function undoDeletion(actor: Can<"reports.read">, { kind, id }: UndoInput): Promise<void> {
  if (kind === "report") {
    const writer = also(actor, "reports.write");
    const removed = await findRemovedReport(writer, id, hourAgo());
    if (removed) return void (await restoreReport(writer, id, removed));
  }
  const entry = await findDeletion(actor, { kind, id });
  const keeper = keepers[kind];
  const { before } = entry ?? {};
  if (!entry || !keeper?.recreate || typeof before !== "object" || !before || !keeper.reads(before, id))
    throw new AppError("not_found", "This cannot be taken back here. The audit log may still bring it back.");
  const by = restoring(actor, entry.id);
  if (await keeper.present(by, id)) throw new AppError("conflict", `This ${kind} is there already.`);
  await keeper.recreate(by, id, before);
}

/** What the actor did to it last, and not long ago. */
async function findDeletion(actor: Can<"reports.read">, { kind, id: objectId }: UndoInput) {
  if (actor.personId === null) return null;
  const at = { gt: hourAgo() };
  return db.auditEntry.findFirst({
    where: { kind, objectId, verb: "deleted", projectId: projectIdOf(actor), byId: actor.personId, at },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: { id: true, before: true },
  });
}

function hourAgo(): Date {
  return new Date(Date.now() - 3_600_000);
}
