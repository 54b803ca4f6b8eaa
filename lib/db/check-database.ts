import { Client } from "pg";
import { AppError } from "@/lib/errors/app-error";

/**
 * Is the operator's database there, and one we can live in? Says the first thing that is missing, in one line without the password.
 * @throws AppError `unavailable`
 */
export async function checkDatabase(url: string): Promise<void> {
  const where = whereIs(url);
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // One that goes away while we ask must be an answer, not an uncaught event.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Facts>(question);
    const missing = rows[0] && whatIsMissing(rows[0], where);
    if (missing) throw new AppError("unavailable", missing);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("unavailable", `${where} cannot be reached: ${reasonOf(error)}. Check DATABASE_URL.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** `The database at host:port/name`, for messages. */
export function whereIs(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `The database at ${hostname}:${port || "5432"}${pathname}`;
}

interface Facts {
  version: number;
  encoding: string;
  database: string;
  person: string;
  readOnly: boolean;
  mayCreate: boolean;
  hasTrigrams: boolean;
  hasIcu: boolean;
}

const question = `
  select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
    current_database() as database, current_user as person,
    pg_is_in_recovery() or current_setting('default_transaction_read_only')::bool as "readOnly",
    has_database_privilege(current_database(), 'create')
      and coalesce((select has_schema_privilege(oid, 'create') from pg_namespace where nspname = 'public'), true) as "mayCreate",
    exists (select from pg_available_extensions where name = 'pg_trgm') as "hasTrigrams",
    exists (select from pg_collation where collname = 'und-x-icu') as "hasIcu"`;

function whatIsMissing(facts: Facts, where: string): string | null {
  const { version, encoding, database, person } = facts;
  if (version < 140_000) return `${where} is PostgreSQL ${Math.floor(version / 10_000)}. Fieldpost needs 14 or later.`;
  if (facts.readOnly) return `${where} is read-only for the user ${person}. Give DATABASE_URL one that can be written.`;
  if (encoding !== "UTF8")
    return `${where} has the encoding ${encoding}. Make one with: create database ${database} encoding 'UTF8' template template0`;
  if (!facts.mayCreate)
    return `${where} does not let the user ${person} create tables. Make it the owner: alter database "${database}" owner to "${person}"`;
  if (!facts.hasTrigrams)
    return `${where} lacks the extension pg_trgm. Install PostgreSQL's contrib package on its server.`;
  return facts.hasIcu ? null : `${where} was built without ICU, by which lists are sorted. Use a PostgreSQL with ICU.`;
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
