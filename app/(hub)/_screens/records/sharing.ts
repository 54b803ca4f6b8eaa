import type { SharedWith } from "@/lib/filters/sharing";
import type { RecordsProps } from "./records-props";

export type SharingChoices = Pick<RecordsProps, "scope" | "mayShare"> & Partial<Pick<RecordsProps, "teams">>;

interface SharingOption {
  value: string;
  label: string;
}

/** Who may see and use a saved filter or view. */
export function sharingOptions({ scope, mayShare, teams = [] }: SharingChoices): SharingOption[] {
  if (!mayShare) return [{ value: "mine", label: "Only me" }];
  return [
    { value: "mine", label: "Only me" },
    ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: `Team ${name}` })),
    scope === "community"
      ? { value: "community", label: "Everyone in the community" }
      : { value: "project", label: "Everyone in the project" },
  ];
}

/** An option as it is saved. */
export function sharedWith(option: string): SharedWith {
  const [visibility, teamId] = option.split(":");
  if (visibility === "team") return { visibility, teamId };
  return { visibility: visibility === "project" || visibility === "community" ? visibility : "mine" };
}

/** The option that stands for it; without its team nobody else is left. */
export function sharingOption({ visibility, teamId }: SharedWith): string {
  if (visibility !== "team") return visibility;
  return teamId ? `team:${teamId}` : "mine";
}

export const sharingWords = "A project manager can share filters and views with everyone.";
