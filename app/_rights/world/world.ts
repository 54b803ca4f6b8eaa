import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { makeCast } from "@/lib/testing/cast";
import { makeAutomation } from "./automation";
import { makeFiles } from "./files";
import { makeDistributions } from "./distributions";
import { makeNouns } from "./nouns";
import { makePast } from "./past";
import type { Place } from "./place";

/** Ids of what is in a place, by what it is. Empty is what the community does not have. */
export type World = Awaited<ReturnType<typeof makeWorld>>;

/** One of everything that a project or the community can have: made as people make it; what a worker would write is put there. */
export async function makeWorld(name: string, kind: "project" | "community" = "project") {
  const cast = await makeCast(kind === "project" ? name : undefined);
  const { manager, communityManager, participant, support } = cast.people;
  const isProject = kind === "project";
  const projectId = isProject ? cast.project.id : null;
  const scope = await scopeOf(projectId);
  const by = { via: "sample", name: "World" } as const;
  const place: Place = {
    name,
    projectId,
    can: (permission) => authorizeSystem(scope, permission, by),
    owner: (isProject ? manager : communityManager).id,
    importer: await cast.can(isProject ? "manager" : "communityManager", "externalData.write", kind),
    tester: participant.id,
    testerName: participant.username,
  };
  const nouns = await makeNouns(place);
  const automation = await makeAutomation(place, { ...nouns, apiKey: await theKey() });
  return {
    cast,
    key: isProject ? cast.project.key : null,
    tester: place.tester,
    testerName: place.testerName,
    supporter: support.id,
    ...nouns,
    ...automation,
    ...(await makeDistributions(place, nouns)),
    ...(await makePast(place, { ...nouns, ...automation })),
    ...(await makeFiles(projectId, place.owner, communityManager.id)),
  };
}

/** API keys are the community's, so every project has the same. */
async function theKey(): Promise<string> {
  const made = await db.apiKey.findFirst({ select: { id: true } });
  if (made) return made.id;
  const actor = authorizeSystem(await scopeOf(null), "apiKeys.write", { via: "sample", name: "World" });
  return (await createApiKey(actor, apiKeyInput.parse({ name: "Key" }))).id;
}
