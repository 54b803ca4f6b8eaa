import { z } from "zod";
import { elementDefinition } from "@/lib/elements/schema";

export const reportLimits = { blocks: 100, controls: 8, teams: 50 } as const;

/** Of a report, an element or a heading. */
export const partName = z.string().trim().min(1, "Give it a name.").max(120, "Use at most 120 characters.");

/** An item by which whoever looks at the report may narrow all elements that know it. */
export const reportControl = z.strictObject({
  path: z.string().min(1).max(200),
  label: z.string().trim().max(100, "Use at most 100 characters.").optional(),
});
export type ReportControl = z.infer<typeof reportControl>;

/** `mine`: its owner, and the teams of `access`. `shared`: everyone who works there. */
export const reportInput = z.strictObject({
  id: z.uuid().nullable().default(null),
  name: partName,
  description: z.string().trim().max(2_000, "Use at most 2,000 characters.").default(""),
  visibility: z.enum(["mine", "shared"]).default("mine"),
  access: z
    .array(z.strictObject({ teamId: z.uuid(), mayDistribute: z.boolean().default(false) }))
    .max(reportLimits.teams, `Share with at most ${reportLimits.teams} teams.`)
    .default([]),
  controls: z
    .array(reportControl)
    .max(reportLimits.controls, `Use at most ${reportLimits.controls} controls.`)
    .default([]),
});
export type ReportInput = z.output<typeof reportInput>;

/** What a report is, besides what it consists of. */
export const reportSettings = reportInput.omit({ id: true });
export type ReportSettings = z.output<typeof reportSettings>;
export type ReportSettingsDraft = z.input<typeof reportSettings>;

/** One part of a report. What an element asks is its definition; a page break has nothing. */
export const reportBlock = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("element"),
    name: partName,
    isHalf: z.boolean().default(false),
    definition: elementDefinition,
  }),
  z.strictObject({ kind: z.literal("heading"), name: partName }),
  z.strictObject({ kind: z.literal("text"), text: z.string().trim().min(1, "Write a text.").max(5_000) }),
  z.strictObject({ kind: z.literal("page_break") }),
]);
export type ReportBlock = z.output<typeof reportBlock>;

/** A part that is to be made, and where. */
export const newBlock = z.strictObject({
  destination: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("report"), id: z.uuid("Choose a report.") }),
    z.strictObject({ kind: z.literal("new"), name: partName }),
  ]),
  block: reportBlock,
  /** 0 is the first; without it the last. */
  position: z.int().min(0).max(reportLimits.blocks).optional(),
});
export type NewBlock = z.output<typeof newBlock>;
