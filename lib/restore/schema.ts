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
