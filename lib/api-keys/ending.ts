import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";

export interface EndingKey {
  id: string;
  name: string;
  expiresAt: Date;
  isOver: boolean;
  /** How many listeners, data packages and lookups of the scope are called with it. */
  uses: number;
}

/** Days before its end from which a key is named. */
const warnDays = 14;

/** Keys that have ended or soon will, and that something of the actor's scope is called with; in the community of any scope. */
export async function listEndingKeys(actor: Can<"apiKeys.read">, now = new Date()): Promise<EndingKey[]> {
  const projectId = projectIdOf(actor);
  const here = projectId ? { projectId } : {};
  const rows = await db.apiKey.findMany({
    where: {
      enabled: true,
      expiresAt: { lt: new Date(now.getTime() + warnDays * 86_400_000) },
      OR: [{ listeners: { some: here } }, { dataPackages: { some: here } }],
    },
    select: {
      id: true,
      name: true,
      expiresAt: true,
      _count: { select: { listeners: { where: here }, dataPackages: { where: here } } },
    },
    orderBy: { expiresAt: "asc" },
    take: 10,
  });
  return rows.flatMap(({ id, name, expiresAt, _count: { listeners, dataPackages } }) =>
    expiresAt ? [{ id, name, expiresAt, isOver: expiresAt <= now, uses: listeners + dataPackages }] : [],
  );
}
