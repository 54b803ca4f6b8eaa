import { formulaPattern, numberPattern } from "@/lib/csv/csv";
import { sql, type Sql } from "@/lib/db/sql";

/**
 * `csvText` for a million cells, in PostgreSQL. `text` is evaluated up to four times: let it be a column.
 * The first letter decides nearly always, and no pattern need be looked for.
 */
export function safeCell(text: Sql): Sql {
  return sql`case when ascii(${text}) between 65 and 122 or ascii(${text}) between 48 and 57 then ${text}
    when ${text} ~ ${formulaPattern} and ${text} !~ ${numberPattern} then '''' || ${text} else ${text} end`;
}
