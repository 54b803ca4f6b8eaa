/** A piece of a line, and whether it is read from right to left. */
export interface DirectedPart {
  text: string;
  isRightToLeft: boolean;
}

/**
 * A line that begins on the left, in pieces of one direction, as they follow each other (Unicode's bidirectional algorithm, UAX #9,
 * without marks that embed; the left-to-right mark counts as a letter). Numbers and signs between words that are read from right to left are part of them; so is a number behind.
 */
export function directedParts(line: string): DirectedPart[] {
  const parts: DirectedPart[] = [];
  let from = 0;
  for (const { index } of line.matchAll(beginning)) {
    if (index < from) continue;
    const text = withBracket(line, index, index + (rightToLeft.exec(line.slice(index))?.[0].length ?? 1));
    if (index > from) parts.push({ text: line.slice(from, index), isRightToLeft: false });
    parts.push({ text, isRightToLeft: true });
    from = index + text.length;
  }
  if (from < line.length) parts.push({ text: line.slice(from), isRightToLeft: false });
  return parts;
}

/** What is read from right to left, in the order in which it stands from left to right. Words of one script that follow each other are one. */
export function inSight(part: string): string[] {
  return [...part.matchAll(piece)].map(([text]) => mirrored[text] ?? text).toReversed();
}

const beginning = /[\p{Script=Arabic}\p{Script=Hebrew}]/gu;
/** As far as no letter is read from left to right. */
const rightToLeft =
  /^.(?:(?:[\p{Script=Arabic}\p{Script=Hebrew}]|[^\p{L}\u200e])*[\p{Script=Arabic}\p{Script=Hebrew}\p{M}\p{Nd}%‰])?/su;

/** A bracket that closes what was opened there belongs to it. */
function withBracket(line: string, start: number, end: number): string {
  const text = line.slice(start, end);
  const closing = line.charAt(end);
  const opening = mirrored[closing];
  return opening !== undefined && text.lastIndexOf(opening) > text.lastIndexOf(closing) ? text + closing : text;
}

const mirrored: Record<string, string> = {
  "(": ")",
  ")": "(",
  "[": "]",
  "]": "[",
  "{": "}",
  "}": "{",
  "<": ">",
  ">": "<",
};

/** Words, numbers, and signs one by one: flags and joined emoji are one. */
const piece = new RegExp(
  [
    ...["Arabic", "Hebrew"].map((script) => `${lettersOf(script)}(?:\\s+${lettersOf(script)})*`),
    String.raw`[\p{Sc}+#\-]?\p{Nd}+(?:[.,:\/]\p{Nd}+)*[%‰\p{Sc}]?`,
    String.raw`\p{RI}{2}`,
    String.raw`\p{Emoji}\p{EMod}?(?:\u200d\p{Emoji}\p{EMod}?)*`,
    String.raw`.\p{M}*`,
  ].join("|"),
  "gsu",
);

function lettersOf(script: string): string {
  return `[\\p{Script=${script}}\\p{M}\\u200c\\u200d]+`;
}
