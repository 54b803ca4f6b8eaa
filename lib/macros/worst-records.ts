import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { join, sql, type Sql } from "@/lib/db/sql";
import type { SqlField } from "@/lib/fields/sql-field";
import type { Source } from "@/lib/sources/source";
import { loadMacroSource } from "./macro-source";
import { placeOf } from "./place";
import type { MacroHome } from "./schema";

export const worstReasons = [
  "newest",
  "longest text",
  "most missing values",
  "quotes and line breaks",
  "other scripts",
] as const;
export type WorstReason = (typeof worstReasons)[number];

export interface WorstRecord {
  id: string;
  label: string;
  /** Why it was chosen. */
  why: WorstReason;
}

/** So many of the newest records are looked at. */
const looked = 2_000;

/**
 * Up to five records chosen to hurt a template: the longest text, the most missing values, quotes and line breaks, other scripts, and the
 * newest. Each record once. @throws AppError `not_found` for a feedback type of another project.
 */
export async function worstRecords(actor: Can<"macros.read">, home: MacroHome): Promise<WorstRecord[]> {
  const source = await loadMacroSource(await placeOf(actor, home));
  return worstOf(source, source.where);
}

/** The same among the records that `where` lets through. */
export async function worstOf(source: Source, where: Sql): Promise<WorstRecord[]> {
  const texts = textsOf(source);
  const all = sql`concat_ws(' ', ${join(texts.map((field) => field.sql))})`;
  const missing = join(
    texts.map((field) => sql`(coalesce(${field.sql}, '') = '')::int`),
    " + ",
  );
  const rows = await db.$queryRaw<(Record<"id" | "label", string> & { ranks: Record<WorstReason, number> })[]>(
    sql`with seen as (
          select ${source.id}::text as id, ${source.label} as label, ${all} as words, ${missing} as missing
            ${source.from} where ${where} order by ${source.id} desc limit ${looked})
        select id, label, jsonb_build_object(${join(worstReasons.map((why) => sql`${why}::text, ${orders[why]}`))}) as ranks
          from seen`,
  );
  const chosen = new Map<string, WorstRecord>();
  for (const why of picking) {
    const best = rows.filter(({ id }) => !chosen.has(id)).sort((a, b) => b.ranks[why] - a.ranks[why])[0];
    if (best && (best.ranks[why] > 0 || why === "newest")) chosen.set(best.id, { id: best.id, label: best.label, why });
  }
  return worstReasons.flatMap((why) => [...chosen.values()].filter((record) => record.why === why));
}

/** The rarest first, so that a record that is worst in two ways is not spent on the common one. */
const picking: WorstReason[] = [
  "quotes and line breaks",
  "other scripts",
  "longest text",
  "most missing values",
  "newest",
];

/** How bad a row is, in one way; 0 is not at all. */
const orders: Record<WorstReason, Sql> = {
  newest: sql`-(row_number() over (order by id desc))`,
  "longest text": sql`length(words)`,
  "most missing values": sql`missing`,
  "quotes and line breaks": sql`length(words) - length(regexp_replace(words, '["''<>&\\\\\n\r\t]', '', 'g'))`,
  "other scripts": sql`length(words) - length(regexp_replace(words, '[^\u0001-\u024f]', '', 'g'))`,
};

/** The texts that people wrote: of the ticket, of the profile, names. */
function textsOf(source: Source): SqlField[] {
  const own = source.target === "feedback" ? /^feedback\.(title|field\.)/ : /^user\.(first_name|last_name|profile\.)/;
  return source.catalog.list.filter(({ path, storage }) => storage === "text" && own.test(path));
}
