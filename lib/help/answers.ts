import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { getArticle } from "./articles";
import type { HelpAnswerInput } from "./schema";

/** Keeps a reader's answer. @throws AppError `not_found` if there is no such article */
export async function addHelpAnswer(actor: Can<"help.read">, answer: HelpAnswerInput): Promise<void> {
  const { slug } = getArticle(answer.slug);
  await db.helpAnswer.create({
    data: { slug, helpful: answer.helpful, note: answer.note, userId: actor.personId },
  });
}
