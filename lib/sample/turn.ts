import { withConnection } from "@/lib/db/pool";

/** One process at a time loads or clears the sample; the turn ends with its connection. */
export async function inSampleTurn<T>(run: () => Promise<T>): Promise<T> {
  return withConnection(async (connection) => {
    await connection.query("select pg_advisory_lock($1)", [sampleLock]);
    try {
      return await run();
    } finally {
      await connection.query("select pg_advisory_unlock($1)", [sampleLock]);
    }
  });
}

const sampleLock = 7_153_003;
