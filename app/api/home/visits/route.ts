import { noteVisit } from "@/lib/home/visits";
import { route } from "@/lib/web/route";

/** A page tells that a person is in a project, or in the community. */
export const POST = route("home.read", async ({ actor }) => {
  await noteVisit(actor);
  return new Response(null, { status: 204 });
});
