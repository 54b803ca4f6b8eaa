import "server-only";
import type { Can } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { queueJob, queueJobs } from "@/lib/jobs/jobs";
import { brokenOff, longestTry, mostBrokenOff } from "./broken-off";
import { attachedFiles, wholeColumns, wholeMail } from "./package";
import { smtpSettings, type SmtpSettings } from "./smtp-settings";
import { handOver, type SmtpOutcome } from "./transport";

/**
 * Sends one queued mail and keeps the server's answer. A passing failure is tried again, about two days long; a message that was sent or
 * failed is left alone, and one that is being sent elsewhere is looked at again when that must have ended. So repeating the job sends
 * nothing twice; only what broke off in the middle of a try goes out again, under the same Message-ID.
 */
export async function sendMail(messageId: string, given?: SmtpSettings | null): Promise<void> {
  const message = await db.emailMessage.findUnique({
    where: { id: messageId, state: "queued" },
    select: {
      ...wholeColumns,
      to: true,
      subject: true,
      unsubscribeUrl: true,
      attempts: true,
      sendingSince: true,
      packageId: true,
    },
  });
  if (!message) return;
  const endsAt = (message.sendingSince?.getTime() ?? 0) + longestTry;
  if (endsAt > Date.now()) return lookAgain(messageId, new Date(endsAt));
  if (message.sendingSince && message.attempts >= mostBrokenOff)
    return settle(messageId, message.attempts, { kind: "refused", answer: brokenOff.within, isSaid: false });
  const smtp = given === undefined ? await smtpSettings(db) : given;
  if (!smtp) {
    await db.emailMessage.updateMany({ where: { id: messageId, state: "queued" }, data: { state: "kept" } });
    return;
  }
  const attempt = message.attempts + 1;
  // Counting the try is the claim: of two workers, one finds the count it expects.
  const claim = {
    where: { id: messageId, state: "queued" as const, attempts: message.attempts },
    data: { attempts: attempt, sendingSince: new Date(), nextTryAt: null },
  };
  if ((await db.emailMessage.updateMany(claim)).count === 0) return;
  const { packageId } = message;
  const files = packageId ? await attachedFiles(packageId) : [];
  await settle(messageId, attempt, await handOver({ ...message, ...wholeMail(message), files }, smtp));
}

/**
 * Sends again, from the first try, what failed; what was sent or still waits is left alone, and so is what many got alike when it is not
 * kept any more. How many that are.
 */
export async function sendFailedIn(tx: Tx, messageIds: readonly string[]): Promise<number> {
  const isWhole = { OR: [{ packageId: { not: null } }, { recipients: { none: {} } }] };
  const failed = await tx.emailMessage.updateManyAndReturn({
    where: { id: { in: [...messageIds] }, state: "failed", ...isWhole },
    data: { state: "queued", attempts: 0, nextTryAt: null },
    select: { id: true },
  });
  await queueJobs(
    tx,
    "mail.send",
    failed.map(({ id }) => ({ messageId: id })),
  );
  return failed.length;
}

/** Tries a mail of the Mailbox again. @throws AppError `conflict` for one that did not fail, or cannot be sent whole any more */
export async function retryMail(_actor: Can<"mailbox.read">, id: string): Promise<void> {
  const count = await transaction((tx) => sendFailedIn(tx, [id]));
  if (count > 0) return;
  const found = await db.emailMessage.findUnique({ where: { id }, select: { state: true } });
  if (!found) throw new AppError("not_found", "There is no such mail.");
  throw new AppError(
    "conflict",
    found.state === "failed"
      ? "What it said is not kept any more. Send the report again."
      : "This mail did not fail, or is being tried again already.",
  );
}

async function lookAgain(messageId: string, startAfter: Date): Promise<void> {
  await transaction((tx) => queueJob(tx, "mail.send", { messageId }, { startAfter }));
}

/** Minutes between tries. */
const pauses = [1, 5, 15, 60, 180, 360, 720, 1_440];

async function settle(id: string, attempt: number, { kind, answer }: SmtpOutcome): Promise<void> {
  const pause = kind === "later" ? pauses[attempt - 1] : undefined;
  const nextTryAt = pause ? new Date(Date.now() + pause * 60_000) : null;
  await transaction(async (tx) => {
    const state = kind === "sent" ? "sent" : nextTryAt ? "queued" : "failed";
    await tx.emailMessage.update({
      where: { id },
      data: { state, answer, sendingSince: null, nextTryAt, ...(kind === "sent" ? { sentAt: new Date() } : {}) },
      select: { id: true },
    });
    if (nextTryAt) await queueJob(tx, "mail.send", { messageId: id }, { startAfter: nextTryAt });
  });
}
