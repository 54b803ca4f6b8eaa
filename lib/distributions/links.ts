import "server-only";
import { z } from "zod";
import { mailIdMark } from "@/lib/mail/package";
import { readSignedToken, signedToken } from "@/lib/secrets/signed-token";

/** What the links in a distribution's mails may do, for people who never sign in. Each opens one thing. */
const purposes = {
  /** End the mails to one address: of a distribution, or without one of what people send of the report by hand. */
  "report unsubscribe": z.tuple([z.uuid(), z.uuid().nullable(), z.string()]),
  /** Go on sending, until a time in milliseconds. */
  "keep sending": z.tuple([z.uuid(), z.number()]),
  /** Download one file, until a time in milliseconds. */
  "report file": z.tuple([z.uuid(), z.number()]),
  /** Open the report, which asks to sign in. */
  "report open": z.tuple([z.uuid()]),
} as const;

export type LinkPurpose = keyof typeof purposes;
export type LinkWhat<P extends LinkPurpose> = z.infer<(typeof purposes)[P]>;

/** The signed part of such a link's address. */
export function linkToken<P extends LinkPurpose>(purpose: P, what: LinkWhat<P>): string {
  return signedToken(purpose, Buffer.from(JSON.stringify(what)));
}

/** Null for anything that we did not sign for this purpose. */
export function readLinkToken<P extends LinkPurpose>(purpose: P, token: string): LinkWhat<P> | null {
  const bytes = readSignedToken(purpose, token);
  // We signed it, so it is JSON of that shape, unless an older version shaped it otherwise.
  const parsed = bytes && purposes[purpose].safeParse(JSON.parse(bytes.toString()));
  return parsed?.success ? (parsed.data as LinkWhat<P>) : null;
}

/** Milliseconds that the link to a file is good for. */
export const fileLinkLife = 30 * 86_400_000;

export function unsubscribePage(origin: string, token: string): string {
  return `${origin}/report-mail/${token}`;
}

export function unsubscribeOneClick(origin: string, token: string): string {
  return `${origin}/api/report-mail/${token}`;
}

export function keepSendingPage(origin: string, distributionId: string, until: number): string {
  return `${origin}/keep-sending/${linkToken("keep sending", [distributionId, until])}`;
}

/** The page of a file, for the package of a mail: each mail that names it says which it is. */
export function fileAddress(origin: string, fileId: string, until: number): string {
  return `${origin}/report-file/${linkToken("report file", [fileId, until])}?mail=${mailIdMark}`;
}

/** Where its button leads, and the file itself. */
export function fileDownload({ token, mailId }: FileLink): string {
  return `/api/report-files/${encodeURIComponent(token)}?mail=${encodeURIComponent(mailId)}`;
}

/** What such an address says. */
export interface FileLink {
  token: string;
  /** Whose mail it was in. */
  mailId: string;
}

export function openAddress(origin: string, reportId: string): string {
  return `${origin}/api/report-open/${linkToken("report open", [reportId])}`;
}
