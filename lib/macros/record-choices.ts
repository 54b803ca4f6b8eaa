import type { Can } from "@/lib/auth/actor";
import { noFilter } from "@/lib/conditions/schema";
import { listRecords } from "@/lib/sources/list";
import { loadMacroSource } from "./macro-source";
import { placeOf } from "./place";
import type { MacroHome } from "./schema";

export interface RecordChoice {
  id: string;
  label: string;
  /** The ticket's title or the user's name. */
  hint: string;
}

/** The newest records of a macro's home that match what was typed, at most 20. @throws AppError `not_found` */
export async function listRecordChoices(
  actor: Can<"macros.read">,
  home: MacroHome,
  search = "",
): Promise<RecordChoice[]> {
  const source = await loadMacroSource(await placeOf(actor, home));
  const path = source.target === "feedback" ? "feedback.title" : "user.name";
  const { rows } = await listRecords(source, {
    condition: noFilter,
    columns: [path],
    sort: [],
    limit: 20,
    ...(search.trim() && { search }),
  });
  return rows.map(({ id, label, values }) => {
    const hint = values[path];
    return { id, label, hint: typeof hint === "string" ? hint : "" };
  });
}
