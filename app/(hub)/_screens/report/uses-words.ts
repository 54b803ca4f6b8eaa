import type { BlockUses } from "@/lib/reports/removed-blocks";
import type { ReportUses } from "@/lib/reports/removed-report";

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

/** What goes with a report that is deleted, and how it comes back. */
export function deletionWords({ pins, packages, distributions, isPrivate }: ReportUses): string {
  const going = ["its elements", ...counted(pins, "pin"), ...counted(distributions, "distribution")];
  const [published] = counted(packages, "data package");
  const back = isPrivate
    ? "The audit log does not keep private reports: only Undo, in the message that follows, brings it back"
    : "The audit log can bring all of it back";
  return [
    `With it go ${inWords.format(going)}. The data stays.`,
    ...(published ? [`${published} ${packages === 1 ? "stops" : "stop"} answering until it is back.`] : []),
    distributions > 0 ? `${back}, distributions paused.` : `${back}.`,
  ].join(" ");
}

/** What putting a report into the archive stops, and what it does not; empty when nothing hangs on it. */
export function archiveWords({ pins, packages, distributions }: ReportUses): string {
  const [sending] = counted(distributions, "distribution");
  const [pinned] = counted(pins, "pin");
  const [published] = counted(packages, "data package");
  return [
    ...(sending ? [`${sending} ${distributions === 1 ? "sends" : "send"} nothing while it is there.`] : []),
    ...(pinned ? [`${pinned} ${pins === 1 ? "is" : "are"} not shown on home pages.`] : []),
    ...(published
      ? [`${published} ${packages === 1 ? "goes" : "go"} on answering other systems; switch off what should not.`]
      : []),
  ].join(" ");
}

const inWords = new Intl.ListFormat("en-GB");

function counted(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count} ${what}${count === 1 ? "" : "s"}`];
}
