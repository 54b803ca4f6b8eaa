import { pool } from "@/lib/db/pool";

/** A fingerprint of each table, but for the log of calls: what found nothing stands there as well. */
export async function everything(): Promise<Map<string, string>> {
  const { rows } = await pool().query<{ name: string; print: string }>(await fingerprint());
  return new Map(rows.map(({ name, print }) => [name, print]));
}

let asked: string | undefined;

async function fingerprint(): Promise<string> {
  if (asked !== undefined) return asked;
  const { rows } = await pool().query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_name !~ '^listener_(call|body)' and (table_schema = 'public' or (table_schema = 'pgboss' and table_name = 'job'))`,
  );
  asked = rows
    .map(
      ({ name }) => `select '${name}' as name, md5(string_agg(t::text, '|' order by t::text)) as print from ${name} t`,
    )
    .join(" union all ");
  return asked;
}

/** The tables that differ. */
export function changes(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after].filter(([name, print]) => before.get(name) !== print).map(([name]) => name);
}
