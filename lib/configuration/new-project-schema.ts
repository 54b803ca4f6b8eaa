import { z } from "zod";
import { projectInput, projectKey } from "@/lib/projects/schema";

export const newProjectInput = z.strictObject({
  ...projectInput.shape,
  /** The project or template whose configuration it begins with. */
  from: projectKey.nullable().default(null),
});
export type NewProjectInput = z.output<typeof newProjectInput>;
