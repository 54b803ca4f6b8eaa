import { escapeIdentifier } from "pg";
import { pool, withConnection } from "@/lib/db/pool";

export type LogTable = "delivery_attempt" | "delivery_body" | "listener_call" | "listener_body";

export interface LogPartition {
  table: LogTable;
  name: string;
  /** Midnight UTC at which its day ends. */
  endsAt: Date;
  /** Holds only what outlives the rest of its day. */
  thinned: boolean;
}

/** Makes the partitions of today and the coming week; until a day has its own, its rows go to the default partition. */
export async function ensureLogPartitions(): Promise<void> {
  await pool().query("select ensure_log_partitions(7)");
}

/** The partitions of single days, oldest first. */
export async function listLogPartitions(): Promise<LogPartition[]> {
  const { rows } = await pool().query<{ table: LogTable; name: string; day: string; thinned: boolean }>(
    `select p.relname as "table", c.relname as name, substring(c.relname from '_(\\d{8})(?:_kept)?$') as day,
       c.relname like '%\\_kept' as thinned
     from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
     where p.relnamespace = current_schema()::regnamespace and c.relname ~ '_\\d{8}(_kept)?$'
       and p.relname in ('delivery_attempt', 'delivery_body', 'listener_call', 'listener_body')
     order by day, c.relname`,
  );
  return rows.map(({ day, ...row }) => ({ ...row, endsAt: endOf(day) }));
}

export async function dropPartition({ name }: LogPartition): Promise<void> {
  await changeTables([`drop table ${escapeIdentifier(name)}`]);
}

/**
 * Puts a table that holds only the rows `kept` in the partition's place: dropping a table gives its room back at once, deleting from it
 * would not. `kept` is a condition on the row `b`.
 */
export async function thinPartition({ table, name, endsAt }: LogPartition, kept: string): Promise<void> {
  const [parent, whole, thin] = [table, name, `${name}_kept`].map(escapeIdentifier);
  const from = new Date(endsAt.getTime() - day).toISOString();
  await changeTables([
    `create table ${thin} (like ${parent} including defaults including indexes)`,
    `insert into ${thin} select * from ${whole} b where ${kept}`,
    `alter table ${parent} detach partition ${whole}`,
    `drop table ${whole}`,
    `alter table ${parent} attach partition ${thin} for values from ('${from}') to ('${endsAt.toISOString()}')`,
  ]);
}

const day = 86_400_000;

function endOf(text: string): Date {
  return new Date(Date.parse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}T00:00:00Z`) + day);
}

/** All or nothing. Whoever waits for a lock on a log holds up everybody who writes it, so we give up soon; the job comes again. */
async function changeTables(statements: string[]): Promise<void> {
  await withConnection(async (connection) => {
    await connection.query("begin; set local lock_timeout = '2s'");
    try {
      for (const statement of statements) await connection.query(statement);
      await connection.query("commit");
    } catch (error) {
      await connection.query("rollback");
      throw error;
    }
  });
}
