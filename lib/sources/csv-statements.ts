import { empty, join, raw, sql, type Sql } from "@/lib/db/sql";
import type { SqlField } from "@/lib/fields/sql-field";
import { partsOf, sortKeys, type ListPart } from "./keyset";
import { asked, type ListQuestion } from "./list";
import { safeCell } from "./safe-cell";
import type { Records } from "./source";

export interface WholeList extends Omit<ListQuestion, "cursor" | "limit"> {
  /** Only so many records; all of them without it. */
  limit?: number | null;
}

/**
 * Statements that, one after the other, read all records of a list in its order, each as a row of cells as a spreadsheet is to have them:
 * null where the record has no value, dates in ISO 8601 and UTC, lists joined with commas, choices by their labels, and no text that
 * could be a formula.
 * @throws AppError as `listRecords` does
 */
export function csvStatements(source: Records, question: WholeList): Sql[] {
  return statements(source, question, ({ name, field }) => (isText(field) ? safeCell(name) : name));
}

/** The same with texts as they are, for files that know what is a text. */
export function rowStatements(source: Records, question: WholeList): Sql[] {
  return statements(source, question, ({ name }) => name);
}

function statements(source: Records, question: WholeList, shown: (cell: Cell) => Sql): Sql[] {
  const cells = question.columns.flatMap((path) => source.catalog.find(path) ?? []).map(cellOf);
  const joins = cells.flatMap(({ join: on }) => (on ? [sql`left join ${on}`] : []));
  const parts = partsOf(source, sortKeys(source, question), null);
  const matching = (part: ListPart) => join([asked(source, question), ...part.where], " and ");
  return parts.map((part, n) => {
    // Sorting compares columns quickest that stand in front and have a fixed width, as the id has, the last key of all.
    const keys = part.orderedBy.toReversed().map((key, place) => sql`${key} as ${raw(`key_${place}`)}`);
    const values = cells.map(({ value, name }) => sql`${value} as ${name}`);
    const before = parts.slice(0, n).map((each) => sql`${source.from} ${each.joins} where ${matching(each)}`);
    const rows = sql`select ${join([...keys, ...values])} ${source.from} ${part.joins} ${join([empty, ...joins], " ")}
      where ${matching(part)} order by ${join(part.orderBy)} ${limitBehind(before, question.limit)}`;
    // Around sorted rows of which each is only written otherwise, their order stays.
    return sql`select ${join(cells.map(shown))} from (${rows}) as listed`;
  });
}

/** What is left of a limit behind the parts before, which are counted no further than it. */
function limitBehind(before: readonly Sql[], limit: number | null | undefined): Sql {
  if (limit === null || limit === undefined) return empty;
  const counts = before.map((part) => sql`(select count(*) from (select ${part} limit ${limit}) as before)`);
  return sql`limit greatest(0, ${limit} - ${join([sql`0`, ...counts], " - ")})`;
}

interface Cell {
  field: SqlField;
  name: Sql;
  value: Sql;
  join?: Sql;
}

function cellOf(field: SqlField, n: number): Cell {
  const name = raw(`value_${n}`);
  const { sql: value, join: on } = field.joined?.(raw(`cell_${n}`)) ?? { sql: field.sql };
  return { field, name, value: asText(value, field), join: on };
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
