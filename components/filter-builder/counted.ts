import { formatNumber } from "@/lib/fields/format";

/** How many there are, or that there are more. */
export interface Counted {
  count: number;
  exact: boolean;
}

export function countedWords({ count, exact }: Counted): string {
  return exact ? formatNumber(count) : `more than ${formatNumber(count)}`;
}
