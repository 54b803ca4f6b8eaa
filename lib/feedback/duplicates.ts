import { projectIdOf, type Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { followIn } from "./follow";
import { countIn } from "./popularity";

export interface Original {
  id: string;
  displayId: string;
}

/**
 * The ticket of the actor's project that another says again, locked. Where a duplicate is named it is the ticket behind it, so that no
 * chain of duplicates ever comes about.
 * @throws AppError `invalid` on `duplicateOf`
 */
export async function lockOriginalIn(tx: Tx, actor: Actor, feedbackId: string, named: string): Promise<Original> {
  const [found] = await tx.$queryRaw<(Original & { isDuplicate: boolean })[]>`
    select o.id, o.display_id as "displayId", o.duplicate_of_id is not null as "isDuplicate" from feedback n join feedback o on o.id = coalesce(n.duplicate_of_id, n.id)
     where n.project_id = ${projectIdOf(actor)}::uuid and n.display_id = ${named.toUpperCase()} for update of o`;
  if (!found) throw wrong(`There is no ticket ${named} in this project.`);
  if (found.id === feedbackId) throw wrong("A ticket is no duplicate of itself.");
  // It became one while we waited for its lock: the next look sees what it is a duplicate of.
  if (found.isDuplicate) return lockOriginalIn(tx, actor, feedbackId, found.displayId);
  return { id: found.id, displayId: found.displayId };
}

/**
 * Moves a ticket from the original it had, if any, to another, or to none. Its own duplicates go along, and its submitter follows the
 * original.
 */
export async function linkDuplicateIn(
  tx: Tx,
  duplicate: { id: string; submitterId: string; duplicateOf: Original | null },
  original: Original | null,
): Promise<void> {
  const { id, submitterId, duplicateOf } = duplicate;
  if (duplicateOf) await countIn(tx, duplicateOf.id, { duplicates: -1 });
  await tx.feedback.update({ where: { id }, data: { duplicateOfId: original?.id ?? null }, select: { id: true } });
  if (!original) return;
  const { count } = await tx.feedback.updateMany({
    where: { duplicateOfId: id },
    data: { duplicateOfId: original.id },
  });
  if (count > 0) await countIn(tx, id, { duplicates: -count });
  await countIn(tx, original.id, { duplicates: 1 + count });
  await followIn(tx, original.id, submitterId);
}

function wrong(message: string): AppError {
  return new AppError("invalid", message, { duplicateOf: message });
}
