// The states and formats of a file with their words. Every screen shows what is being written, so this needs no zod.

export const exportStates = ["waiting", "running", "done", "failed", "cancelled"] as const;
export type ExportState = (typeof exportStates)[number];

export const exportStateWords: Record<ExportState, string> = {
  waiting: "Waiting",
  running: "Being written",
  done: "Ready",
  failed: "Failed",
  cancelled: "Cancelled",
};

export const exportFormats = ["pdf", "xlsx", "csv"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportFormatWords: Record<ExportFormat, string> = { pdf: "PDF", xlsx: "Excel (XLSX)", csv: "CSV" };

/** How its name ends: a CSV file holds one table, so those of a report come in a package. */
export function fileEnding(kind: "report" | "element" | "list", format: ExportFormat): ExportFormat | "zip" {
  return kind === "report" && format === "csv" ? "zip" : format;
}

export const exportLimits = {
  /** Of one person, waiting or being written. */
  waiting: 10,
  /** Of one person, in all. */
  kept: 100,
  /** After it was written. */
  days: 7,
  /** How often a file is begun whose writer dies. */
  attempts: 3,
  /** Bytes of what one row of the database holds. */
  piece: 1024 * 1024,
} as const;
