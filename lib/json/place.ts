/** Line and column of a position, both from 1, and the up to 40 characters of that line around it. */
export function placeOf(text: string, position: number): { line: number; column: number; excerpt: string } {
  const before = text.slice(0, position);
  const lineStart = before.lastIndexOf("\n") + 1;
  const excerpt = text.slice(Math.max(lineStart, position - 20), position + 20).split("\n", 1)[0] ?? "";
  return { line: before.split("\n").length, column: position - lineStart + 1, excerpt: excerpt.toWellFormed() };
}
