import "server-only";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { ask } from "@/lib/db/ask";
import { db } from "@/lib/db/client";
import { sql, type Sql } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import { countRecordsOf } from "./coverage";
import { provenance, type Provenance } from "./provenance";
import { getGroup } from "./queries";
import { isRecordHere, recordLabel } from "./record-scope";
import type { ExternalDataField, ExternalDataGroup, ExternalValue } from "./schema";
import { listUses, type GroupUse } from "./uses";

export interface FieldOverview {
  group: ExternalDataGroup;
  field: ExternalDataField;
  /** Records of the scope that have a value, and how many there are. */
  coverage: { filled: number; of: number };
  /** How many different values there are. */
  distinct: number;
  /** The most frequent values, or the spans they fall into, in their order. */
  distribution: Bar[];
  /** Of numbers and dates. */
  range: { least: string; most: string; average: number | null } | null;
  writes: FieldWrite[];
  uses: GroupUse[];
}

export interface Bar {
  label: string;
  count: number;
  /** The value itself, where the bar is one value. */
  value?: ExternalValue;
}

export interface FieldWrite {
  id: string;
  recordId: string;
  /** Null when the record is gone. */
  label: string | null;
  old: ExternalValue;
  new: ExternalValue;
  source: Provenance;
  at: string;
  /** The record still holds what was written. */
  isCurrent: boolean;
}

/** So many bars, and so many of the last writes. */
const most = 20;
const mostWrites = 20;

/**
 * What is known of one field in the actor's scope: how many records have it, what its values are and who wrote them last.
 * @throws AppError `not_found` for a field or group of another project
 */
export async function getFieldOverview(
  actor: Can<"externalData.read">,
  groupId: string,
  fieldId: string,
): Promise<FieldOverview> {
  const group = await getGroup(actor, groupId);
  const field = group.fields.find(({ id }) => id === fieldId);
  if (!field) throw new AppError("not_found", "There is no such field in this group.");
  const projectId = projectIdOf(actor);
  const values = sql`from field_value v where v.field_id = ${fieldId}::uuid and ${isRecordHere(group.target, projectId, sql`v.record_id`)}`;
  const [[sums], records, distribution, writes, uses] = await Promise.all([
    ask<Sums>(sql`
      select count(*)::int as filled, count(distinct coalesce(v.text, v.iso, v.number::text))::int as "distinct",
             coalesce(min(v.iso), min(v.number)::text) as least, coalesce(max(v.iso), max(v.number)::text) as most,
             avg(v.number)::float8 as average ${values}`),
    countRecordsOf(db, projectId),
    distributionOf(field, values),
    listWrites(group, field, projectId),
    listUses(db, group, field.key),
  ]);
  const { filled = 0, distinct = 0, least = null, most: largest = null, average = null } = sums ?? {};
  const hasRange = (field.type === "integer" || field.type === "datetime") && least !== null && largest !== null;
  return {
    group,
    field,
    coverage: { filled, of: records[group.target] },
    distinct,
    distribution,
    range: hasRange ? { least, most: largest, average } : null,
    writes,
    uses,
  };
}

interface Sums {
  filled: number;
  distinct: number;
  least: string | null;
  most: string | null;
  average: number | null;
}

async function distributionOf({ type }: ExternalDataField, values: Sql): Promise<Bar[]> {
  if (type === "boolean") {
    const rows = await ask<{ yes: boolean; count: number }>(
      sql`select v.number = 1 as yes, count(*)::int as count ${values} group by 1 order by 1 desc`,
    );
    return rows.map(({ yes, count }) => ({ label: yes ? "Yes" : "No", count, value: yes }));
  }
  if (type === "datetime")
    return ask<Bar>(sql`
      select * from (select left(v.iso, 7) as label, count(*)::int as count ${values} group by 1 order by 1 desc limit ${most}) latest
       order by label`);
  const key = type === "integer" ? sql`v.number` : sql`v.text`;
  const rows = await ask<{ value: string; count: number }>(sql`
    select (${key})::text as value, count(*)::int as count ${values} group by ${key} order by 2 desc, 1 limit ${most + 1}`);
  if (type === "string") return rows.slice(0, most).map(({ value, count }) => ({ label: value, count, value }));
  if (rows.length > most) return spansOf(values);
  return rows
    .map(({ value, count }) => ({ label: value, count, value: Number(value) }))
    .sort((a, b) => a.value - b.value);
}

/** Ten spans of equal width between the least and the largest number. */
async function spansOf(values: Sql): Promise<Bar[]> {
  const rows = await ask<{ from: number; to: number; count: number }>(sql`
    with held as materialized (select v.number ${values} and v.number is not null),
         ends as (select min(number) as least, max(number) as most, greatest(1, ceil((max(number) - min(number) + 1) / 10)) as width from held)
    select (least + span * width)::float8 as "from", least + (span + 1) * width - 1 as "to", count(*)::int as count
      from (select floor((number - least) / width) as span, least, width from held, ends) each
     group by span, least, width order by span`);
  return rows.map(({ from, to, count }) => ({ label: `${format(from)} to ${format(Number(to))}`, count }));
}

function format(value: number): string {
  return value.toLocaleString("en-GB");
}

async function listWrites(
  { target }: ExternalDataGroup,
  { id: fieldId }: ExternalDataField,
  projectId: string | null,
): Promise<FieldWrite[]> {
  const rows = await ask<Omit<FieldWrite, "source" | "at"> & { source: unknown; at: string }>(sql`
    select h.id::text, h.record_id::text as "recordId", ${recordLabel(target, sql`h.record_id`)} as label, h.old, h.new, h.source,
           to_char(h.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
           coalesce((r."values" -> h.field_id::text) is not distinct from nullif(h.new, 'null'), false) as "isCurrent"
      from external_data_history h
      left join external_data_record r on r.group_id = h.group_id and r.record_id = h.record_id
     where h.field_id = ${fieldId}::uuid and ${isRecordHere(target, projectId, sql`h.record_id`)}
     order by h.at desc, h.id desc limit ${mostWrites}`);
  return rows.map((row) => ({ ...row, source: provenance.parse(row.source) }));
}
