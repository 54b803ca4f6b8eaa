interface ListState {
  paths: readonly string[];
  selected: readonly string[];
  /** Where a run with Shift begins. */
  anchor: string;
}

/** What is highlighted after choosing `path` in a list where many can be, in the order of the list. */
export function nextSelection(
  { paths, selected, anchor }: ListState,
  path: string,
  { toggle, extend }: { toggle: boolean; extend: boolean },
): string[] {
  if (extend) return between(paths, anchor, path);
  if (!toggle) return [path];
  const wanted = new Set(selected);
  if (!wanted.delete(path)) wanted.add(path);
  return paths.filter((each) => wanted.has(each));
}

function between(paths: readonly string[], one: string, other: string): string[] {
  const [first, last] = [paths.indexOf(one), paths.indexOf(other)].sort((a, b) => a - b) as [number, number];
  return paths.slice(Math.max(first, 0), last + 1);
}
