import "server-only";
import type { Db } from "@/lib/db/client";
import { empty, sql, type Sql } from "@/lib/db/sql";
import { parseExternalValue } from "@/lib/external-data/parse";
import type { ExternalDataType } from "@/lib/external-data/schema";
import { findFeedbackByValue } from "@/lib/feedback/find-feedback";
import { findUsersByValue } from "@/lib/users/find-users";
import type { FoundTarget } from "./call";
import type { LoadedListener } from "./load-listener";

/** The records in the listener's scope that this value names: none, one, or more where an external data field is not unique. */
export async function findTargets(db: Db, listener: LoadedListener, value: string): Promise<FoundTarget[]> {
  const { lookup, scope, target, feedbackTypeId } = listener;
  if (lookup.by === "external") return findByExternalField(db, listener, lookup.field, value);
  if (target === "user") return findUsersByValue(db, scope, value);
  if (target === "feedback") return findFeedbackByValue(db, feedbackTypeId ?? "", value);
  if (scope.kind !== "project") return [];
  const named = value.trim().toLowerCase();
  return named === scope.key || named === scope.id ? [{ id: scope.id, label: scope.key }] : [];
}

async function findByExternalField(
  db: Db,
  listener: LoadedListener,
  path: string,
  value: string,
): Promise<FoundTarget[]> {
  const [, groupKey = "", fieldKey = ""] = path.split(".");
  const field = await db.externalDataField.findFirst({
    where: { key: fieldKey, archivedAt: null, group: { key: groupKey, target: listener.target } },
    select: { id: true, type: true },
  });
  if (!field) return [];
  const parsed = parseExternalValue(field.type satisfies ExternalDataType, value);
  if (!parsed.ok || parsed.value === null || parsed.value === "") return [];
  return db.$queryRaw<FoundTarget[]>(sql`
    select r.record_id::text as id, ${label(listener)} as label from field_value r ${inScope(listener)}
    where r.field_id = ${field.id}::uuid and ${isValue(parsed.value)} limit 2`);
}

/** As the indexes of the values know it; texts are told apart by their case here. */
function isValue(value: string | number | boolean): Sql {
  if (typeof value === "number") return sql`r.number = ${String(value)}::numeric`;
  if (typeof value === "boolean") return sql`r.number = ${value ? 1 : 0}::numeric`;
  return sql`(r.iso = ${value} or (left(lower(r.text), 200) = left(lower(${value}::text), 200) and r.text = ${value}))`;
}

function label({ target }: LoadedListener): Sql {
  return { user: sql`u.username`, feedback: sql`f.display_id`, project: sql`p.key` }[target];
}

// The same people as findUsersByValue: active, and in a project its active participants without applicants.
function inScope({ target, projectId, feedbackTypeId }: LoadedListener): Sql {
  if (target === "feedback") return sql`join feedback f on f.id = r.record_id and f.type_id = ${feedbackTypeId}::uuid`;
  if (target === "project") return sql`join project p on p.id = r.record_id and p.id = ${projectId}::uuid`;
  const part = projectId
    ? sql`join participation t on t.user_id = u.id and t.project_id = ${projectId}::uuid and t.state = 'active' and t.role <> 'applicant'`
    : empty;
  return sql`join app_user u on u.id = r.record_id and u.state = 'active' ${part}`;
}
