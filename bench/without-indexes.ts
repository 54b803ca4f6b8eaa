import { pool } from "@/lib/db/pool";

/**
 * Fills tables without their indexes, save those that constraints need, and makes them again afterwards: a million rows are sorted once
 * instead of being put into ten trees one by one.
 */
export async function withoutIndexes(tables: readonly string[], fill: () => Promise<void>): Promise<void> {
  const { rows } = await pool().query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
       from pg_index i
      where i.indrelid = any($1::text[]::regclass[])
        and not i.indisunique and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  );
  for (const { name } of rows) await pool().query(`drop index ${name}`);
  await fill();
  await pool().query("alter system set maintenance_work_mem = '512MB'");
  await pool().query("select pg_reload_conf()");
  for (const { definition } of rows) await pool().query(definition);
}
