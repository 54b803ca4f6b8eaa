import { noteOpened } from "@/lib/home/opened";
import { openedInput } from "@/lib/home/schema";
import { AppError } from "@/lib/errors/app-error";
import { route } from "@/lib/web/route";

/** A page tells that it was opened: `kind` and `id` say of what. */
export const POST = route("home.read", async ({ actor, query }) => {
  const given = openedInput.safeParse({ kind: query.get("kind"), id: query.get("id") });
  if (!given.success) throw new AppError("bad_request", "Say what was opened: kind and id.");
  await noteOpened(actor, given.data);
  return new Response(null, { status: 204 });
});
