import type { Actor } from "@/lib/auth/actor";
import { checkCondition } from "@/lib/conditions/check";
import type { ConditionContext } from "@/lib/conditions/day-span";
import type { Condition } from "@/lib/conditions/schema";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { FieldInfo } from "@/lib/fields/field";
import type { SqlField } from "@/lib/fields/sql-field";
import { getFilterCondition } from "@/lib/filters/filters";
import { contextOf } from "@/lib/sources/read";
import type { DataSource } from "./data-source";
import type { ElementDefinition } from "./schema";

/** An element's question in full: what is asked, of what, by whom. */
export interface ElementQuestion {
  source: DataSource;
  definition: ElementDefinition;
  /** What its saved filter, its own condition and whoever looks at it ask together. */
  condition: Condition;
  /** The part of it that is the element's own, whoever looks at it. */
  own: Condition;
  context: ConditionContext;
}

/**
 * The question of a definition, its saved filter as it stands now, with what a viewer adds.
 * @throws AppError `invalid` for criteria on fields that are gone
 */
export async function questionOf(
  by: Pick<Actor, "username">,
  source: DataSource,
  definition: ElementDefinition,
  added: readonly Condition[] = [],
): Promise<ElementQuestion> {
  const saved = definition.filterId ? [await getFilterCondition(db, definition.filterId)] : [];
  const own: Condition = { match: "all", conditions: [...saved, definition.condition] };
  const condition: Condition = { match: "all", conditions: [...own.conditions, ...added] };
  const [problem] = checkCondition(condition, source.catalog.find);
  if (problem) throw new AppError("invalid", problem.message, { condition: problem.message });
  return { source, definition, condition, own, context: contextOf(source, by) };
}

/** @throws AppError `invalid` for a field that does not exist any more */
export function fieldOf({ source }: Pick<ElementQuestion, "source">, path: string): SqlField {
  const field = source.catalog.find(path);
  if (!field)
    throw new AppError("invalid", `The item “${path}” does not exist any more. Remove it, or choose another.`);
  return field;
}

/** What of a field can leave the server. */
export function infoOf({ path, label, dataSet, type, options, colors }: FieldInfo): FieldInfo {
  return { path, label, dataSet, type, ...(options && { options }), ...(colors && { colors }) };
}
