"use client";

import { createContext, useContext, type RefObject } from "react";
import type { Condition } from "@/lib/conditions/schema";
import type { FieldInfo } from "@/lib/fields/field";
import type { Report } from "@/lib/reports/queries";
import type { ReportPlace } from "./report-place";

/** What every part of a report on the screen knows. */
export interface ShownReport {
  place: ReportPlace;
  report: Report;
  controls: FieldInfo[];
  /** What the viewer chose in the controls; null for nothing. */
  where: Condition | null;
  /** Asks all elements for the data of now, however fresh what they show is. */
  refresh: () => void;
  /** True while it does. */
  refreshingRef: RefObject<boolean>;
  /** Parts show their buttons for moving. */
  isArranging: boolean;
}

export const ReportContext = createContext<ShownReport | null>(null);

export function useReport(): ShownReport {
  const report = useContext(ReportContext);
  if (!report) throw new Error("Only inside a ReportScreen");
  return report;
}
