import type { FieldInfo } from "@/lib/fields/field";

const run = { key: "run", label: "Macro run" };

/** What a macro knows besides its record; the macro adds the values when it renders. */
export const contextFields: readonly FieldInfo[] = [
  { path: "macro.name", label: "Macro name", dataSet: run, type: "text" },
  { path: "macro.key", label: "Macro key", dataSet: run, type: "text" },
  { path: "run.id", label: "Run id", dataSet: run, type: "text" },
  { path: "trigger.field", label: "What changed", dataSet: run, type: "text" },
  { path: "trigger.old", label: "Old value", dataSet: run, type: "text" },
  { path: "trigger.new", label: "New value", dataSet: run, type: "text" },
  { path: "now", label: "Time of sending", dataSet: run, type: "date" },
];
