import { condition, type Condition } from "@/lib/conditions/schema";
import { sentence } from "@/lib/conditions/sentence";
import type { ElementData, SummaryRow } from "@/lib/elements/data";
import { drillCondition } from "@/lib/elements/drill";

export interface OpenRows {
  /** What the rows have in common; null for all rows of the element. */
  drill: Condition | null;
  /** The part of the drawing in words: "Critical, March 2026". */
  of: string | null;
}

/** What the rows behind one row of an answer have in common; null where no filter can say it, and all are shown. */
export function drillOf(data: ElementData, row: SummaryRow): Condition | null {
  const drill = data.shape === "summary" ? drillCondition(data, row) : null;
  return drill && drill.conditions.length > 0 ? drill : null;
}

/** The part of the drawing that rows are behind, as the drawing calls it, else by what is asked; null for all rows. */
export function partWords(data: ElementData | null, drill: Condition | null): string | null {
  if (!drill || data?.shape !== "summary") return null;
  const wanted = JSON.stringify(drill);
  const row = data.rows.find((each) => JSON.stringify(drillCondition(data, each)) === wanted);
  if (row) return row.groups.map(({ text }) => text).join(", ");
  return sentence(drill, (path) => data.groups.find(({ field }) => field.path === path)?.field ?? null);
}

/** The same address with the rows of an element open, or none. */
export function withRows(
  address: URLSearchParams,
  open: { elementId: string; drill: Condition | null } | null,
): string {
  const next = new URLSearchParams(address);
  next.delete("rows");
  next.delete("drill");
  if (open) next.set("rows", open.elementId);
  if (open?.drill) next.set("drill", JSON.stringify(open.drill));
  return next.size > 0 ? `?${next}` : "";
}

/** Whose rows an address opens, and which; null for none, and for a part that cannot be read. */
export function readRowsOf(address: URLSearchParams): { elementId: string; drill: Condition | null } | null {
  const [elementId, drill] = [address.get("rows"), address.get("drill")];
  if (elementId === null) return null;
  if (drill === null) return { elementId, drill };
  try {
    return { elementId, drill: condition.parse(JSON.parse(drill)) };
  } catch {
    return null;
  }
}
