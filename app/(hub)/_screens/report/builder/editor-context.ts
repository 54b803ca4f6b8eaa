"use client";

import { createContext, useContext } from "react";
import type { ReportPlace } from "@/app/(hub)/_screens/report/report-place";
import type { FieldCatalog } from "@/lib/fields/catalog";
import type { DescribedSource } from "@/lib/reports/describe-source";

/** What every step of the builder knows. */
export interface Editor {
  place: ReportPlace;
  /** Null while it is loaded, and when it is gone. */
  source: DescribedSource | null;
  /** Of the source; empty without one. */
  fields: FieldCatalog;
  mayShareFilters: boolean;
  /** Those that one may change. */
  reports: { value: string; label: string }[];
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error("Only inside an ElementEditor");
  return editor;
}
