import type { Scope } from "@/lib/auth/actor";
import { sql } from "@/lib/db/sql";
import type { SqlField } from "@/lib/fields/sql-field";

/** Where the record lives: the community, and the project in a project. The same for every row, and still a field like any other. */
export function placeFields(scope: Scope, community: string, base: string): SqlField[] {
  const place = { key: "place", label: "Project and community" };
  const text = (path: string, label: string, value: string): SqlField => ({
    path,
    label,
    dataSet: place,
    type: "text",
    storage: "text",
    sql: sql`${value}::text`,
    sortable: false,
  });
  const fields = [
    text("community.name", "Community name", community),
    text("community.url", "Link to Fieldpost", base),
  ];
  if (scope.kind === "community") return fields;
  return [
    text("project.name", "Project name", scope.name),
    text("project.key", "Project key", scope.key),
    text("project.url", "Link to the project", `${base}/projects/${scope.key}`),
    ...fields,
  ];
}
