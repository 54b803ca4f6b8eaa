import type { z } from "zod";

/** Says of every element whose name an earlier one has where it stands and what to do. */
export function refuseTwice<Element>(
  list: readonly Element[],
  nameOf: (element: Element) => string,
  path: string[],
  context: z.RefinementCtx,
): void {
  const seen = new Set<string>();
  for (const [index, element] of list.entries()) {
    const name = nameOf(element);
    if (seen.has(name)) {
      const message = `“${name}” stands here a second time. Take one of them out, or name it otherwise.`;
      context.addIssue({ code: "custom", path: [...path, index], message });
    }
    seen.add(name);
  }
}
