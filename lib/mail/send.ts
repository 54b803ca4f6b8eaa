import "server-only";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { queueJob } from "@/lib/jobs/jobs";
import { handOver, smtpSettings, type SmtpOutcome, type SmtpSettings } from "./transport";

/**
 * Sends one queued mail and keeps the server's answer. A passing failure is tried again, about two days long; a message that was sent,
 * failed or is being sent elsewhere is left alone, so repeating the job sends nothing twice.
 */
export async function sendMail(messageId: string, smtp: SmtpSettings | null = smtpSettings()): Promise<void> {
  const message = await db.emailMessage.findUnique({
    where: { id: messageId, state: "queued" },
    select: { id: true, to: true, subject: true, text: true, html: true, unsubscribeUrl: true, attempts: true },
  });
  if (!message) return;
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
  await settle(messageId, attempt, await handOver(message, smtp));
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
