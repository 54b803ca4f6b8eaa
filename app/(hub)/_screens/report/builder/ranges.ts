import { elementLimits } from "@/lib/elements/schema";

export type Ranges = { edges: number[] } | { problem: string };

/**
 * Where ranges begin, as a person types them: plain numbers with commas between, each above the one before. Half a list says what is
 * missing.
 */
export function readRanges(text: string): Ranges {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== "");
  const wrong = parts.find((part) => !/^-?\d{1,15}(\.\d{1,6})?$/.test(part));
  if (wrong !== undefined)
    return { problem: `“${wrong}” is no number. Write numbers with commas between, such as 0, 10, 50.` };
  const edges = parts.map(Number);
  if (edges.length > elementLimits.edges) return { problem: `Use at most ${elementLimits.edges} numbers.` };
  const place = edges.findIndex((edge, n) => n > 0 && edge <= (edges[n - 1] ?? -Infinity));
  if (place > 0)
    return { problem: `Each must be above the one before: ${edges[place]} does not come after ${edges[place - 1]}.` };
  return { edges };
}
