import { answerRecords } from "./answer-records";
import { answerSummary } from "./answer-summary";
import type { ElementData } from "./data";
import type { ElementQuestion } from "./question";

/** Rows that a screen, a mail and a PDF show at most; the files of an export have them all. */
export const mostRows = 1_000;

/**
 * The answer as of now, in at most `rows` rows.
 * @throws AppError `invalid` for an item that is gone, naming it; `unavailable` when it takes longer than a question may
 */
export async function answerElement(question: ElementQuestion, rows = mostRows): Promise<ElementData> {
  return question.definition.measures.length > 0 ? answerSummary(question, rows) : answerRecords(question, rows);
}
