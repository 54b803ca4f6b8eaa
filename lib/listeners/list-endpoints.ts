import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { getEndpointUrl } from "./queries";
import { listenerKindLabel, listenerLookup } from "./schema";

export interface ListedEndpoint {
  key: string;
  target: "user" | "feedback" | "project";
  type: string;
  /** Complete, with its token and the literal `VALUE`. */
  url: string;
}

/** Every listener of the community and of all projects, for the operator's command line. */
export async function listEndpoints(actor: Can<"listeners.write">): Promise<ListedEndpoint[]> {
  const rows = await db.externalListener.findMany({
    orderBy: { key: "asc" },
    select: {
      id: true,
      key: true,
      projectId: true,
      target: true,
      kind: true,
      apiKeyId: true,
      headerOnly: true,
      lookup: true,
    },
  });
  const listed: ListedEndpoint[] = [];
  for (const { projectId, target, kind, lookup, ...row } of rows) {
    const here = authorizeSystem(await scopeOf(projectId), "listeners.write", {
      via: "command line",
      name: actor.name,
    });
    const url = await getEndpointUrl(here, { ...row, lookup: listenerLookup.parse(lookup) });
    listed.push({ key: row.key, target, type: listenerKindLabel[kind], url });
  }
  return listed;
}
