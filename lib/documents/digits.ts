import type { ElementColumn, TableCell } from "@/lib/elements/table";

/**
 * As many digits after the point in each row of a column as one of them needs when it is read (numbers two at most, shares one), so that
 * the points stand below each other. What the column says itself stands.
 */
export function digitsOf({ type, digits, format }: ElementColumn, values: readonly TableCell[]): number | undefined {
  if (digits !== undefined || format !== undefined || !(type === "number" || type === "share")) return digits;
  const [most, factor] = type === "share" ? [1, 100] : [2, 1];
  let needed = 0;
  for (const value of values) {
    if (needed === most) break;
    if (typeof value !== "number") continue;
    const [, decimals = ""] = (value * factor).toFixed(most).replace(/0+$/, "").split(".");
    needed = Math.max(needed, decimals.length);
  }
  return needed;
}
