import { db, type Db, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

/** What an editor knew of a thing when it was opened: the entry of its last change, or `none`. */
export type Seen = string;

/** Read it before the thing itself, so that a change between the two is noticed and not lost. */
export async function lastSeen(kind: string, objectId: string): Promise<Seen> {
  return (await findLastChange(db, kind, [objectId]))?.id ?? "none";
}

/**
 * Refuses to save over what somebody saved after this editor was opened. Call it under the lock of the thing. Without `seen` nothing is
 * asked: the person knows and overwrites, or no editor is involved.
 * @throws AppError `stale`, its `fields` saying `by` whom and `at` which moment
 */
export async function requireSeenIn(
  tx: Tx | typeof db,
  { kind, id, seen }: { kind: string; id: string; seen: Seen | null | undefined },
): Promise<void> {
  if (seen === null || seen === undefined) return;
  const last = await findLastChange(tx, kind, [id]);
  if (!last || last.id === seen) return;
  throw new AppError(
    "stale",
    `${last.by} has saved this ${kind} since you opened it. Nothing of yours was saved yet.`,
    {
      by: last.by,
      at: last.at.toISOString(),
    },
  );
}

/** Who changed one of these things last, and when; null when the log says nothing of them. */
export async function findLastChange(store: Db, kind: string, objectIds: readonly string[]) {
  const entry = await store.auditEntry.findFirst({
    where: { kind, objectId: { in: [...objectIds] } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: { id: true, at: true, via: true, by: { select: { firstName: true, lastName: true, username: true } } },
  });
  if (!entry) return null;
  const { id, at, via, by } = entry;
  return { id, at, by: by ? `${by.firstName} ${by.lastName}`.trim() || by.username : `The ${via}` };
}
