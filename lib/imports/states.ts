// The states of an import and of its rows, with their words.

export const importStates = ["uploading", "mapping", "checking", "checked", "running", "cancelled", "done"] as const;
export type ImportState = (typeof importStates)[number];

export const importStateWords: Record<ImportState, string> = {
  uploading: "Uploading",
  mapping: "Columns to be mapped",
  checking: "Checking",
  checked: "Checked, not started",
  running: "Running",
  cancelled: "Cancelled",
  done: "Finished",
};

export const verdicts = ["create", "change", "same", "refused"] as const;
export type Verdict = (typeof verdicts)[number];

/** Of a row in a dry run, and of one that was written. */
export const verdictWords: Record<Verdict, { planned: string; done: string }> = {
  create: { planned: "Will be added", done: "Added" },
  change: { planned: "Will be changed", done: "Changed" },
  same: { planned: "Stays as it is", done: "Left as it was" },
  refused: { planned: "Will be refused", done: "Refused" },
};
