import "server-only";
import type { FooterLine } from "./frame";
import { unsubscribeToken } from "./unsubscribe-token";

/** How a reader ends mails like this one. */
export interface OptOut {
  /** Of our own addresses. */
  origin: string;
  /** Set on what the followers of a ticket get. */
  feedbackId?: string;
}

/** How whoever gets a mail ends mails like this one, with or without an account. */
export interface Ending {
  /** Why they get it: "You get this report because …". */
  why: string;
  /** What the link says. */
  words: string;
  /** The page on which a person ends it, by a button. */
  page: string;
  /** Ends it in one click, when mail programs post there (RFC 8058). */
  oneClick: string;
}

/** The small print of a mail that says itself how it ends. */
export function endingLines({ why, words, page }: Ending): FooterLine[] {
  return [{ words: why }, { words, href: page }];
}

/**
 * The small print, and the address of its first link as mail programs call it by themselves. Mail about a ticket ends for that ticket
 * first; the other link ends all that may be turned off. Null for what nobody turns off.
 */
export function footerOf(
  sender: string,
  optOut: (OptOut & { userId: string }) | null,
): { lines: FooterLine[]; oneClick: string | null } {
  if (!optOut) return { lines: [{ words: `Sent by ${sender}.` }], oneClick: null };
  const { origin, userId, feedbackId = null } = optOut;
  const why = feedbackId
    ? "You get this mail because you follow the ticket."
    : `You get this mail as a member of ${sender}.`;
  const all = unsubscribeToken({ userId, feedbackId: null });
  const first = feedbackId ? unsubscribeToken({ userId, feedbackId }) : all;
  return {
    lines: [
      { words: why },
      ...(feedbackId ? [{ words: "Stop following this ticket", href: pageOf(origin, first) }] : []),
      { words: "Turn off these e-mails", href: pageOf(origin, all) },
    ],
    oneClick: `${origin}/api/unsubscribe/${first}`,
  };
}

/** The page on which a person says so, by a button: programs that follow links end nothing. */
function pageOf(origin: string, token: string): string {
  return `${origin}/unsubscribe/${token}`;
}
