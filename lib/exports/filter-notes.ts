import { noFilter, type Condition } from "@/lib/conditions/schema";
import { filterSentence } from "@/lib/conditions/sentence";
import type { ElementQuestion } from "@/lib/elements/question";
import type { ControlWords } from "@/lib/reports/control-fields";
import { passedOverWords } from "@/lib/reports/passed-over-words";
import { knownTests, passedOver } from "@/lib/reports/read-element";
import type { Records } from "@/lib/sources/source";

interface Asked {
  source: Pick<Records, "catalog">;
  condition: Condition;
}

/** "Filter: Status is Open"; null where everything is asked. */
export function filterWords({ source, condition }: Asked): string | null {
  const words = filterSentence(condition, source.catalog.find);
  return words && `Filter: ${words}`;
}

/** What the reader of one element has to know: which filter applied to it, and what of the viewer's choice could not. */
export function elementNotes(
  question: ElementQuestion,
  chosen: Condition | undefined,
  { label }: ControlWords,
): string[] {
  const filter = filterWords(question);
  const missed = passedOverWords(passedOver(question, chosen).map(label));
  return [...(filter ? [`${filter}.`] : []), ...(missed ? [missed] : [])];
}

/** "Narrowed to: Submitted is today": what at least one of these elements could be narrowed by; empty where there is nothing. */
export function narrowedWords(
  chosen: Condition = noFilter,
  questions: readonly Pick<ElementQuestion, "source">[],
  { find }: ControlWords,
): string[] {
  const isKnown = (path: string) => questions.some(({ source }) => source.catalog.find(path) !== null);
  const words = filterSentence(knownTests(chosen, isKnown), find);
  return words ? [`Narrowed to: ${words}`] : [];
}
