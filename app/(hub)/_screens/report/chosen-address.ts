import { withoutAsking } from "@/lib/conditions/ask";
import { checkCondition } from "@/lib/conditions/check";
import { condition, noFilter, type Condition } from "@/lib/conditions/schema";
import { fieldCatalog } from "@/lib/fields/catalog";
import type { FieldInfo } from "@/lib/fields/field";

/** What a viewer chose in a report's controls, as the end of an address; empty for nothing. */
export function chosenQuery(chosen: Condition | null): string {
  return chosen && chosen.conditions.length > 0 ? `?${new URLSearchParams({ where: JSON.stringify(chosen) })}` : "";
}

export interface ReadChosen {
  chosen: Condition;
  /** False for what is damaged, or asks for something that the report does not offer: all of it is passed over then. */
  isUnderstood: boolean;
}

/** @param where the parameter of that name @param controls what the report offers to be narrowed by */
export function readChosen(where: unknown, controls: readonly FieldInfo[]): ReadChosen {
  if (where === undefined || where === null) return { chosen: noFilter, isUnderstood: true };
  const parsed = condition.safeParse(jsonOf(where));
  if (!parsed.success) return { chosen: noFilter, isUnderstood: false };
  const chosen = withoutAsking(parsed.data);
  const isUnderstood = checkCondition(chosen, fieldCatalog(controls).find).length === 0;
  return { chosen: isUnderstood ? chosen : noFilter, isUnderstood };
}

function jsonOf(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
