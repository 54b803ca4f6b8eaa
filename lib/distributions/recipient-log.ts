import { may, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { sendFailedIn } from "@/lib/mail/send";
import { namesHere } from "@/lib/users/person-name";
import { getIssue } from "./issues";

export interface RecipientRow {
  address: string;
  /** Of a person who belongs here; whether anybody else has an account is not for the reader to know. */
  name: string | null;
  state: "waiting" | "kept" | "queued" | "sent" | "failed" | "left_out";
  /** The mail server's own words, or why there is no mail. */
  answer: string | null;
  attempts: number;
  /** Of one that the mail server put off. */
  nextTryAt: string | null;
  sentAt: string | null;
  /** The files that were downloaded with the link of this mail, by name. */
  downloads: { file: string; times: number; lastAt: string }[];
}

/** Who an issue went to, by address, 100 a page. @throws AppError `not_found`, `forbidden` */
export async function listRecipients(
  actor: Can<"reports.read">,
  { issueId, after }: { issueId: string; after?: string | undefined },
): Promise<{ rows: RecipientRow[]; next: string | null }> {
  await getIssue(actor, issueId);
  const found = await db.distributionRecipient.findMany({
    where: { issueId, ...(after ? { address: { gt: after } } : {}) },
    orderBy: { address: "asc" },
    take: recipientsPage + 1,
    select: {
      address: true,
      state: true,
      reason: true,
      userId: true,
      mail: { select: { state: true, answer: true, attempts: true, nextTryAt: true, sentAt: true } },
      downloads: { select: { fileName: true, times: true, lastAt: true }, orderBy: { fileName: "asc" } },
    },
  });
  const page = found.slice(0, recipientsPage);
  const names = await namesOf(actor, page);
  const rows = page.map(({ address, state, reason, userId, mail, downloads }) => ({
    address,
    name: (userId && names.get(userId)) ?? null,
    state: state === "written" ? (mail?.state ?? "sent") : state,
    answer: state === "left_out" ? reason : (mail?.answer ?? null),
    attempts: mail?.attempts ?? 0,
    nextTryAt: mail?.nextTryAt?.toISOString() ?? null,
    sentAt: mail?.sentAt?.toISOString() ?? null,
    downloads: downloads.map(({ fileName, times, lastAt }) => ({
      file: fileName,
      times,
      lastAt: lastAt.toISOString(),
    })),
  }));
  return { rows, next: found.length > recipientsPage ? (rows.at(-1)?.address ?? null) : null };
}

/**
 * Sends again the mails that failed. How many that are: none when all of them want no more of it.
 * @throws AppError `not_found`, `forbidden`, `conflict` when none failed, or their content is not kept any more
 */
export async function retryFailed(actor: Can<"reports.read">, issueId: string): Promise<{ count: number }> {
  const { counts } = await getIssue(actor, issueId);
  if (counts.failed === 0) throw new AppError("conflict", "Nothing of it failed.");
  return transaction(async (tx) => {
    await leaveOutIn(tx, issueId);
    const failed = await tx.distributionRecipient.findMany({
      where: { issueId, mail: { state: "failed" } },
      select: { mailId: true },
    });
    const count = await sendFailedIn(
      tx,
      failed.flatMap(({ mailId }) => mailId ?? []),
    );
    if (failed.length > 0 && count === 0)
      throw new AppError("conflict", "What they said is not kept any more. Send the report again.");
    return { count };
  });
}

/** Who said meanwhile that they want no more of it is not written to again. */
async function leaveOutIn(tx: Tx, issueId: string): Promise<void> {
  await tx.$executeRaw`
    update distribution_recipient r
       set state = 'left_out', mail_id = null, reason = 'Wants no more of these e-mails.'
      from distribution_issue i, email_message m
     where r.issue_id = ${issueId}::uuid and i.id = r.issue_id and m.id = r.mail_id and m.state = 'failed' and i.cause <> 'test'
       and (exists (select from app_user u where u.email = r.address and u.email_opt_out)
            or exists (select from distribution_opt_out o
                        where o.report_id = i.report_id and o.address = r.address
                          and o.distribution_id is not distinct from i.distribution_id))`;
}

const recipientsPage = 100;

async function namesOf(
  actor: Can<"reports.read">,
  people: readonly { userId: string | null }[],
): Promise<Map<string, string>> {
  if (!may(actor, "users.read")) return new Map();
  return namesHere(
    also(actor, "users.read"),
    people.map(({ userId }) => userId),
  );
}
