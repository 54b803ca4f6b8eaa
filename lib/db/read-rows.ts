import "server-only";
import { longRead, type LongReadOptions } from "./long-read";
import type { Sql } from "./sql";

/** Of one block. */
const blockRows = 2_000;

type Block = (string | null)[][];

/**
 * The rows of the statements, whose columns are all texts, in blocks: statement after statement and all as of one moment. PostgreSQL makes
 * one block while the one before it is used; no more than these two are in memory.
 * @throws AppError as `longRead`
 */
export function readRows(
  statements: readonly Sql[],
  options: LongReadOptions = {},
): AsyncGenerator<Block, void, undefined> {
  return longRead(async function* ({ connection, pieces }) {
    const fetch = () => {
      const text = `fetch forward ${blockRows} from listed`;
      const block = connection.query<(string | null)[]>({ text, rowMode: "array" }).then(({ rows }) => rows);
      // It is thrown where it is awaited; until then somebody must listen.
      block.catch(() => undefined);
      return block;
    };
    for (const { text, values } of statements) {
      await connection.query(`declare listed no scroll cursor for ${text}`, values);
      let next: Promise<Block> | null = fetch();
      yield* pieces(async () => {
        const block = await next;
        next = block?.length === blockRows ? fetch() : null;
        return block && block.length > 0 ? block : null;
      });
      await connection.query("close listed");
    }
  }, options);
}
