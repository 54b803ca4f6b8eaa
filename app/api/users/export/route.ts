import { projectIdOf } from "@/lib/auth/actor";
import { loadSource } from "@/lib/sources/load-source";
import { exportList } from "@/lib/views/export-list";
import { route } from "@/lib/web/route";

/** The list that the rest of the address describes, as CSV. */
export const GET = route("users.read", async ({ actor, query, request }) =>
  exportList(actor, await loadSource({ kind: "users", projectId: projectIdOf(actor) }), { query, request }),
);
