import "server-only";
import { CopyOut } from "./copy-out";
import { inlined } from "./inline";
import { longRead, type LongReadOptions } from "./long-read";
import type { Sql } from "./sql";

export interface CopyOptions extends LongReadOptions {
  /** Is told how many rows were read so far. */
  onRows?: (rows: number) => void;
}

/**
 * The rows of the statements as lines of CSV in UTF-8, every value that is not null in quotes, statement after statement and all as of one
 * moment. PostgreSQL writes them itself, so that a million rows cost this process little more than passing their bytes on.
 * @throws AppError as `longRead`
 */
export function copyCsv(
  statements: readonly Sql[],
  { onRows, ...options }: CopyOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  return longRead(async function* ({ connection, pieces }) {
    let before = 0;
    for (const statement of statements) {
      const out = connection.query(new CopyOut(`copy (${inlined(statement)}) to stdout (format csv, force_quote *)`));
      for await (const block of pieces(() => out.take())) {
        onRows?.(before + out.rows);
        yield block;
      }
      before += out.rows;
    }
  }, options);
}
