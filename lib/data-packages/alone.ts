import "server-only";
import { pool } from "@/lib/db/pool";

/** Does `work` unless somebody is at it for the same `what` already, in whichever process. Keeps a connection meanwhile. */
export async function alone(what: string, work: () => Promise<void>): Promise<void> {
  const connection = await pool().connect();
  try {
    const { rows } = await connection.query<{ mine: boolean }>(
      "select pg_try_advisory_lock(hashtextextended($1, 0)) as mine",
      [what],
    );
    if (!rows[0]?.mine) return;
    try {
      await work();
    } finally {
      await connection.query("select pg_advisory_unlock(hashtextextended($1, 0))", [what]);
    }
  } finally {
    connection.release();
  }
}
