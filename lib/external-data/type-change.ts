import "server-only";
import { randomUUIDv7 } from "node:crypto";
import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { checkCondition } from "@/lib/conditions/check";
import { condition, isGroup, type ConditionPart, type ConditionTest } from "@/lib/conditions/schema";
import { db, type Db, type Tx } from "@/lib/db/client";
import { sql } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import { fieldTypeOf } from "./fields";
import { parseExternalValue } from "./parse";
import type { Provenance } from "./provenance";
import { externalDataTypeLabel } from "./schema";
import type { ExternalDataField, ExternalDataGroup, ExternalDataType, ExternalValue } from "./schema";
import { findGroup } from "./usable-groups";
import { listUses } from "./uses";

export interface TypeChangePreview {
  /** How many records hold a value now, how many would keep it converted, and how many would lose it to the history. */
  values: number;
  converts: number;
  fails: number;
  /** How many come back that an earlier change of type had cleared. */
  restores: number;
  /** At most five of each. */
  converted: { record: string; old: string; new: string }[];
  failed: { record: string; old: string; problem: string }[];
  /** Saved filters that ask what the new type cannot be asked. */
  blockedBy: string[];
}

/** What would become of the values of a field under another type. Changes nothing. @throws AppError `not_found` */
export async function previewTypeChange(
  actor: Can<"groups.write">,
  { groupId, fieldId, type }: { groupId: string; fieldId: string; type: ExternalDataType },
): Promise<TypeChangePreview> {
  const group = await findGroup(db, groupId);
  const field = group?.fields.find(({ id }) => id === fieldId);
  if (!group || !field || (group.projectId !== null && group.projectId !== projectIdOf(actor)))
    throw new AppError("not_found", "There is no such field here. Reload the page.");
  const preview: TypeChangePreview = {
    values: 0,
    converts: 0,
    fails: 0,
    restores: 0,
    converted: [],
    failed: [],
    blockedBy: await listBlocking(db, group, field, type),
  };
  for await (const rows of heldValues(db, group.id, field.id, false)) {
    for (const row of rows) {
      const { recordId, value } = row;
      const parsed = readAs(type, row);
      if (value === null) {
        if (parsed.ok && parsed.value !== null) preview.restores++;
        continue;
      }
      preview.values++;
      if (parsed.ok) preview.converts++;
      else preview.fails++;
      if (parsed.ok && preview.converted.length < examples)
        preview.converted.push({ record: recordId, old: shown(value), new: shown(parsed.value) });
      if (!parsed.ok && preview.failed.length < examples)
        preview.failed.push({ record: recordId, old: shown(value), problem: parsed.problem });
    }
  }
  const names = await namesOf(group, [...preview.converted, ...preview.failed]);
  for (const example of [...preview.converted, ...preview.failed])
    example.record = names.get(example.record) ?? "a record that is gone";
  return preview;
}

/**
 * Converts what the field holds to `type`, under the lock of each record; what does not convert is cleared. History keeps the old values
 * of both, under one source. A converted value keeps where it came from. Changing the type back undoes it: what was not written since is again
 * what it was. @throws AppError `conflict`, naming filters that cannot follow
 */
export async function convertValuesIn(
  tx: Tx,
  actor: Can<"groups.write">,
  {
    group,
    field,
    type,
  }: { group: Pick<ExternalDataGroup, "id" | "key">; field: ExternalDataField; type: ExternalDataType },
): Promise<void> {
  const blockedBy = await listBlocking(tx, group, field, type);
  if (blockedBy.length > 0)
    throw new AppError(
      "conflict",
      `“${field.label}” cannot become ${externalDataTypeLabel[type]}: ${blockedBy.join(", ")} asks it what only ${externalDataTypeLabel[field.type]} can be asked. Change that first.`,
    );
  const label = `${actor.name}, type changed from ${externalDataTypeLabel[field.type]} to ${externalDataTypeLabel[type]}`;
  const source: Provenance = { source: "person", id: `${mark}${randomUUIDv7()}`, label, at: new Date().toISOString() };
  let cleared = 0;
  let converted = 0;
  for await (const rows of heldValues(tx, group.id, field.id, true)) {
    const changes = rows.map((row) => {
      const parsed = readAs(type, row);
      return { id: randomUUIDv7(), recordId: row.recordId, old: row.value, new: parsed.ok ? parsed.value : null };
    });
    cleared += changes.filter((change) => change.new === null).length;
    converted += changes.filter((change) => change.new !== null).length;
    await tx.$executeRaw`
      with given as (
        select c.id, c."recordId" as record_id, nullif(c.old, 'null') as old, nullif(c.new, 'null') as new
        from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c (id uuid, "recordId" uuid, old jsonb, new jsonb)),
      history as (
        insert into external_data_history (id, group_id, field_id, record_id, old, new, source)
        select id, ${group.id}::uuid, ${field.id}::uuid, record_id, old, new, ${JSON.stringify(source)}::jsonb
        from given where old is distinct from new)
      update external_data_record r set
        "values" = case when g.new is null then r."values" - ${field.id}
          else r."values" || jsonb_build_object(${field.id}::text, g.new) end,
        provenance = case when g.new is null or g.old is null
          then r.provenance || jsonb_build_object(${field.id}::text, ${JSON.stringify(source)}::jsonb) else r.provenance end,
        updated_at = now()
      from given g where r.group_id = ${group.id}::uuid and r.record_id = g.record_id`;
  }
  await audit(tx, actor, {
    verb: "changed",
    kind: "external data field",
    id: field.id,
    label: field.label,
    before: { type: field.type },
    after: { type, converted, cleared },
  });
}

export async function countValues(store: Db, groupId: string, fieldId: string): Promise<number> {
  const [stored] = await store.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from external_data_record where group_id = ${groupId}::uuid and "values" ? ${fieldId}`;
  return stored?.count ?? 0;
}

/** Begins the source id of what a change of type wrote into the history. */
const mark = "type-change ";
const examples = 5;
const pageSize = 2_000;

interface HeldValue {
  recordId: string;
  /** Null where an earlier change of type cleared it. */
  value: ExternalValue;
  /** What an earlier change of type made of it, if nothing has been written since. */
  before: ExternalValue;
}

async function* heldValues(store: Db, groupId: string, fieldId: string, locked: boolean) {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await store.$queryRaw<HeldValue[]>`
      select r.record_id::text as "recordId", r."values" -> ${fieldId} as value,
        case when h.id like ${`${mark}%`} and h.new is not distinct from r."values" -> ${fieldId} then h.old end as before
      from external_data_record r left join lateral (
        select old, new, source ->> 'id' as id from external_data_history
        where record_id = r.record_id and field_id = ${fieldId}::uuid order by at desc, id desc limit 1) h on true
      where r.group_id = ${groupId}::uuid and r.record_id > ${after}::uuid
        and (r."values" ? ${fieldId} or (h.id like ${`${mark}%`} and h.new is null))
      order by r.record_id limit ${pageSize} ${locked ? sql`for update of r` : sql``}`;
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.recordId;
  }
}

/** The other way, a change of type gives back what it was before; else the value as the new type reads it. */
function readAs(type: ExternalDataType, { value, before }: HeldValue) {
  if (before !== null) {
    const parsed = parseExternalValue(type, before);
    if (parsed.ok && parsed.value === before) return parsed;
  }
  return parseExternalValue(type, value);
}

async function listBlocking(
  store: Db,
  group: Pick<ExternalDataGroup, "id" | "key">,
  field: ExternalDataField,
  type: ExternalDataType,
): Promise<string[]> {
  const path = `external.${group.key}.${field.key}`;
  const info = { path, label: field.label, dataSet: { key: group.key, label: "" }, type: fieldTypeOf(type) };
  const uses = (await listUses(store, group, field.key)).filter(({ kind }) => kind === "filter");
  const filters = await store.savedFilter.findMany({
    where: { id: { in: uses.map(({ id }) => id) } },
    select: { name: true, condition: true },
    orderBy: { name: "asc" },
  });
  return filters.flatMap((filter) => {
    const tests = testsOf(condition.parse(filter.condition), path);
    const problems = checkCondition({ match: "all", conditions: tests }, () => info);
    return problems.length > 0 ? [`the filter “${filter.name}”`] : [];
  });
}

function testsOf(part: ConditionPart, path: string): ConditionTest[] {
  if (isGroup(part)) return part.conditions.flatMap((child) => testsOf(child, path));
  return part.field === path ? [part] : [];
}

// Their rows lie in capabilities above this one, so only their names are looked at.
async function namesOf(group: ExternalDataGroup, records: { record: string }[]): Promise<Map<string, string>> {
  const ids = records.map(({ record }) => record);
  const rows =
    group.target === "user"
      ? await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, username: true } })
      : group.target === "feedback"
        ? await db.feedback.findMany({ where: { id: { in: ids } }, select: { id: true, displayId: true } })
        : await db.project.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(
    rows.map((row) => [row.id, "username" in row ? row.username : "displayId" in row ? row.displayId : row.name]),
  );
}

function shown(value: ExternalValue): string {
  const text = value === null ? "empty" : String(value);
  return text.length > 80 ? `${text.slice(0, 79).toWellFormed()}…` : text;
}
