import { contextFields } from "@/lib/sources/context-fields";
import { loadSource } from "@/lib/sources/load-source";
import type { Source, SourceRef } from "@/lib/sources/source";
import { tagCatalog, type TagCatalog } from "@/lib/tags/tag-catalog";
import type { MacroTarget } from "./schema";

/** The columns of a macro that say what it runs on. */
export interface MacroPlace {
  projectId: string | null;
  target: MacroTarget;
  feedbackTypeId: string | null;
}

export function sourceRefOf({ projectId, target, feedbackTypeId }: MacroPlace): SourceRef {
  if (target === "user") return { kind: "users", projectId };
  // The database keeps a feedback macro from existing without its type.
  if (!feedbackTypeId) throw new Error("a feedback macro without a feedback type");
  return { kind: "feedback", typeId: feedbackTypeId };
}

export function loadMacroSource(place: MacroPlace): Promise<Source> {
  return loadSource(sourceRefOf(place));
}

/** The tags a macro may use: what its record has, and what the run adds. */
export function macroCatalog(source: Source): TagCatalog {
  return tagCatalog([...source.catalog.list, ...contextFields]);
}
