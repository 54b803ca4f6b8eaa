import { raw, sql, type Sql } from "@/lib/db/sql";
import { AppError } from "@/lib/errors/app-error";
import type { SqlField } from "@/lib/fields/sql-field";
import type { MeasureHead, SummaryValue } from "./data";
import type { Joins } from "./joins";
import { fieldOf, type ElementQuestion } from "./question";
import { measureWords, type Measure, type MeasureKind } from "./schema";

/** How PostgreSQL counts or adds up. */
export interface MeasureColumn {
  head: MeasureHead;
  /** What is added up, of one row. Null where rows are counted. */
  argument: Sql | null;
  /** The aggregate of that; of a share what its part and its whole are made of. */
  value: (argument: Sql) => Sql;
  /** The whole is the sum of its parts. */
  isAdditive: boolean;
}

export function measureColumn(question: ElementQuestion, measure: Measure, joins: Joins): MeasureColumn {
  const { kind, path, label } = measure;
  if (path === undefined || kind === "count") return counting(question, measure);
  const field = fieldOf(question, path);
  const suffix = path.replaceAll(/[^a-z0-9]+/gi, "_");
  return {
    head: {
      ...measure,
      key: `${kind}_${suffix}`,
      label: label || `${measureWords[kind]} of ${field.label}`,
      type: field.type === "date" && (kind === "min" || kind === "max") ? "date" : "number",
    },
    ...aggregates[kind](field, joins.value(field)),
    isAdditive: kind === "sum" || kind === "share",
  };
}

function counting({ source }: ElementQuestion, measure: Measure): MeasureColumn {
  const { kind, label } = measure;
  if (kind !== "count" && kind !== "share") throw refuse(`“${measureWords[kind]}” needs an item. Choose one.`);
  const noun = source.noun.many.replace(/^./, (first) => first.toUpperCase());
  return {
    head: {
      ...measure,
      key: kind,
      label: label || (kind === "share" ? `Share of ${source.noun.many}` : noun),
      type: "number",
    },
    argument: null,
    value: () => sql`count(*)`,
    isAdditive: true,
  };
}

type Aggregate = Pick<MeasureColumn, "argument" | "value">;

const added = (field: SqlField, argument: Sql, name: string, value: Aggregate["value"]): Aggregate => {
  if (field.storage === "number") return { argument, value };
  throw refuse(`“${field.label}” is no number, so it has no ${name}.`);
};

const ends = (field: SqlField, argument: Sql, end: "min" | "max"): Aggregate => {
  const { storage } = field;
  if (storage === "number") return { argument, value: (of) => sql`${raw(end)}(${of})` };
  if (storage === "iso") return { argument: sql`(${argument}) collate "C"`, value: (of) => sql`${raw(end)}(${of})` };
  if (storage === "instant")
    return {
      argument,
      value: (of) => sql`to_char(${raw(end)}(${of}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    };
  throw refuse(`“${field.label}” has no ${end === "min" ? "smallest" : "largest"} value.`);
};

const aggregates: Record<Exclude<MeasureKind, "count">, (field: SqlField, argument: Sql) => Aggregate> = {
  sum: (field, argument) => added(field, argument, "sum", (of) => sql`sum(${of})`),
  share: (field, argument) => added(field, argument, "share", (of) => sql`sum(${of})`),
  average: (field, argument) => added(field, argument, "average", (of) => sql`avg(${of})`),
  min: (field, argument) => ends(field, argument, "min"),
  max: (field, argument) => ends(field, argument, "max"),
  distinct: ({ label, storage }, argument) => {
    if (storage === "texts") throw refuse(`“${label}” holds several values, which cannot be told apart.`);
    return {
      // They are sorted to be told apart, which is quickest by their bytes.
      argument: storage === "text" ? sql`nullif(${argument}, '') collate "C"` : argument,
      value: (of) => sql`count(distinct ${of})`,
    };
  },
};

/** Texts of PostgreSQL as values: a number that a double cannot hold stays the text of its digits. */
export function readValue({ type }: MeasureHead, text: string | null): SummaryValue {
  if (text === null || type === "date") return text;
  const value = Number(text);
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(value) ? text : value;
}

/** A part of a whole, 0 to 1. */
export function shareOf(part: SummaryValue, whole: SummaryValue): SummaryValue {
  const of = Number(whole ?? 0);
  return part === null || of === 0 ? null : Number(part) / of;
}

function refuse(message: string): AppError {
  return new AppError("invalid", message, { measures: message });
}
