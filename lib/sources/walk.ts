import "server-only";
import { beginWalk } from "@/lib/db/ask";
import { empty, join, raw, sql, type Sql } from "@/lib/db/sql";
import type { FieldStorage, SqlField } from "@/lib/fields/sql-field";
import { partsOf, sortKeys } from "./keyset";
import { asked, type ListQuestion } from "./list";
import { fieldsOf } from "./read";
import type { Source } from "./source";

/** Small enough that a call which comes in meanwhile does not wait for it. */
const batchSize = 500;

/**
 * All records of a list in its order, as of one moment, in batches: each a row of texts, one per column, null where the record has no
 * value. Dates are ISO 8601 in UTC, lists joined with commas, choices their values. Whoever stops early ends the question as well.
 * @throws AppError as `listRecords` does, `too_many` when others are walking already
 */
export async function* walkRecords(
  source: Source,
  question: Omit<ListQuestion, "cursor" | "limit">,
): AsyncGenerator<(string | null)[][], void, undefined> {
  const cells = fieldsOf(source, question.columns).map(cellOf);
  const joins = cells.flatMap(({ join: on }) => (on ? [sql`left join ${on}`] : []));
  const keys = sortKeys(source, question);
  const statements = partsOf(source, keys, null).map(
    (
      part,
    ) => sql`select ${join(cells.map((cell) => cell.text))} ${source.from} ${part.joins} ${join([empty, ...joins], " ")}
      where ${join([asked(source, question), ...part.where], " and ")} order by ${join(part.orderBy)}`,
  );
  const walk = await beginWalk();
  try {
    for (const statement of statements) {
      await walk.open(statement);
      let ahead = walk.next(batchSize);
      for (let rows = await ahead; rows.length > 0; rows = await ahead) {
        // The database works on the next batch while this one is written.
        ahead = walk.next(batchSize);
        // Who stops here has no more use for it; who goes on hears of it above.
        ahead.catch(() => undefined);
        yield rows;
      }
    }
  } finally {
    await walk.end();
  }
}

function cellOf(field: SqlField, n: number): { text: Sql; join?: Sql } {
  const { sql: value, join: on } = field.joined?.(raw(`cell_${n}`)) ?? { sql: field.sql };
  return { text: asText(value, field.storage), join: on };
}

function asText(value: Sql, storage: FieldStorage): Sql {
  if (storage === "instant") return sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
  if (storage === "texts") return sql`array_to_string(${value}, ', ')`;
  return sql`(${value})::text`;
}
