import "server-only";
import type { Db } from "@/lib/db/client";
import type { ExternalDataGroup, ExternalValue } from "./schema";

/** What the record written last holds, as text by parameter, of each group by its id. */
export async function listSampleValues(
  db: Db,
  groups: readonly Pick<ExternalDataGroup, "id" | "fields">[],
): Promise<Map<string, Record<string, string>>> {
  const rows = await db.$queryRaw<{ groupId: string; values: Record<string, ExternalValue> }[]>`
    select g.id::text as "groupId", r."values" from unnest(${groups.map(({ id }) => id)}::uuid[]) as g (id)
    cross join lateral (
      select "values" from external_data_record where group_id = g.id order by updated_at desc limit 1) r`;
  const byGroup = new Map(rows.map(({ groupId, values }) => [groupId, values]));
  return new Map(
    groups.map(({ id, fields }) => {
      const values = byGroup.get(id) ?? {};
      const samples = fields.flatMap((field) => {
        const value = values[field.id];
        return value === undefined || value === null ? [] : [[field.parameter, shortened(String(value))] as const];
      });
      return [id, Object.fromEntries(samples)];
    }),
  );
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79).toWellFormed()}…` : text;
}
