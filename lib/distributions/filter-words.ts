import type { Can } from "@/lib/auth/actor";
import { isNoFilter } from "@/lib/conditions/canonical";
import { sentence } from "@/lib/conditions/sentence";
import { elementQuestion } from "@/lib/reports/read-element";
import type { ReportElement } from "@/lib/reports/queries";

/** In words, which filters apply to these elements: one line where all have the same, else one for each that has one. */
export async function filterWords(actor: Can<"reports.read">, elements: readonly ReportElement[]): Promise<string[]> {
  const words: { name: string; filter: string | null }[] = [];
  for (const element of elements) {
    const { condition, source } = await elementQuestion(actor, element);
    const filter = isNoFilter(condition) ? null : sentence(condition, (path) => source.catalog.find(path));
    words.push({ name: element.name, filter });
  }
  const [first] = words;
  if (!first) return [];
  if (words.every(({ filter }) => filter === first.filter)) return first.filter === null ? [] : [first.filter];
  return words.flatMap(({ name, filter }) => (filter === null ? [] : [`${name}: ${filter}`]));
}
