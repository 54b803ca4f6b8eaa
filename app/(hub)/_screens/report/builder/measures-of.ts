import type { Measure, MeasureKind } from "@/lib/elements/schema";
import type { FieldInfo, FieldType } from "@/lib/fields/field";

const ofType: Record<FieldType, readonly MeasureKind[]> = {
  number: ["sum", "average", "min", "max", "distinct", "share"],
  date: ["min", "max", "distinct"],
  text: ["distinct"],
  choice: ["distinct"],
  boolean: ["distinct"],
  list: [],
};

/** What can be measured of an item; of no item, the records themselves. */
export function measuresOf(field: FieldInfo | null): readonly MeasureKind[] {
  return field ? ofType[field.type] : ["count", "share"];
}

/** The measure that people mean first. None for a list, whose values cannot be told apart. */
export function firstMeasure(field: FieldInfo | null): Measure[] {
  const [kind] = field ? measuresOf(field) : [];
  return field && kind ? [{ kind, path: field.path }] : [];
}
