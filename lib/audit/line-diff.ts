export interface DiffLine {
  is: "same" | "removed" | "added";
  text: string;
}

/** Beyond this many pairs of lines the texts are shown one after the other: comparing each with each would take its time. */
const mostPairs = 1_000_000;

/** Two texts line by line: what went, what came, what stayed. The longest common run of lines decides. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, now] = [before.split(/\r\n|\r|\n/), after.split(/\r\n|\r|\n/)];
  const head = commonEnd(old, now, (lines, n) => lines[n]);
  const tail = Math.min(
    commonEnd(old, now, (lines, n) => lines.at(-1 - n)),
    Math.min(old.length, now.length) - head,
  );
  const [oldMiddle, newMiddle] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)];
  return [
    ...old.slice(0, head).map(same),
    ...diffMiddle(oldMiddle, newMiddle),
    ...old.slice(old.length - tail).map(same),
  ];
}

/** The same with at most `around` unchanged lines beside a change; null where lines are left out. */
export function foldSame(lines: readonly DiffLine[], around = 3): (DiffLine | null)[] {
  const isNear = (at: number) => lines.slice(Math.max(0, at - around), at + around + 1).some(({ is }) => is !== "same");
  const folded: (DiffLine | null)[] = [];
  for (const [at, line] of lines.entries()) {
    if (isNear(at)) folded.push(line);
    else if (folded.at(-1) !== null) folded.push(null);
  }
  return folded;
}

function same(text: string): DiffLine {
  return { is: "same", text };
}

function commonEnd(
  old: readonly string[],
  now: readonly string[],
  at: (lines: readonly string[], n: number) => string | undefined,
): number {
  const most = Math.min(old.length, now.length);
  let n = 0;
  while (n < most && at(old, n) === at(now, n)) n++;
  return n;
}

function diffMiddle(old: readonly string[], now: readonly string[]): DiffLine[] {
  const removed = (text: string): DiffLine => ({ is: "removed", text });
  const added = (text: string): DiffLine => ({ is: "added", text });
  if (old.length * now.length > mostPairs || old.length === 0 || now.length === 0)
    return [...old.map(removed), ...now.map(added)];
  const common = commonLengths(old, now);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    const [was, is] = [old[i] ?? "", now[j] ?? ""];
    if (was === is) {
      lines.push(same(was));
      i++;
      j++;
    } else if ((common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0)) {
      lines.push(removed(was));
      i++;
    } else {
      lines.push(added(is));
      j++;
    }
  }
  return [...lines, ...old.slice(i).map(removed), ...now.slice(j).map(added)];
}

/** How many lines the rests from `i` and `j` on have in common, in order. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint32Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    const [row, below] = [lengths[i], lengths[i + 1]];
    if (!row || !below) continue;
    for (let j = now.length - 1; j >= 0; j--) {
      row[j] = old[i] === now[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}
