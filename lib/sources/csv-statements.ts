import { empty, join, raw, sql, type Sql } from "@/lib/db/sql";
import type { SqlField } from "@/lib/fields/sql-field";
import { partsOf, sortKeys } from "./keyset";
import { asked, type ListQuestion } from "./list";
import { fieldsOf } from "./read";
import { safeCell } from "./safe-cell";
import type { Records } from "./source";

/**
 * Statements that, one after the other, read all records of a list in its order, each as a row of cells as a spreadsheet is to have them:
 * null where the record has no value, dates in ISO 8601 and UTC, lists joined with commas, choices by their labels, and no text that
 * could be a formula.
 * @throws AppError as `listRecords` does
 */
export function csvStatements(source: Records, question: Omit<ListQuestion, "cursor" | "limit">): Sql[] {
  const cells = fieldsOf(source, question.columns).map(cellOf);
  const joins = cells.flatMap(({ join: on }) => (on ? [sql`left join ${on}`] : []));
  return partsOf(source, sortKeys(source, question), null).map((part) => {
    // Sorting compares columns quickest that stand in front and have a fixed width, as the id has, the last key of all.
    const keys = part.orderedBy.toReversed().map((key, n) => sql`${key} as ${raw(`key_${n}`)}`);
    const values = cells.map(({ value, name }) => sql`${value} as ${name}`);
    const rows = sql`select ${join([...keys, ...values])} ${source.from} ${part.joins} ${join([empty, ...joins], " ")}
      where ${join([asked(source, question), ...part.where], " and ")} order by ${join(part.orderBy)}`;
    // Around sorted rows of which each is only written otherwise, their order stays.
    return sql`select ${join(cells.map(({ shown }) => shown))} from (${rows}) as listed`;
  });
}

interface Cell {
  name: Sql;
  value: Sql;
  /** What of the value comes into the file. */
  shown: Sql;
  join?: Sql;
}

function cellOf(field: SqlField, n: number): Cell {
  const name = raw(`value_${n}`);
  const { sql: value, join: on } = field.joined?.(raw(`cell_${n}`)) ?? { sql: field.sql };
  return { name, value: asText(value, field), shown: isText(field) ? safeCell(name) : name, join: on };
}

function isText({ type }: SqlField): boolean {
  return type !== "number" && type !== "boolean" && type !== "date";
}

function asText(value: Sql, field: SqlField): Sql {
  if (field.storage === "instant") return sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
  if (field.storage === "texts") return sql`array_to_string(${value}, ', ')`;
  const text = sql`(${value})::text`;
  if (!isText(field) || !field.options?.length) return text;
  const labels = JSON.stringify(Object.fromEntries(field.options.map((option) => [option.value, option.label])));
  return sql`coalesce(${labels}::jsonb ->> ${text}, ${text})`;
}
