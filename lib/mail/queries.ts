import "server-only";
import { z } from "zod";
import type { Can } from "@/lib/auth/actor";
import { origin, type Origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import type { EmailState } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { packageFiles, wholeColumns, wholeMail } from "./package";

export interface MailRow {
  id: string;
  to: string;
  subject: string;
  state: EmailState;
  attempts: number;
  /** The mail server's own words. */
  answer: string | null;
  cause: Origin;
  project: string | null;
  createdAt: string;
  sentAt: string | null;
  /** Sent to people who turned e-mails off as well. */
  essential: boolean;
}

export type MailDetail = MailRow & {
  text: string;
  html: string | null;
  /** What travels with it or is linked in it, without the pictures that stand in it. */
  files: { id: string; name: string; bytes: number }[];
  /** Of one that the mail server put off. */
  nextTryAt: string | null;
};

export const mailQuestion = z.strictObject({
  state: z.enum(["kept", "queued", "sent", "failed"]).optional(),
  /** In the recipient or the subject. */
  text: z.string().max(200).optional(),
  /** The last id of the page before. */
  after: z.uuid().optional(),
});

/** The Mailbox, newest first, 50 a page; `next` is null on the last. */
export async function listMessages(
  _actor: Can<"mailbox.read">,
  { state, text, after }: z.infer<typeof mailQuestion> = {},
): Promise<{ rows: MailRow[]; next: string | null }> {
  const contains = text ? { contains: text, mode: "insensitive" as const } : null;
  const found = await db.emailMessage.findMany({
    where: {
      ...(state ? { state } : {}),
      ...(contains ? { OR: [{ to: contains }, { subject: contains }] } : {}),
      ...(after ? { id: { lt: after } } : {}),
    },
    orderBy: { id: "desc" },
    take: pageSize + 1,
    select: columns,
  });
  const names = await projectNames(found);
  const rows = found.slice(0, pageSize).map((row) => rowOf(row, names));
  return { rows, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null };
}

/** @throws AppError `not_found` */
export async function getMessage(_actor: Can<"mailbox.read">, id: string): Promise<MailDetail> {
  const found = await db.emailMessage.findUnique({
    where: { id },
    select: { ...columns, ...wholeColumns, packageId: true, nextTryAt: true },
  });
  if (!found) throw new AppError("not_found", "There is no such mail.");
  const files = found.packageId ? await packageFiles(found.packageId) : [];
  return {
    ...rowOf(found, await projectNames([found])),
    ...wholeMail(found),
    files: files.flatMap(({ id: file, name, bytes, contentId }) =>
      contentId === null ? [{ id: file, name, bytes }] : [],
    ),
    nextTryAt: found.nextTryAt?.toISOString() ?? null,
  };
}

const pageSize = 50;

const columns = {
  id: true,
  to: true,
  subject: true,
  state: true,
  attempts: true,
  answer: true,
  cause: true,
  projectId: true,
  createdAt: true,
  sentAt: true,
  essential: true,
} as const;

interface StoredRow {
  id: string;
  to: string;
  subject: string;
  state: EmailState;
  attempts: number;
  answer: string | null;
  cause: unknown;
  projectId: string | null;
  createdAt: Date;
  sentAt: Date | null;
  essential: boolean;
}

async function projectNames(rows: readonly StoredRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap((row) => row.projectId ?? []))];
  const projects = await db.project.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(projects.map(({ id, name }) => [id, name]));
}

function rowOf({ projectId, ...row }: StoredRow, names: Map<string, string>): MailRow {
  return {
    id: row.id,
    to: row.to,
    subject: row.subject,
    state: row.state,
    attempts: row.attempts,
    answer: row.answer,
    cause: origin.parse(row.cause),
    project: projectId ? (names.get(projectId) ?? null) : null,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    essential: row.essential,
  };
}
