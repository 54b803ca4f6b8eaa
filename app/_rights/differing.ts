/** Where two values of one shape hold different texts: the place, and what the second holds there. */
export function differing(here: unknown, there: unknown, place: string[] = []): { place: string[]; theirs: string }[] {
  if (typeof here === "string" && typeof there === "string")
    return here === there || there === "" ? [] : [{ place, theirs: there }];
  if (!isHolder(here) || !isHolder(there)) return [];
  return Object.keys(here).flatMap((name) => differing(here[name], there[name], [...place, name]));
}

/** The same value, but for what stands in one place. */
export function replaced(value: unknown, [name, ...rest]: string[], by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value))
    return value.map((each: unknown, index) => (String(index) === name ? replaced(each, rest, by) : each));
  return isHolder(value) ? { ...value, [name]: replaced(value[name], rest, by) } : value;
}

/** Every place in a value that holds no list and no object. */
export function leavesOf(value: unknown, place: string[] = []): string[][] {
  if (!isHolder(value)) return [place];
  return Object.keys(value).flatMap((name) => leavesOf(value[name], [...place, name]));
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
