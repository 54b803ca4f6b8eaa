import type { FieldValue, FieldValues } from "@/lib/fields/field";
import { applyFormatter } from "./apply-formatter";
import { findFormatter } from "./formatters";
import { isEmpty } from "./tag-text";
import type { FormatterCall, Tag } from "./template";

/** What a tag prints for these values; null where it prints nothing. A path the values do not own is empty, whatever its name. */
export function renderTag(tag: Tag, values: FieldValues): FieldValue {
  return run(tag.formatters, valueAt(tag.path, values));
}

/**
 * The same for a tag that stands bare in JSON: a number, boolean, list or text, never JSON text. A last `|json` changes nothing there,
 * and a last `|number` gives a number.
 */
export function renderTyped(tag: Tag, values: FieldValues): FieldValue {
  const last = tag.formatters.at(-1)?.name;
  const value = run(last === "json" ? tag.formatters.slice(0, -1) : tag.formatters, valueAt(tag.path, values));
  return last === "number" && value !== null ? Number(value) : value;
}

function run(calls: readonly FormatterCall[], start: FieldValue): FieldValue {
  let value = start;
  for (const call of calls) {
    const formatter = findFormatter(call.name);
    if (formatter) {
      value = applyFormatter(
        formatter.name,
        value,
        call.args.map((arg) => arg.value),
      );
    }
  }
  return isEmpty(value) ? null : value;
}

function valueAt(path: string, values: FieldValues): FieldValue {
  return Object.hasOwn(values, path) ? (values[path] ?? null) : null;
}
