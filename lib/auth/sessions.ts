import { db } from "@/lib/db/client";

/** How long a sign-in lasts without being used. */
export const sessionDays = 30;

/** A new session row; its id is what the signed cookie carries. */
export async function openSession(userId: string, from: { ip: string; userAgent: string }): Promise<string> {
  const { id } = await db.session.create({
    data: { userId, ip: from.ip, userAgent: from.userAgent.slice(0, 400), expiresAt: inDays(sessionDays) },
    select: { id: true },
  });
  return id;
}

/**
 * The person of a session that is neither ended nor expired, else null. Its time is moved on at most every five minutes, so that
 * reading a page does not write.
 */
export async function personOfSession(id: string): Promise<string | null> {
  const session = await db.session.findFirst({
    where: { id, endedAt: null, expiresAt: { gt: new Date() }, user: { state: "active" } },
    select: { userId: true, seenAt: true },
  });
  if (!session) return null;
  if (Date.now() - session.seenAt.getTime() > 5 * 60_000) {
    await db.session.updateMany({ where: { id }, data: { seenAt: new Date(), expiresAt: inDays(sessionDays) } });
  }
  return session.userId;
}

/** Ends a session; the cookie that names it is worth nothing from now on. */
export async function endSession(id: string): Promise<void> {
  await db.session.updateMany({ where: { id, endedAt: null }, data: { endedAt: new Date() } });
}

/** Ends all other sessions of the same person. */
export async function endOtherSessions(personId: string, keepId: string): Promise<number> {
  const { count } = await db.session.updateMany({
    where: { userId: personId, endedAt: null, id: { not: keepId } },
    data: { endedAt: new Date() },
  });
  return count;
}

export interface SessionRow {
  id: string;
  ip: string;
  userAgent: string;
  createdAt: string;
  seenAt: string;
}

/** Where a person is signed in now, the latest first. */
export async function listSessions(personId: string): Promise<SessionRow[]> {
  const rows = await db.session.findMany({
    where: { userId: personId, endedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { seenAt: "desc" },
    take: 50,
    select: { id: true, ip: true, userAgent: true, createdAt: true, seenAt: true },
  });
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), seenAt: row.seenAt.toISOString() }));
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000);
}
