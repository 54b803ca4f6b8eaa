import { sql, type Sql } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import type { SqlField } from "@/lib/fields/sql-field";
import type { GroupHead } from "./data";
import { isoBuckets } from "./iso-buckets";
import type { Joins } from "./joins";
import { fieldOf, infoOf, type ElementQuestion } from "./question";
import type { Group } from "./schema";

/** How PostgreSQL groups by an item. */
export interface GroupColumn {
  head: GroupHead;
  /** What is grouped by, of one row. */
  value: Sql;
  /** That as a text: a choice's value, the first day of a bucket, the number of a range. Null where there is none. */
  asText: (value: Sql) => Sql;
  /** A row for each entry of a list, besides. */
  entries: Sql | null;
  /** That a record has a value, where those without one are left out. */
  present: Sql | null;
  top: number | null;
}

export async function groupColumn(question: ElementQuestion, group: Group, joins: Joins): Promise<GroupColumn> {
  const field = fieldOf(question, group.path);
  const { bucket, edges, label, top = null } = group;
  if (bucket && field.type !== "date") throw refuse(field, "is no date. Group it without a bucket.");
  if (edges && field.type !== "number") throw refuse(field, "is no number. Group it without ranges.");
  const head: GroupHead = {
    path: group.path,
    label: label || field.label,
    field: infoOf(field),
    ...(field.type === "date" && { bucket: bucket ?? "day" }),
    ...(edges && { edges: edges.toSorted((a, b) => a - b) }),
  };
  // A record counts once for each entry of its list.
  const entry = joins.entry(field);
  const read = joins.value(field);
  return {
    head,
    top,
    entries: entry?.join ?? null,
    present: group.present ? hasValue(field, read) : null,
    ...(entry ? { value: entry.sql, asText: plain } : await grouped(field, read, head, question.source.zone)),
  };
}

type Grouped = Pick<GroupColumn, "value" | "asText">;

const plain = (key: Sql) => sql`(${key})::text`;

async function grouped(field: SqlField, value: Sql, { bucket, edges }: GroupHead, zone: string): Promise<Grouped> {
  const { storage } = field;
  if (storage === "texts") throw refuse(field, "holds several values, which cannot be told apart.");
  // Which texts are equal is the same in every collation. By their bytes a million of them are sorted in half the time.
  if (storage === "text") return { value: sql`nullif(${value}, '') collate "C"`, asText: plain };
  if (edges) return { value: sql`width_bucket(${value}, ${edges.map(String)}::numeric[])`, asText: plain };
  if (!bucket) return { value, asText: plain };
  const quick = storage === "iso" ? await isoBuckets(field, value, bucket, zone) : null;
  if (quick) return quick;
  const clock =
    storage === "instant"
      ? sql`(${value}) at time zone ${zone}`
      : sql`case when length(${value}) = 10 then (${value})::timestamp else (${value})::timestamptz at time zone ${zone} end`;
  return { value: sql`date_trunc(${bucket}, ${clock})`, asText: (day) => sql`to_char(${day}, 'YYYY-MM-DD')` };
}

function hasValue({ storage }: SqlField, value: Sql): Sql {
  if (storage === "texts") return sql`cardinality(${value}) > 0`;
  return storage === "text" ? sql`coalesce(${value}, '') <> ''` : sql`${value} is not null`;
}

function refuse({ label }: SqlField, why: string): AppError {
  return new AppError("invalid", `“${label}” ${why}`, { groups: `“${label}” ${why}` });
}
