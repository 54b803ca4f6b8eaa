import type { SavedFilter } from "@/lib/filters/filters";
import type { RecordsProps } from "./records-props";

interface SharingOption {
  value: SavedFilter["visibility"];
  label: string;
}

/** Who may see and use a saved filter or view. */
export function sharingOptions({ scope, mayShare }: Pick<RecordsProps, "scope" | "mayShare">): SharingOption[] {
  const shared: SharingOption =
    scope === "community"
      ? { value: "community", label: "Everyone in the community" }
      : { value: "project", label: "Everyone in the project" };
  return [{ value: "mine", label: "Only me" }, ...(mayShare ? [shared] : [])];
}

export const sharingWords = "A project manager can share filters and views with everyone.";
