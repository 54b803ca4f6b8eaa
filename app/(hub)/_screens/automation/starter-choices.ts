import type { FilterBase } from "@/app/(hub)/_screens/records/new-filter-drawer";
import { may, projectIdOf, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { listFilters } from "@/lib/filters/filters";
import { loadMacroSource, sourceRefOf } from "@/lib/macros/macro-source";
import { listMacros } from "@/lib/macros/queries";
import { sourceKey, type Source } from "@/lib/sources/source";
import { fieldInfo } from "@/lib/views/shown-state";
import type { AutomationPlace } from "./automation-place";
import { macroChoice, withPresent, type Choice } from "./with-present";

/** What a trigger or a schedule of a place can name. */
export interface StarterChoices {
  macros: Choice[];
  filters: Choice[];
  /** What a new filter is built from. */
  filter: FilterBase;
}

/** `present` is what is named now. */
export async function starterChoices(
  actor: Can<"macros.read">,
  place: AutomationPlace,
  present: Record<"macro" | "filter", { id: string; name: string } | null> | null,
): Promise<StarterChoices & { source: Source }> {
  const home = {
    projectId: projectIdOf(actor),
    target: place.home.target,
    feedbackTypeId: place.type?.id ?? null,
  };
  const key = sourceKey(sourceRefOf(home));
  const [source, macros, filters] = await Promise.all([
    loadMacroSource(home),
    listMacros(actor, place.home),
    listFilters(also(actor, "filters.write"), key),
  ]);
  return {
    source,
    macros: withPresent(macros.map(macroChoice), present?.macro),
    filters: withPresent(
      filters.map(({ id, name }) => ({ value: id, label: name })),
      present?.filter,
    ),
    filter: {
      source: key,
      api: place.api,
      fields: source.catalog.list.map(fieldInfo),
      zone: source.zone,
      mayShare: may(actor, "filters.share"),
      isCommunity: home.projectId === null,
    },
  };
}
