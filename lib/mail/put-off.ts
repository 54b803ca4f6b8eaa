import "server-only";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";

/** So many tries take some six minutes: whoever puts mail off at first to keep off spam has taken it by then. */
const tries = 3;

/** The mails that the mail server puts off again and again, how many and why the latest; null when there are none. */
export async function findPutOffMail(_actor: Can<"mailbox.read">): Promise<{ count: number; answer: string } | null> {
  const where = { state: "queued", attempts: { gte: tries }, answer: { not: null } } as const;
  const latest = await db.emailMessage.findFirst({ where, orderBy: { id: "desc" }, select: { answer: true } });
  return latest && { count: await db.emailMessage.count({ where }), answer: latest.answer ?? "" };
}
