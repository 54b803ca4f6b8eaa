import { sql, type Sql } from "@/lib/db/sql";
import type { ElementQuestion } from "@/lib/elements/question";
import { AppError } from "@/lib/errors/app-error";
import { fieldCatalog } from "@/lib/fields/catalog";

/** The path under which a record says when it changed last. No field of people's own is called so. */
export const changedPath = "changed_at";

/**
 * When a record changed last, by what it is about: tickets themselves and their external data, accounts with their profile and external
 * data, the last step of a run, the last try of a webhook. Null where that is not kept.
 */
export function changedAt({ source, definition }: ElementQuestion): Sql | null {
  if (definition.measures.length > 0) return null;
  if (source.key.startsWith("feedback")) return newest(sql`f.modified_at`, sql`f.id`);
  switch (source.key) {
    case "users":
      return newest(sql`u.updated_at`, sql`u.id`);
    case "projects":
      return null;
    case "deliveries":
      return sql`coalesce((select max(t.at) from delivery_attempt t where t.delivery_id = d.id), d.created_at)`;
    case "runs":
      return sql`x.updated_at`;
    case "calls":
      return sql`c.at`;
    case "scores":
      return sql`e.at`;
    default:
      return null;
  }
}

/** The question of what changed at or after an instant. @throws AppError `bad_request` where nobody knows */
export function changedSince(question: ElementQuestion, since: Date | null): ElementQuestion {
  if (since === null) return question;
  const changed = changedAt(question);
  if (changed === null) throw noChanges(question);
  const { source } = question;
  return { ...question, source: { ...source, where: sql`${source.where} and ${changed} >= ${since}` } };
}

export function noChanges({ source, definition }: Pick<ElementQuestion, "source" | "definition">): AppError {
  const why =
    definition.measures.length > 0
      ? "A summary is counted anew each time"
      : `Nobody notes when ${source.noun.many} change`;
  return new AppError("bad_request", `${why}: leave updatedSince out, and take all rows.`);
}

/** The same question, in which a record says when it changed. */
export function withChanged(question: ElementQuestion): ElementQuestion {
  const changed = changedAt(question);
  if (changed === null) return question;
  const { source } = question;
  const field = {
    path: changedPath,
    label: "Changed",
    dataSet: { key: "change", label: "Change" },
    type: "date",
    storage: "instant",
    sql: changed,
  } as const;
  return { ...question, source: { ...source, catalog: fieldCatalog([...source.catalog.list, field]) } };
}

function newest(own: Sql, id: Sql): Sql {
  return sql`greatest(${own}, (select max(r.updated_at) from external_data_record r where r.record_id = ${id}))`;
}
