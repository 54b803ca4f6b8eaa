import { AppError } from "@/lib/errors/app-error";
import { join, sql } from "@/lib/db/sql";
import type { Sql } from "@/lib/db/sql";
import type { SqlField, ValueRows } from "@/lib/fields/sql-field";
import type { ConditionContext, DayBounds } from "./day-span";
import { meaningOf } from "./meaning";
import { matches } from "./memory";
import type { Meaning, NumberEnd } from "./meaning";
import { isGroup } from "./schema";
import type { Condition, ConditionGroup, ConditionPart, ConditionTest } from "./schema";
import { isBlank } from "./value";

/**
 * The condition as a boolean SQL expression for a WHERE, in the FROM that the fields come from. Every value is a parameter.
 * Where it is not true it may be null: it is for filtering, not for selecting.
 *
 * Indexes that help: `lower(x)` for texts (or `SqlField.equalsFolded`; `lower(x) gin_trgm_ops` for *contains*), `x` itself for numbers,
 * instants and choices, `(x) collate "C"` for ISO dates, GIN for lists. Fields with `rows` are asked by those.
 *
 * @throws AppError `invalid` for a field that is not in `fields` or a value that does not fit: a filter must never widen by itself.
 */
export function toSql(condition: Condition, fields: ReadonlyMap<string, SqlField>, context: ConditionContext): Sql {
  return part(condition, fields, context) ?? sql`true`;
}

/** Null when nothing is asked. */
function part(node: ConditionPart, fields: ReadonlyMap<string, SqlField>, context: ConditionContext): Sql | null {
  if (node.off) return null;
  return isGroup(node) ? group(node, fields, context) : test(node, fields, context);
}

function group(node: ConditionGroup, fields: ReadonlyMap<string, SqlField>, context: ConditionContext): Sql | null {
  const parts = node.conditions.flatMap((child) => part(child, fields, context) ?? []);
  if (parts.length === 0) return null;
  if (node.match === "all") return sql`(${join(parts, " and ")})`;
  const any = sql`(${join(parts, " or ")})`;
  return node.match === "any" ? any : isNot(any);
}

function test(node: ConditionTest, fields: ReadonlyMap<string, SqlField>, context: ConditionContext): Sql | null {
  if (isBlank(node)) return null;
  const field = fields.get(node.field);
  if (!field)
    throw new AppError("invalid", `This filter asks for “${node.field}”, which does not exist here any more.`);
  const meaning = meaningOf(node, context);
  if (field.rows) return askRows(field, field.rows, node, context);
  const asked = ask(field, meaning);
  return meaning.not ? isNot(asked) : asked;
}

/** A record without a row is empty, which no positive question holds for, or has the value that stands for it. */
function askRows(field: SqlField, rows: ValueRows, node: ConditionTest, context: ConditionContext): Sql {
  const meaning = meaningOf(node, context);
  if (meaning.kind === "empty") {
    if (rows.absent !== undefined) return meaning.not ? sql`true` : sql`false`;
    return meaning.not ? rows.some(sql`true`) : rows.none(sql`true`);
  }
  if (field.storage === "texts") return askEntries(rows, meaning);
  const isAny = rows.any ? asksForAny(meaning) : null;
  // Turned round so, PostgreSQL reads the few who have any once, instead of looking up one record after another until a page is full.
  if (rows.any && isAny !== null) return isAny === meaning.not ? isNot(rows.any) : rows.any;
  const asked = ask({ ...field, equals: undefined, equalsFolded: undefined, like: undefined, ...rows.value }, meaning);
  // Whether the latest is that late is whether any is, which need not be summed up.
  if (rows.since && meaning.kind === "days" && meaning.bounds.start && !meaning.bounds.end && !meaning.not)
    return rows.since(meaning.bounds.start);
  const holdsWithout = rows.absent !== undefined && matches(noFilterBut(node), { [field.path]: rows.absent }, context);
  if (holdsWithout) return meaning.not ? rows.none(asked) : rows.none(isNot(asked));
  return meaning.not && rows.absent === undefined ? rows.none(asked) : rows.some(meaning.not ? isNot(asked) : asked);
}

/** Whether a question about a count is only whether there is anything (true) or nothing (false); null when it is more. */
function asksForAny(meaning: Meaning): boolean | null {
  if (meaning.kind === "numbers")
    return meaning.numbers.length > 0 && meaning.numbers.every((n) => n === 0) ? false : null;
  if (meaning.kind !== "range") return null;
  const { from, to } = meaning;
  if (from && !to && (from.included ? from.value === 1 : from.value === 0)) return true;
  if (to && !from && (to.included ? to.value === 0 : to.value === 1)) return false;
  return null;
}

function noFilterBut(test: ConditionTest): Condition {
  return { match: "all", conditions: [test] };
}

/** Each entry of a list is a row. */
function askEntries(rows: ValueRows, meaning: Meaning): Sql {
  const has = (texts: string[]) => sql`${rows.value.sql} = any(${texts}::text[])`;
  if (meaning.kind === "among") return meaning.not ? rows.none(has(meaning.texts)) : rows.some(has(meaning.texts));
  if (meaning.kind !== "every") throw new AppError("invalid", "This filter asks a list what it cannot answer.");
  const all = allOf(meaning.texts.map((text) => rows.some(has([text]))));
  return meaning.not ? isNot(all) : all;
}

// An unknown (null) answer counts as no, so turning it round gives yes. Never `not (…)`, which would stay unknown.
function isNot(asked: Sql): Sql {
  return sql`(${asked}) is not true`;
}

function ask(field: SqlField, meaning: Meaning): Sql {
  switch (meaning.kind) {
    case "empty":
      return empty(field);
    case "among":
      return among(field, meaning.texts);
    case "every":
      expectStorage(field, "texts");
      return sql`${field.sql} @> ${meaning.texts}::text[]`;
    case "like":
      expectStorage(field, "text");
      return like(field, meaning.place, meaning.text);
    case "numbers":
      expectStorage(field, "number");
      return anyOf(meaning.numbers.map((value) => field.equals?.(value) ?? sql`${field.sql} = ${numeric(value)}`));
    case "range":
      expectStorage(field, "number");
      return range(field, meaning.from, meaning.to);
    case "days":
      expectStorage(field, "instant", "iso");
      return field.storage === "instant" ? instants(field, meaning.bounds) : isoTexts(field, meaning.bounds);
    case "boolean":
      expectStorage(field, "boolean");
      return field.equals?.(meaning.value) ?? sql`${field.sql} = ${String(meaning.value)}::boolean`;
  }
}

function empty(field: SqlField): Sql {
  if (field.storage === "text") return sql`coalesce(${field.sql}, '') = ''`;
  if (field.storage === "iso") return sql`coalesce(${field.sql}, '') = ''`;
  if (field.storage === "texts") return sql`coalesce(cardinality(${field.sql}), 0) = 0`;
  return sql`${field.sql} is null`;
}

function among(field: SqlField, texts: string[]): Sql {
  if (field.storage === "texts") return sql`${field.sql} && ${texts}::text[]`;
  expectStorage(field, "text");
  if (texts.length === 0) return sql`false`;
  return field.type === "choice" ? amongOptions(field, texts) : amongTexts(field, texts);
}

// A record holds an option exactly as the field spells it, so an exact comparison has the meaning of one without regard to case.
function amongOptions(field: SqlField, texts: string[]): Sql {
  const spelling = new Map(field.options?.map(({ value }) => [value.toLowerCase(), value]));
  const values = texts.map((text) => spelling.get(text.toLowerCase()) ?? text);
  if (field.equals && values.length <= few) return anyOf(values.map(field.equals));
  return values.length === 1 ? sql`${field.sql} = ${values[0]}::text` : sql`${field.sql} = any(${values}::text[])`;
}

// Postgres folds both sides itself, so that a database of any locale agrees with itself.
function amongTexts(field: SqlField, texts: string[]): Sql {
  if (field.equalsFolded && texts.length <= few) {
    return anyOf(texts.map((text) => text.toLowerCase()).map(field.equalsFolded));
  }
  const folded = field.folded ?? sql`lower(${field.sql})`;
  if (texts.length === 1) return sql`${folded} = lower(${texts[0]}::text)`;
  return sql`${folded} = any(array(select lower(t) from unnest(${texts}::text[]) t))`;
}

/** So many index look-ups beat one pass over everything. */
const few = 20;

function like(field: SqlField, place: "anywhere" | "start" | "end", text: string): Sql {
  const literal = text.replace(/[\\%_]/g, "\\$&");
  const pattern = { anywhere: `%${literal}%`, start: `${literal}%`, end: `%${literal}` }[place];
  const wanted = sql`lower(${pattern}::text)`;
  return field.like?.(wanted) ?? sql`${field.folded ?? sql`lower(${field.sql})`} like ${wanted}`;
}

function range(field: SqlField, from: NumberEnd | undefined, to: NumberEnd | undefined): Sql {
  return allOf([
    from && (from.included ? sql`${field.sql} >= ${numeric(from.value)}` : sql`${field.sql} > ${numeric(from.value)}`),
    to && (to.included ? sql`${field.sql} <= ${numeric(to.value)}` : sql`${field.sql} < ${numeric(to.value)}`),
  ]);
}

// Whole numbers as bigint, because `integer column = numeric` could not use the column's index.
function numeric(value: number): Sql {
  return Number.isSafeInteger(value) ? sql`${String(value)}::bigint` : sql`${String(value)}::numeric`;
}

function instants(field: SqlField, { start, end }: DayBounds): Sql {
  return allOf([start && sql`${field.sql} >= ${start}::timestamptz`, end && sql`${field.sql} < ${end}::timestamptz`]);
}

// Days and instants lie in one column of text. The first two comparisons hold for both kinds and can use an index.
function isoTexts(field: SqlField, { from, to, start, end }: DayBounds): Sql {
  const text = sql`(${field.sql}) collate "C"`;
  return allOf([
    from && start ? sql`${text} >= ${from < start ? from : start}::text` : sql`${text} > ''`,
    to && end && sql`${text} <= ${to > end ? to : end}::text`,
    sql`case when length(${field.sql}) = 10 then ${allOf([
      from && sql`${text} >= ${from}::text`,
      to && sql`${text} <= ${to}::text`,
    ])} else ${allOf([start && sql`${text} >= ${start}::text`, end && sql`${text} < ${end}::text`])} end`,
  ]);
}

function allOf(parts: (Sql | "" | undefined)[]): Sql {
  return sql`(${join(
    parts.flatMap((each) => each || []),
    " and ",
  )})`;
}

function anyOf(parts: Sql[]): Sql {
  return sql`(${join(parts, " or ")})`;
}

function expectStorage(field: SqlField, ...allowed: SqlField["storage"][]): void {
  if (allowed.includes(field.storage)) return;
  throw new AppError("invalid", `This filter asks “${field.label}” something that its type cannot answer any more.`);
}
