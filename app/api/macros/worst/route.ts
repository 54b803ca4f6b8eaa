import { homeOf } from "@/lib/macros/home-of";
import { worstRecords } from "@/lib/macros/worst-records";
import { route } from "@/lib/web/route";

/** Five records that hurt a template most. */
export const GET = route("macros.read", ({ actor, query }) => worstRecords(actor, homeOf(query.get("type"))));
