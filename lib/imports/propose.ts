import type { Target } from "./targets";

/**
 * The target that each heading suggests, at most one column each; null where none does. Case, accents and punctuation do not count. A target
 * offered earlier is preferred, and a name of its own over one that others share.
 */
export function proposeColumns(headings: readonly string[], targets: readonly Target[]): (string | null)[] {
  const taken = new Set<string>();
  return headings.map((heading) => {
    const wanted = plain(heading);
    if (wanted === "") return null;
    const fitting = targets.filter(({ id, names }) => !taken.has(id) && names.some((name) => plain(name) === wanted));
    const found = fitting.find(({ label }) => plain(label) === wanted) ?? fitting[0];
    if (found) taken.add(found.id);
    return found?.id ?? null;
  });
}

function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
