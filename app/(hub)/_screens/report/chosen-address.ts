import { condition, noFilter, type Condition } from "@/lib/conditions/schema";

/** What a viewer chose in a report's controls, as the end of an address; empty for nothing. */
export function chosenQuery(chosen: Condition | null): string {
  return chosen && chosen.conditions.length > 0 ? `?${new URLSearchParams({ where: JSON.stringify(chosen) })}` : "";
}

/** @param where the parameter of that name; what cannot be read narrows nothing */
export function readChosen(where: unknown): Condition {
  if (typeof where !== "string") return noFilter;
  try {
    return condition.catch(noFilter).parse(JSON.parse(where));
  } catch {
    return noFilter;
  }
}
