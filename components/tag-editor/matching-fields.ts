import type { FieldInfo } from "@/lib/fields/field";

/** The fields a person may mean by what was typed: every word is found in path, label or data set. Best first, else as given. */
export function matchingFields(fields: readonly FieldInfo[], typed: string): FieldInfo[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return [...fields];
  const words = wanted.split(/\s+/);
  return fields
    .map((field) => ({ field, rank: rankOf(field, wanted, words) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ field }) => field);
}

function rankOf(field: FieldInfo, wanted: string, words: readonly string[]): number {
  const path = field.path.toLowerCase();
  const label = field.label.toLowerCase();
  if (path === wanted) return 0;
  if (path.startsWith(wanted) || label.startsWith(wanted)) return 1;
  if (path.includes(`.${wanted}`)) return 2;
  const all = `${path} ${label} ${field.dataSet.label.toLowerCase()}`;
  return words.every((word) => all.includes(word)) ? 3 : Infinity;
}
