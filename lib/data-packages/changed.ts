import { ask } from "@/lib/db/ask";
import { join, sql, type Sql } from "@/lib/db/sql";
import { projectOf } from "@/lib/elements/data-source";
import type { ElementQuestion } from "@/lib/elements/question";
import { AppError } from "@/lib/errors/app-error";
import { fieldCatalog } from "@/lib/fields/catalog";

/** The path under which a record says when it changed last. No field of people's own is called so. */
export const changedPath = "changed_at";

/**
 * When a record changed last, by what it is about: tickets themselves and their external data; accounts with their profile, teams and external
 * data, in a project with their part in it; the last step of a run, the last try of a webhook. Null where that is not kept.
 */
export function changedAt({ source, definition }: ElementQuestion): Sql | null {
  if (definition.measures.length > 0) return null;
  if (source.key.startsWith("feedback")) return newest([sql`f.modified_at`], sql`f.id`);
  switch (source.key) {
    case "users":
      return newest([sql`u.updated_at`, ...(projectOf(source.scope) ? [sql`p.updated_at`] : [])], sql`u.id`);
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
export function changedSince(question: ElementQuestion, since: Date): ElementQuestion {
  const changed = changedAt(question);
  if (changed === null) throw noChanges(question);
  const { source } = question;
  return { ...question, source: { ...source, where: sql`${source.where} and ${changed} >= ${since}` } };
}

/**
 * The same where what changed are few records among however many, found by when they changed; null where they are many, and where no
 * index knows. @throws AppError `bad_request` where nobody knows
 */
export async function fewChangedSince(question: ElementQuestion, since: Date): Promise<ElementQuestion | null> {
  const narrowed = changedSince(question, since);
  const ids = await findFewChanged(question, since);
  if (ids === null) return null;
  const { source } = narrowed;
  // Said of the account as well: PostgreSQL does not conclude from one id that is among few that the other is.
  const places = source.key === "users" ? [source.id, sql`u.id`] : [source.id];
  const among = places.map((place) => sql`${place} = any(${ids}::uuid[])`);
  return { ...narrowed, source: { ...source, where: join([...among, source.where], " and ") } };
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

function newest(own: readonly Sql[], id: Sql): Sql {
  const external = sql`(select max(r.updated_at) from external_data_record r where r.record_id = ${id})`;
  return own.reduce((latest, each) => sql`greatest(${latest}, ${each})`, external);
}

/** Of more, a walk through a million records meets one in a hundred. */
const few = 10_000;

/** Whose time of change is at or after an instant, of the question or not; null for many, and where no index knows. */
async function findFewChanged({ source }: ElementQuestion, since: Date): Promise<string[] | null> {
  const places = changedPlaces(source.key, projectOf(source.scope), since);
  if (places === null) return null;
  const limited = places.map((place) => sql`(${place} limit ${few + 1})`);
  const rows = await ask<{ id: string }>(
    sql`select id::text from (${join(limited, " union ")}) as changed limit ${few + 1}`,
  );
  return rows.length > few ? null : rows.map(({ id }) => id);
}

/** Each read by an index of times. */
function changedPlaces(key: string, projectId: string | null, since: Date): Sql[] | null {
  const target = key === "users" ? "user" : "feedback";
  const external = sql`select r.record_id as id from external_data_group g
    join external_data_record r on r.group_id = g.id and r.updated_at >= ${since} where g.target::text = ${target}`;
  if (key === "users") {
    const accounts = sql`select u.id from app_user u where u.updated_at >= ${since}`;
    if (projectId === null) return [accounts, external];
    const part = sql`select p.user_id as id from participation p
      where p.project_id = ${projectId}::uuid and p.updated_at >= ${since}`;
    return [part, accounts, external];
  }
  if (!key.startsWith("feedback")) return null;
  const typeId = key.split(":")[1];
  const types = typeId
    ? sql`(values (${typeId}::uuid)) as t (id)`
    : sql`(select id from feedback_type t where ${projectId}::uuid is null or t.project_id = ${projectId}::uuid) as t`;
  return [sql`select f.id from ${types} join feedback f on f.type_id = t.id and f.modified_at >= ${since}`, external];
}
