import { z } from "zod";
import { projectRoles } from "@/lib/auth/permissions";
import { verdicts } from "./states";

export const importKinds = ["users", "values"] as const;
export type ImportKind = (typeof importKinds)[number];

/** Bytes; rows without the headings; characters per cell. */
export const importLimits = { bytes: 50_000_000, rows: 200_000, columns: 200, cell: 10_000 };

/** What a file is brought in for; the file itself is the body. */
export const uploadInput = z
  .strictObject({
    kind: z.enum(importKinds),
    /** The external data group whose values they are. */
    groupId: z.uuid().nullable(),
    fileName: z.string().trim().min(1, "The file has no name.").max(200, "The name of the file is too long."),
  })
  .refine(({ kind, groupId }) => (kind === "values") === (groupId !== null), {
    path: ["groupId"],
    error: "Values are imported into a data group.",
  });
export type UploadInput = z.output<typeof uploadInput>;

/** By column: the id of its target, null to pass it over. */
const columns = z
  .array(z.string().max(200).nullable())
  .max(importLimits.columns)
  .superRefine((targets, context) => {
    for (const [index, target] of targets.entries()) {
      if (target === null || targets.indexOf(target) === index) continue;
      const message = `Column ${targets.indexOf(target) + 1} goes there already. Choose another target, or ignore one.`;
      context.addIssue({ code: "custom", path: [index], message });
    }
  });

export const mapping = z.strictObject({
  columns,
  /** What becomes of people who are here already. */
  existing: z.enum(["leave", "update"]),
  /** What new members become where the file does not say. */
  role: z.enum(projectRoles),
});
export type Mapping = z.output<typeof mapping>;

export const mappingInput = mapping.extend({ importId: z.uuid() });

export const importRowsQuestion = z.strictObject({
  importId: z.uuid(),
  /** `waiting` for rows that the present pass has not reached. */
  verdict: z.enum([...verdicts, "waiting"]).optional(),
  /** The last line of the page before. */
  after: z.coerce.number().int().nonnegative().max(2_147_483_647).optional(),
});
export type ImportRowsQuestion = z.output<typeof importRowsQuestion>;

/** How many rows of the file each verdict has. */
export const tally = z.object({
  create: z.number().default(0),
  change: z.number().default(0),
  same: z.number().default(0),
  refused: z.number().default(0),
  /** By how many project managers a dry run would leave more or fewer. */
  managers: z.number().default(0),
});
export type Tally = z.output<typeof tally>;

export const change = z.object({ label: z.string(), old: z.string().nullable(), new: z.string().nullable() });
export type Change = z.output<typeof change>;
