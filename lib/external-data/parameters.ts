import { parsePath, readPath } from "@/lib/json/path";
import { isJsonObject, type JsonValue } from "@/lib/json/value";
import type { ExternalDataField } from "./schema";

export interface ReadParameters {
  /** By field id, as received. A field whose parameter the body lacks is absent. */
  values: Map<string, JsonValue>;
  /** Top-level members that no parameter names. */
  ignored: string[];
  /** Parameters that the body lacks. */
  missing: string[];
}

/** Finds the values of a group's fields in a body: the exact top-level member first, else the path. */
export function readParameters(fields: readonly ExternalDataField[], body: JsonValue): ReadParameters {
  const values = new Map<string, JsonValue>();
  const missing: string[] = [];
  const named = new Set<string>();
  for (const { id, parameter, archived } of fields) {
    if (archived) continue;
    const { found, value } = readPath(body, parameter);
    if (!found || value === undefined) {
      missing.push(parameter);
      continue;
    }
    values.set(id, value);
    named.add(topMember(body, parameter));
  }
  const ignored = isJsonObject(body) ? Object.keys(body).filter((name) => !named.has(name)) : [];
  return { values, ignored, missing };
}

function topMember(body: JsonValue, parameter: string): string {
  if (isJsonObject(body) && Object.hasOwn(body, parameter)) return parameter;
  const path = parsePath(parameter);
  return path.ok ? String(path.tokens[0]) : parameter;
}
