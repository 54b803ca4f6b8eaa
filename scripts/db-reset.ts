import { Client } from "pg";
import { openDatabase } from "@/lib/db/open-database";
import { prepareDatabase } from "@/lib/jobs/prepare-database";

/** `npm run db:reset`: empties the database of this folder (never one named by DATABASE_URL) and migrates it anew. */
const database = await openDatabase();
if (!database.embedded) {
  process.stderr.write("DATABASE_URL is set. This command only empties the database in the data folder.\n");
  process.exit(1);
}
const client = new Client({ connectionString: database.url });
await client.connect();
await client.query("drop schema if exists public, pgboss cascade; create schema public");
await client.end();
await prepareDatabase(database.url);
await database.close();
process.stdout.write("The database is empty.\n");
