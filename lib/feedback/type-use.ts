import type { Can } from "@/lib/auth/actor";
import { projectIdOf } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { nobody } from "./visible";

/** How many tickets have each status and each resolution, by key; what none has is left out. */
export interface TypeUse {
  statuses: Record<string, number>;
  resolutions: Record<string, number>;
}

export async function countTypeUse(actor: Can<"types.read">, typeId: string): Promise<TypeUse> {
  const where = { typeId, feedback: { some: {} }, type_: { projectId: projectIdOf(actor) ?? nobody } };
  const select = { key: true, _count: { select: { feedback: true } } };
  const [statuses, resolutions] = await Promise.all([
    db.feedbackStatus.findMany({ where, select }),
    db.feedbackResolution.findMany({ where, select }),
  ]);
  return { statuses: byKey(statuses), resolutions: byKey(resolutions) };
}

function byKey(rows: { key: string; _count: { feedback: number } }[]): Record<string, number> {
  return Object.fromEntries(rows.map(({ key, _count }) => [key, _count.feedback]));
}
