import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import type { OpenDatabase } from "@/lib/db/open-database";
import { startEmbedded } from "@/lib/db/embedded";
import { env } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";

/**
 * One start per data folder: the lock lives in its database and dies with its holder, so nothing is left after kill -9. The
 * connection also tells when our own server is gone; it is started again, and `onLost` is called if that does not help.
 * A database of the operator's own may serve many starts and is watched by the operator.
 */
export async function holdStartLock(
  database: OpenDatabase,
  onLost: (why: string) => void,
): Promise<() => Promise<void>> {
  if (!database.embedded) return async () => {};
  let released = false;
  let held = await lock(database.url);
  watch(held);
  return async () => {
    released = true;
    await held.end();
  };

  function watch(client: Client): void {
    client.once("end", () => {
      if (!released) void recover();
    });
  }

  async function recover(): Promise<void> {
    process.stderr.write("The database died; starting it again.\n");
    // What is left of it may hold its memory a moment longer, and no second one starts beside that.
    for (let tries = 1; !released; tries++) {
      try {
        await startEmbedded(env.DATA_DIR);
        held = await lock(database.url);
        return watch(held);
      } catch (error) {
        if (tries === 5) return onLost(error instanceof Error ? error.message : String(error));
        await wait(1000);
      }
    }
  }
}

const startLock = 7_153_002;

async function lock(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: "fieldpost start" });
  // A server that dies is said to us twice, and once as the end; one error that nobody hears would end this process too.
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query<{ mine: boolean }>("select pg_try_advisory_lock($1) as mine", [startLock]);
  if (rows[0]?.mine) return client;
  await client.end();
  throw new AppError(
    "unavailable",
    `Fieldpost is already running from the data folder ${env.DATA_DIR}. Stop it first, or set DATA_DIR.`,
  );
}
