import "server-only";
import { longRead } from "./long-read";
import type { Sql } from "./sql";

/** Of one block. */
const blockRows = 2_000;

/**
 * The rows of the statements, whose columns are all texts, in blocks: statement after statement and all as of one moment. No more than one
 * block is in memory.
 * @throws AppError as `longRead`
 */
export function readRows(
  statements: readonly Sql[],
  { signal }: { signal?: AbortSignal } = {},
): AsyncGenerator<(string | null)[][], void, undefined> {
  return longRead(async function* ({ connection, pieces }) {
    for (const { text, values } of statements) {
      await connection.query(`declare listed no scroll cursor for ${text}`, values);
      yield* pieces(async () => {
        const next = { text: `fetch forward ${blockRows} from listed`, rowMode: "array" as const };
        const { rows } = await connection.query<(string | null)[]>(next);
        return rows.length > 0 ? rows : null;
      });
      await connection.query("close listed");
    }
  }, signal);
}
