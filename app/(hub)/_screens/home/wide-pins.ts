import type { Style } from "@/lib/elements/schema";

/**
 * Which pinned elements are as wide as the page where two stand beside each other: tables, whose columns need the room, and whatever would
 * leave a hole before one. Moving others up into the hole would have keyboards and screen readers go another way than the eye.
 */
export function widePins(styles: readonly Style[]): boolean[] {
  let isBeside = false;
  return styles.map((style, n) => {
    const isWide = style === "table" || (!isBeside && styles[n + 1] === "table");
    isBeside = !isWide && !isBeside;
    return isWide;
  });
}
