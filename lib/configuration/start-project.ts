import type { z } from "zod";
import type { Can } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { asOne } from "@/lib/db/transaction";
import { createProject } from "@/lib/projects/commands";
import type { Checked } from "./checked";
import type { newProjectInput } from "./new-project-schema";
import { readConfiguration } from "./read";
import { apiKeysOf } from "./source";
import { takeWhatFits } from "./take";

/**
 * Makes a project, with the configuration of another one if that is asked for: both in one transaction. What cannot be taken is left out
 * and told in `checked`. @throws AppError as `createProject` and `readConfiguration` do
 */
export async function startProject(
  actor: Can<"projects.create">,
  { from, ...input }: z.output<typeof newProjectInput>,
): Promise<{ key: string; checked: Checked | null }> {
  if (from === null) return { key: (await createProject(actor, input)).key, checked: null };
  const source = await authorize(actor.personId, { project: from }, "project.write");
  // What the project is called and its zone was asked in the form.
  const file = { ...(await readConfiguration(source)), settings: null };
  const apiKeys = await apiKeysOf(from);
  return asOne(
    async () => {
      const { key } = await createProject(actor, input);
      const target = await authorize(actor.personId, { project: key }, "project.write");
      const apiKeyOf = (listener: string) => apiKeys.get(listener) ?? null;
      return { key, checked: await takeWhatFits(target, file, { take: null, apiKeyOf }) };
    },
    { seconds: 120 },
  );
}
