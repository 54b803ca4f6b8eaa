import { z } from "zod";
import { packageInput } from "@/lib/data-packages/schema";
import { dataSourceLabels, elementDefinition, type NamedDataSource } from "@/lib/elements/schema";
import { reportBlock, reportLimits, reportSettings } from "@/lib/reports/schema";
import { reference } from "./reference";

/** Reports as a file holds them: their teams and filters by name, feedback types by key. */
const named = Object.keys(dataSourceLabels) as [NamedDataSource, ...NamedDataSource[]];

/** What an element is about: one of the data sources by its name, or `feedback:` and the key of a feedback type. */
const about = z.union(
  [z.enum(named), z.string().regex(/^feedback:[a-z][a-z0-9-]{0,59}$/)],
  "Write the name of a data source, or “feedback:” and the key of a feedback type.",
);

const [element, heading, text, pageBreak] = reportBlock.options;

const configuredBlock = z.discriminatedUnion("kind", [
  element.omit({ definition: true }).extend({
    definition: elementDefinition
      .omit({ source: true, filterId: true })
      .extend({ source: about, filter: reference.nullable().default(null) }),
  }),
  heading,
  text,
  pageBreak,
]);
export type ConfiguredBlock = z.output<typeof configuredBlock>;

const { name, description, controls } = reportSettings.shape;

/** Only what others than its owner see is in a file. */
export const configuredReport = z.strictObject({
  name,
  description,
  controls,
  visibility: reportSettings.shape.visibility,
  access: z
    .array(z.strictObject({ team: reference, mayDistribute: z.boolean().default(false) }))
    .max(reportLimits.teams, `Share with at most ${reportLimits.teams} teams.`)
    .default([]),
  archived: z.boolean().default(false),
  blocks: z
    .array(configuredBlock)
    .max(reportLimits.blocks, `A report has at most ${reportLimits.blocks} parts.`)
    .default([]),
});

/** An element by its name and that of its report; of several of one name it is the first. */
const published = { report: name, element: name };
const ids = { id: true, elementId: true, apiKeyId: true } as const;
const [dataPackage, recordLookup] = packageInput.options;

export const configuredPackage = z.discriminatedUnion("kind", [
  dataPackage.omit(ids).extend(published),
  recordLookup.omit(ids).extend(published),
]);
