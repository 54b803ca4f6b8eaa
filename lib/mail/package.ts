import "server-only";
import { db, type Tx } from "@/lib/db/client";
import { framedHtml, smallPrintMark } from "./frame";

/** What many recipients get alike, before it is kept. */
export interface MailPackageToKeep {
  subject: string;
  /** The community's name. */
  sender: string;
  text: string;
  /** Safe HTML for the frame. */
  html: string;
  files: readonly MailFileToKeep[];
}

export interface MailFileToKeep {
  id: string;
  name: string;
  contentType: string;
  bytes: Uint8Array;
  /** Of a picture within the mail: its HTML shows it as `cid:<this>`. */
  contentId?: string;
  /** It does not travel with the mail, which links to it. */
  isLinked?: boolean;
}

/** A file as it is sent or downloaded: piece by piece, one in memory at a time. */
export interface MailFileToRead {
  id: string;
  name: string;
  contentType: string;
  bytes: number;
  contentId: string | null;
  /** From a byte on, and up to before another; all of it by default. */
  pieces: (from?: number, to?: number) => AsyncGenerator<Uint8Array>;
}

/** Keeps it once; any number of mails may name it. */
export async function keepPackageIn(tx: Tx, { files, text, ...mail }: MailPackageToKeep): Promise<string> {
  const html = framedHtml({
    subject: mail.subject,
    content: mail.html,
    sender: mail.sender,
    footer: "later",
    wide: true,
  });
  const { id } = await tx.mailPackage.create({ data: { text, html }, select: { id: true } });
  for (const [position, { bytes, contentId, isLinked = false, ...file }] of files.entries()) {
    await tx.mailFile.create({
      data: { ...file, packageId: id, position, bytes: bytes.byteLength, contentId: contentId ?? null, isLinked },
      select: { id: true },
    });
    for (let n = 0; n * pieceBytes < bytes.byteLength; n++) {
      const data = new Uint8Array(bytes.slice(n * pieceBytes, (n + 1) * pieceBytes));
      await tx.mailFileChunk.create({ data: { fileId: file.id, n, data }, select: { n: true } });
    }
  }
  return id;
}

/** Stands in a package where the id of each mail goes, so that a link tells whose mail it was in. */
export const mailIdMark = "id-of-this-mail";

/** A mail's own text and HTML with what its package says; one whose package is gone has its small print only. */
export function wholeMail(mail: WithPackage): { text: string; html: string | null } {
  const { id, package: shared, text, html } = mail;
  if (!shared) return { text, html };
  return {
    text: shared.text.replaceAll(mailIdMark, id) + text,
    html: shared.html.replaceAll(mailIdMark, id).replace(smallPrintMark, () => html ?? ""),
  };
}

/** What `wholeMail` needs of a mail. */
export const wholeColumns = {
  id: true,
  text: true,
  html: true,
  package: { select: { text: true, html: true } },
} as const;

interface WithPackage {
  id: string;
  text: string;
  html: string | null;
  package: { text: string; html: string } | null;
}

/** The files that travel with the mails of a package. */
export async function attachedFiles(packageId: string): Promise<MailFileToRead[]> {
  const files = await db.mailFile.findMany({
    where: { packageId, isLinked: false },
    orderBy: { position: "asc" },
    select: fileColumns,
  });
  return files.map(readable);
}

/** Everything that a package holds: what travels with its mails, pictures in them, and what they link to. */
export async function packageFiles(packageId: string): Promise<MailFileToRead[]> {
  const files = await db.mailFile.findMany({ where: { packageId }, orderBy: { position: "asc" }, select: fileColumns });
  return files.map(readable);
}

/** A file that a mail links to; null when it is gone. */
export async function findLinkedFile(id: string): Promise<MailFileToRead | null> {
  const file = await db.mailFile.findUnique({ where: { id, isLinked: true }, select: fileColumns });
  return file && readable(file);
}

const pieceBytes = 1024 * 1024;

const fileColumns = { id: true, name: true, contentType: true, bytes: true, contentId: true } as const;

function readable(file: Omit<MailFileToRead, "pieces">): MailFileToRead {
  return { ...file, pieces: (from = 0, to = file.bytes) => piecesOf(file.id, from, to) };
}

async function* piecesOf(fileId: string, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let n = Math.floor(from / pieceBytes); n * pieceBytes < to; n++) {
    const row = await db.mailFileChunk.findUnique({ where: { fileId_n: { fileId, n } }, select: { data: true } });
    if (!row) return;
    yield row.data.subarray(Math.max(from - n * pieceBytes, 0), to - n * pieceBytes);
  }
}
