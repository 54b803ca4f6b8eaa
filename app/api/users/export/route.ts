import { usersOf } from "@/lib/sources/load-source";
import { exportList } from "@/lib/views/export-list";
import { route } from "@/lib/web/route";

/** The list that the rest of the address describes, as CSV. */
export const GET = route("users.read", async ({ actor, query, request }) =>
  exportList(actor, await usersOf(actor), { query, request }),
);
