import { parseExternalValue } from "@/lib/external-data/parse";
import type { HeldValues } from "@/lib/external-data/save-values";
import {
  externalDataTypeLabel,
  type ExternalDataField,
  type ExternalDataGroup,
  type ExternalDataType,
  type ExternalValue,
} from "@/lib/external-data/schema";
import { isOutdated, type AcceptedValue } from "@/lib/external-data/write";
import type { JsonValue } from "@/lib/json/value";
import type { Cells } from "./cells";
import type { Problem, ValuesPlan } from "./judged";
import type { Change } from "./schema";

export interface JudgedValues {
  problems: Problem[];
  changes: Change[];
  /** Null when the record holds all of it already. */
  plan: ValuesPlan | null;
}

/** What the cells of one row would make of the values that a record holds of a group. An empty cell leaves its field alone. */
export function judgeValues(group: ExternalDataGroup, held: HeldValues["values"], cells: Cells): JudgedValues {
  const problems: Problem[] = [];
  const accepted: AcceptedValue[] = [];
  const values = new Map<string, JsonValue>();
  for (const field of group.fields) {
    const cell = cells.get(`field.${field.id}`);
    if (cell === undefined || field.archived) continue;
    const raw = rawOf(field.type, cell);
    const parsed = parseExternalValue(field.type, raw);
    if (!parsed.ok) problems.push(problemOf(field, cells, parsed.problem));
    else {
      accepted.push({ field, value: parsed.value });
      values.set(field.id, raw);
    }
  }
  const changed = accepted.filter(({ field, value }) => (held[field.id] ?? null) !== value);
  if (changed.length > 0 && isOutdated(group, held, accepted)) problems.push(outdated(group));
  return {
    problems,
    changes: changed.map(({ field, value }) => ({
      label: `${group.label}: ${field.label}`,
      old: textOf(held[field.id] ?? null),
      new: textOf(value),
    })),
    plan: changed.length > 0 ? { group, values } : null,
  };
}

/** A cell as a sender of JSON would have written it; spreadsheets write Booleans in capitals. */
function rawOf(type: ExternalDataType, cell: string): JsonValue {
  if (type !== "boolean") return cell;
  const word = cell.trim().toLowerCase();
  if (word === "true" || word === "1") return true;
  return word === "false" || word === "0" ? false : cell;
}

function problemOf(field: ExternalDataField, cells: Cells, problem: string): Problem {
  const heading = cells.heading(`field.${field.id}`);
  return {
    reason: `“${heading}” does not fit the type ${externalDataTypeLabel[field.type]}`,
    detail: `“${heading}”: ${problem}.`,
  };
}

function outdated(group: ExternalDataGroup): Problem {
  const label = group.fields.find(({ id }) => id === group.newerByFieldId)?.label ?? "";
  const reason = `${group.label} takes only newer data, judged by “${label}”`;
  return { reason, detail: `${reason}, and this row is not newer than what is stored.` };
}

function textOf(value: ExternalValue): string | null {
  return value === null ? null : String(value);
}
