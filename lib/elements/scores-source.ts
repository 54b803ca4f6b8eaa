import { sql } from "@/lib/db/sql";
import { fieldCatalog } from "@/lib/fields/catalog";
import type { DataSource } from "./data-source";
import { externalOf, fieldMaker, inScope, kinds, ofPlace, optionsOf, personFields, type Place } from "./place";
import { dataSourceLabels } from "./schema";

/** Points that people were given or lost, each with who got them. */
export function scoresSource(place: Place): DataSource {
  const field = fieldMaker({ key: "score", label: "Score entry" }, "score");
  return {
    key: "scores",
    name: dataSourceLabels.scores,
    noun: { one: "score entry", many: "score entries" },
    list: null,
    scope: place.scope,
    zone: place.scope.timeZone,
    catalog: fieldCatalog([
      field("points", "Points", kinds.number, sql`e.points`, { required: true }),
      field("at", "Given", kinds.instant, sql`e.at`, { required: true }),
      field("rank", "Score rank", kinds.text, sql`k.name`),
      field("reason", "Reason", kinds.text, sql`nullif(e.reason, '')`),
      field("cause", "Given by", kinds.choice, sql`(e.cause ->> 'kind')`, {
        options: optionsOf({ person: "A person", macro: "A macro", listener: "A listener" }),
      }),
      field("cause_name", "Name of who gave it", kinds.text, sql`(e.cause ->> 'label')`),
      field("project", "Project of the entry", kinds.text, sql`pr.name`),
      ...personFields(place, "user", ""),
      ...externalOf(place, "user", sql`e.user_id`),
      ...ofPlace(place),
    ]),
    from: sql`from score_entry e
      left join app_user u on u.id = e.user_id
      left join rank k on k.id = e.rank_id
      left join project pr on pr.id = e.project_id
      left join participation p on p.project_id = e.project_id and p.user_id = e.user_id`,
    where: inScope(place, sql`e.project_id`),
    id: sql`e.id`,
    label: sql`u.username`,
    searched: ["user.username", "score.reason"],
  };
}
