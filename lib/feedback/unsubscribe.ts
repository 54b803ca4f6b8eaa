import { db } from "@/lib/db/client";
import { readUnsubscribeToken } from "@/lib/mail/unsubscribe-token";

/** What the holder of a mail's link may end, and what is ended already. */
export interface Subscription {
  email: string;
  getsMail: boolean;
  /** The ticket that the mail was about; null when it was about none, or the ticket is gone. */
  ticket: { displayId: string; isFollowed: boolean } | null;
}

/** Null for a link that is not ours, or whose person is not here any more. */
export async function findSubscription(token: string): Promise<Subscription | null> {
  const link = readUnsubscribeToken(token);
  const person =
    link &&
    (await db.user.findUnique({ where: { id: link.userId }, select: { email: true, emailOptOut: true, state: true } }));
  if (!person || person.state === "deleted") return null;
  return { email: person.email, getsMail: !person.emailOptOut, ticket: await findTicket(link) };
}

/** `first` is what the mail was about: its ticket, else all that may be turned off. */
export type Ending = "first" | "all";

/** Ends it; said twice it stays ended. False for a link that opens nothing. */
export async function unsubscribe(token: string, what: Ending): Promise<boolean> {
  const link = readUnsubscribeToken(token);
  if (!link) return false;
  const { userId, feedbackId } = link;
  if (what === "all" || feedbackId === null) {
    const { count } = await db.user.updateMany({
      where: { id: userId, state: { not: "deleted" } },
      data: { emailOptOut: true },
    });
    return count > 0;
  }
  // Only who once followed gets such a mail: there is a row, unless ticket or person are gone.
  const { count } = await db.feedbackFollow.updateMany({
    where: { feedbackId, userId },
    data: { following: false, at: new Date() },
  });
  return count > 0;
}

async function findTicket({ userId, feedbackId }: { userId: string; feedbackId: string | null }) {
  if (feedbackId === null) return null;
  const follow = await db.feedbackFollow.findUnique({
    where: { feedbackId_userId: { feedbackId, userId } },
    select: { following: true, feedback: { select: { displayId: true } } },
  });
  return follow && { displayId: follow.feedback.displayId, isFollowed: follow.following };
}
