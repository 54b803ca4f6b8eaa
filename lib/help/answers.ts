import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { getArticle } from "./articles";
import type { HelpAnswerInput, HelpNoteInput } from "./schema";

/** Keeps a reader's answer. @throws AppError `not_found` if there is no such article */
export async function addHelpAnswer(actor: Can<"help.read">, answer: HelpAnswerInput): Promise<{ id: string }> {
  const { slug } = getArticle(answer.slug);
  return db.helpAnswer.create({
    data: { slug, helpful: answer.helpful, userId: actor.personId },
    select: { id: true },
  });
}

/** Adds words to one's own answer. @throws AppError `not_found` if it is someone else's or there is none */
export async function addHelpNote(actor: Can<"help.read">, { id, note }: HelpNoteInput): Promise<void> {
  const { count } = await db.helpAnswer.updateMany({ where: { id, userId: actor.personId }, data: { note } });
  if (count === 0) throw new AppError("not_found", "Your answer is no longer there. Choose Yes or No again.");
}
