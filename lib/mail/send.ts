import "server-only";
import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { queueJob, queueJobs } from "@/lib/jobs/jobs";
import { attachedFiles, wholeColumns, wholeMail } from "./package";
import { smtpSettings, type SmtpSettings } from "./smtp-settings";
import { handOver, type SmtpOutcome } from "./transport";

/**
 * Sends one queued mail and keeps the server's answer. A passing failure is tried again, about two days long; a message that was sent,
 * failed or is being sent elsewhere is left alone, so repeating the job sends nothing twice.
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
      packageId: true,
    },
  });
  if (!message) return;
  const smtp = given === undefined ? await smtpSettings(db) : given;
  if (!smtp) {
    await db.emailMessage.updateMany({ where: { id: messageId, state: "queued" }, data: { state: "kept" } });
    return;
  }
  const attempt = message.attempts + 1;
  // Counting the try is the claim: of two workers, one finds the count it expects.
  const claim = {
    where: { id: messageId, state: "queued" as const, attempts: message.attempts },
    data: { attempts: attempt },
  };
  if ((await db.emailMessage.updateMany(claim)).count === 0) return;
  const { packageId } = message;
  const files = packageId ? await attachedFiles(packageId) : [];
  await settle(messageId, attempt, await handOver({ ...message, ...wholeMail(message), files }, smtp));
}

/** Sends again, from the first try, what failed; what was sent or still waits is left alone. How many that are. */
export async function sendFailedIn(tx: Tx, messageIds: readonly string[]): Promise<number> {
  const failed = await tx.emailMessage.updateManyAndReturn({
    where: { id: { in: [...messageIds] }, state: "failed" },
    data: { state: "queued", attempts: 0 },
    select: { id: true },
  });
  await queueJobs(
    tx,
    "mail.send",
    failed.map(({ id }) => ({ messageId: id })),
  );
  return failed.length;
}

/** Minutes between tries. */
const pauses = [1, 5, 15, 60, 180, 360, 720, 1_440];

async function settle(id: string, attempt: number, { kind, answer }: SmtpOutcome): Promise<void> {
  const pause = kind === "later" ? pauses[attempt - 1] : undefined;
  await transaction(async (tx) => {
    const state = kind === "sent" ? "sent" : pause ? "queued" : "failed";
    await tx.emailMessage.update({
      where: { id },
      data: { state, answer, ...(kind === "sent" ? { sentAt: new Date() } : {}) },
      select: { id: true },
    });
    if (pause)
      await queueJob(tx, "mail.send", { messageId: id }, { startAfter: new Date(Date.now() + pause * 60_000) });
  });
}
