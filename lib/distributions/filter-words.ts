import type { Can } from "@/lib/auth/actor";
import type { Condition } from "@/lib/conditions/schema";
import { filterSentence } from "@/lib/conditions/sentence";
import { AppError } from "@/lib/errors/app-error";
import { elementQuestion } from "@/lib/reports/read-element";
import type { ReportElement } from "@/lib/reports/queries";

/**
 * In words, which filters apply to these elements, with what whoever sends them chose: one line where all have the same, else one for each
 * that has one.
 */
export async function filterWords(
  actor: Can<"reports.read">,
  elements: readonly ReportElement[],
  chosen?: Condition,
): Promise<string[]> {
  const words: { name: string; filter: string | null }[] = [];
  for (const element of elements) {
    const question = await elementQuestion(actor, element, chosen).catch(orUnasked);
    if (!question) continue;
    const { condition, source } = question;
    words.push({ name: element.name, filter: filterSentence(condition, source.catalog.find) });
  }
  const [first] = words;
  if (!first) return [];
  if (words.every(({ filter }) => filter === first.filter)) return first.filter === null ? [] : [first.filter];
  return words.flatMap(({ name, filter }) => (filter === null ? [] : [`${name}: ${filter}`]));
}

/** What cannot be asked any more says so in its place. */
function orUnasked(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}
