/** Which list of listeners an address names. */
export type ListenersOf = { target: "user" | "project" } | { target: "feedback"; typeKey: string };

/** The address of a list of listeners. */
export function automationBase(root: string, of: ListenersOf): string {
  if (of.target === "feedback") return `${root}/configuration/feedback-types/${of.typeKey}/automation`;
  return of.target === "user" ? `${root}/users/automation` : `${root}/external-data/automation`;
}
