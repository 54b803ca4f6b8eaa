import { listRecordChoices } from "@/lib/macros/record-choices";
import { homeOf } from "@/lib/macros/home-of";
import { route } from "@/lib/web/route";

/** Records a macro may be previewed as. */
export const GET = route("macros.read", ({ actor, query }) =>
  listRecordChoices(actor, homeOf(query.get("type")), query.get("search")?.slice(0, 200) ?? ""),
);
