import { isJsonObject, type JsonValue } from "./value";

export type PathToken = string | number;

export type ParsedPath = { ok: true; tokens: PathToken[] } | { ok: false; message: string; position: number };

/**
 * What a parameter names in a body: an own top-level member of exactly that name, else a dotted or bracketed path
 * (`issue.fields.status.name`, `records[0].Id`, `a['b.c']`). Upper and lower case differ. Within a member that is null everything is null:
 * a sender that says `"resolution": null` says that it has no name either.
 */
export function readPath(value: JsonValue, parameter: string): { found: boolean; value: JsonValue | undefined } {
  if (isJsonObject(value) && Object.hasOwn(value, parameter)) return { found: true, value: value[parameter] };
  const path = parsePath(parameter);
  if (!path.ok) return missing;
  let here: JsonValue | undefined = value;
  for (const [step, token] of path.tokens.entries()) {
    if (here === null && step > 0) return { found: true, value: null };
    if (Array.isArray(here)) {
      const index = typeof token === "number" ? token : /^\d{1,9}$/.test(token) ? Number(token) : -1;
      if (!(index in here)) return missing;
      here = here[index];
    } else if (isJsonObject(here) && Object.hasOwn(here, token)) here = here[token];
    else return missing;
  }
  return { found: true, value: here };
}

const missing = { found: false, value: undefined } as const;

const bareName = /[^.[\]]+/y;
const bracket = /\[(?:(\d{1,9})|'((?:[^'\\]|\\[^])*)'|"((?:[^"\\]|\\[^])*)")\]/y;

/** Positions count from 0 in the path's own text. */
export function parsePath(path: string): ParsedPath {
  const tokens: PathToken[] = [];
  let at = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(path);
    if (found) at += found[0].length;
    return found;
  };
  while (at < path.length || tokens.length === 0) {
    const dotted = tokens.length > 0 && path[at] === ".";
    if (dotted) at += 1;
    if (path[at] === "[" && !dotted) {
      const found = match(bracket);
      if (!found) return { ok: false, message: "Inside [ ] a number or a name in quotes should stand.", position: at };
      tokens.push(found[1] === undefined ? unescape(found[2] ?? found[3] ?? "") : Number(found[1]));
      continue;
    }
    const found = dotted || tokens.length === 0 ? match(bareName) : null;
    if (!found) return { ok: false, message: "Here a name should stand.", position: at };
    tokens.push(found[0]);
  }
  return { ok: true, tokens };
}

/** The path's text for a place in a value, as clicking on it writes it. `parsePath` reads it back. */
export function writePath(tokens: readonly PathToken[]): string {
  return tokens
    .map((token, index) => {
      if (typeof token === "number") return `[${token}]`;
      if (!/^[^.[\]'"\s]+$/.test(token)) return `['${token.replace(/[\\']/g, "\\$&")}']`;
      return index === 0 ? token : `.${token}`;
    })
    .join("");
}

function unescape(text: string): string {
  return text.replace(/\\([^])/g, "$1");
}
