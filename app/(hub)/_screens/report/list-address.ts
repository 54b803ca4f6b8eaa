import type { SourceList } from "@/lib/reports/describe-source";

/** Where the records of a data source are worked on, beside the reports of the same scope. */
export function listAddress(list: SourceList | null, base: string): string {
  const root = base.replace(/\/reports$/, "");
  return list?.kind === "feedback" ? `${root}/feedback/${list.type}` : `${root}/users`;
}
