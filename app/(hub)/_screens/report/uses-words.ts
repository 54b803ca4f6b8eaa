import type { BlockUses } from "@/lib/reports/removed-blocks";

/** What goes without a removed element, in a sentence; empty when nothing does. */
export function usesWords({ isPinned, packages, distributions }: BlockUses): string {
  const users = [
    ...(isPinned ? ["a pin on the home page"] : []),
    ...counted(packages, "data package"),
    ...counted(distributions, "distribution"),
  ];
  if (users.length === 0) return "";
  return `${inWords.format(users).replace(/^./, (first) => first.toUpperCase())} used it; Undo gives it back.`;
}

const inWords = new Intl.ListFormat("en-GB");

function counted(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count} ${what}${count === 1 ? "" : "s"}`];
}
