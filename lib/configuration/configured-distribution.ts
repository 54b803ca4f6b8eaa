import { z } from "zod";
import { requireWhole } from "@/lib/automation/schedule-schema";
import { distributionLimits, distributionShape } from "@/lib/distributions/schema";
import { reportSettings } from "@/lib/reports/schema";
import { reference } from "./reference";

const {
  id: _id,
  reportId: _report,
  elementIds: _elements,
  teamIds: _teams,
  addresses: _addresses,
  ...shape
} = distributionShape;
const { name } = reportSettings.shape;

/** A distribution as a file holds it: without the addresses of people, which are nobody else's business. */
export const configuredDistribution = z
  .strictObject({
    ...shape,
    report: name,
    /** Those of its report, by name; of several of one name the first. None: all. */
    elements: z.array(name).max(distributionLimits.elements, "Choose fewer elements, or all.").default([]),
    teams: z
      .array(reference)
      .max(distributionLimits.teams, `Name at most ${distributionLimits.teams} teams.`)
      .default([]),
  })
  .superRefine(requireWhole);
