import { sql } from "@/lib/db/sql";
import { fieldCatalog } from "@/lib/fields/catalog";
import { countOf, latestOf } from "@/lib/sources/sums";
import type { DataSource } from "./data-source";
import { externalOf, fieldMaker, inScope, kinds, optionsOf, type Place } from "./place";
import { dataSourceLabels } from "./schema";

/** The projects of the community; in a project, that one. */
export function projectsSource(place: Place): DataSource {
  const field = fieldMaker({ key: "project", label: "Project" }, "project");
  const activity = fieldMaker({ key: "project_activity", label: "Activity" }, "project");
  const tickets = { from: sql`from feedback f2 where true`, of: sql`f2.project_id`, at: sql`f2.created_at` };
  const people = {
    from: sql`from participation p2 where p2.state = 'active'`,
    of: sql`p2.project_id`,
    at: sql`p2.joined_at`,
  };
  const { storage: _, ...ticketCount } = countOf(tickets, sql`pr.id`);
  const { storage: __, ...peopleCount } = countOf(people, sql`pr.id`);
  const { storage: ___, ...lastTicket } = latestOf(tickets, sql`pr.id`);
  return {
    key: "projects",
    name: dataSourceLabels.projects,
    noun: { one: "project", many: "projects" },
    list: null,
    scope: place.scope,
    zone: place.scope.timeZone,
    catalog: fieldCatalog([
      field("name", "Name", kinds.text, sql`pr.name`, { required: true }),
      field("key", "Key", kinds.text, sql`pr.key`, { required: true }),
      field("state", "State", kinds.choice, sql`pr.state::text`, {
        options: optionsOf({ active: "Active", archived: "Archived" }, { active: "green", archived: "gray" }),
        required: true,
      }),
      field("time_zone", "Time zone", kinds.text, sql`pr.time_zone`, { required: true }),
      field("created_at", "Created", kinds.instant, sql`pr.created_at`, { required: true }),
      field("url", "Link to the project", kinds.text, sql`(${`${place.base}/projects/`}::text || pr.key)`),
      activity("feedback_count", "Tickets", kinds.number, ticketCount.sql, ticketCount),
      activity("last_feedback_at", "Last ticket", kinds.instant, lastTicket.sql, lastTicket),
      activity("people_count", "People", kinds.number, peopleCount.sql, peopleCount),
      ...externalOf(place, "project", sql`pr.id`),
    ]),
    from: sql`from project pr`,
    where: sql`not pr.is_template and ${inScope(place, sql`pr.id`)}`,
    id: sql`pr.id`,
    label: sql`pr.key`,
    searched: ["project.key", "project.name"],
  };
}
