import { Client } from "pg";
import { openDatabase } from "@/lib/db/open-database";
import { AppError } from "@/lib/errors/app-error";
import { prepareDatabase } from "@/lib/jobs/prepare-database";
import { messageOf } from "./message-of";
import { holdStartLock } from "./start-lock";

/** `npm run db:reset`: empties the database of this folder (never one named by DATABASE_URL, nor one in use) and migrates it anew. */
try {
  await reset();
  process.stdout.write("The database is empty.\n");
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}

async function reset(): Promise<void> {
  const database = await openDatabase();
  if (!database.embedded) {
    throw new AppError(
      "unavailable",
      "DATABASE_URL is set. This command only empties the database in the data folder.",
    );
  }
  try {
    const release = await holdStartLock(database, () => undefined);
    await empty(database.url).finally(release);
  } finally {
    await database.close();
  }
}

async function empty(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("drop schema if exists public, pgboss cascade; create schema public").finally(() => client.end());
  await prepareDatabase(url);
}
