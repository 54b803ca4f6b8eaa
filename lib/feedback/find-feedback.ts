import type { Db } from "@/lib/db/client";

export interface FoundFeedback {
  id: string;
  /** The display id. */
  label: string;
}

/** The ticket of this type that an outside system names by its id or its display id (`BUG-42`, in any case), at most one. */
export async function findFeedbackByValue(db: Db, typeId: string, value: string): Promise<FoundFeedback[]> {
  const name = value.trim();
  const where = uuid.test(name)
    ? { id: name.toLowerCase() }
    : display.test(name)
      ? { displayId: name.toUpperCase() }
      : null;
  if (!where) return [];
  const rows = await db.feedback.findMany({ where: { typeId, ...where }, select: { id: true, displayId: true } });
  return rows.map((row) => ({ id: row.id, label: row.displayId }));
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const display = /^[a-z][a-z0-9]{0,9}-\d{1,9}$/i;
