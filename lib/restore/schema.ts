import { z } from "zod";

/** Of an entry: what was before it, or what it made. */
export const versionSides = ["before", "after"] as const;
export type VersionSide = (typeof versionSides)[number];
export const versionSide = z.enum(versionSides);

export const restoreInput = z.strictObject({
  entryId: z.uuid(),
  side: versionSide,
  /** The last change that was known when it was shown what would become of the thing. */
  seen: z.string().max(40),
});
export type RestoreInput = z.output<typeof restoreInput>;

/** What can be taken back right after it was deleted. */
export const undoable = ["report", "distribution", "data package"] as const;
export const undoInput = z.strictObject({ kind: z.enum(undoable), id: z.uuid() });
export type UndoInput = z.output<typeof undoInput>;
