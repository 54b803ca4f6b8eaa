import { listApiKeys } from "@/lib/api-keys/queries";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { findFeedbackType } from "@/lib/feedback/types";
import { listProfileFields } from "@/lib/users/profile";
import type { RecipeFacts } from "./question";

/** What a recipe in the actor's project can name. */
export async function loadFacts(actor: Can<"project.write">): Promise<RecipeFacts> {
  const [ids, profileFields, apiKeys] = await Promise.all([
    db.feedbackType.findMany({
      where: { projectId: projectIdOf(actor) ?? "" },
      orderBy: [{ order: "asc" }, { name: "asc" }],
      select: { id: true },
    }),
    listProfileFields(),
    listApiKeys(also(actor, "apiKeys.read")),
  ]);
  const types = await Promise.all(ids.map(({ id }) => findFeedbackType(db, id)));
  return {
    types: types.flatMap((type) =>
      type
        ? {
            key: type.key,
            name: type.name,
            statuses: type.statuses.map(({ key, name, isClosed }) => ({ key, name, isClosed })),
            resolutions: type.resolutions.map(({ key, name }) => ({ key, name })),
            fields: type.fields.map(({ key, label, type: of, options }) => ({
              key,
              label,
              type: of,
              options: options.map(({ value, label: word }) => ({ value, label: word })),
            })),
          }
        : [],
    ),
    profileFields: profileFields.map(({ key, label }) => ({ key, label })),
    apiKeys: apiKeys.filter(({ state }) => state === "usable").map(({ id, name }) => ({ id, name })),
    timeZone: actor.scope.timeZone,
  };
}
