import * as fc from "fast-check";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { empty, sql } from "@/lib/db/sql";
import type { Sql } from "@/lib/db/sql";
import type { FieldValues } from "@/lib/fields/field";
import type { FieldStorage, SqlField, ValueRows } from "@/lib/fields/sql-field";
import { testDatabase } from "@/lib/testing/database";
import { canonical } from "./canonical";
import type { ConditionContext } from "./day-span";
import { matcher, matches } from "./memory";
import { qualifiersOf } from "./qualifiers";
import type { QualifierInfo, ValueShape } from "./qualifiers";
import type { Condition, ConditionPart, ConditionTest, ConditionValue } from "./schema";
import { toSql } from "./sql";

testDatabase();

const options = ["Open", "in_progress", "CLOSED"].map((value) => ({ value, label: value }));

const fields: SqlField[] = [
  field("name", "text", "text", sql`r.name`),
  { ...field("owner", "text", "text", sql`r.owner`), person: true },
  { ...field("tier", "text", "text", sql`r.tier`), equalsFolded: (folded) => sql`lower(r.tier) = ${folded}` },
  { ...field("status", "choice", "text", sql`r.status`), options },
  { ...field("kind", "choice", "text", sql`r.kind`), options, equals: (value) => sql`r.kind = ${value}` },
  field("score", "number", "number", sql`r.score`),
  field("count", "number", "number", sql`r.count`),
  field("active", "boolean", "boolean", sql`r.active`),
  field("seen", "date", "instant", sql`r.seen`),
  field("due", "date", "iso", sql`r.due`),
  { ...field("teams", "list", "texts", sql`r.teams`) },
  // The same columns once more as rows of their own, which records without a value do not have.
  { ...field("nick", "text", "text", sql`r.nick`), rows: inRows(sql`v.nick`, sql`v.nick <> ''`) },
  { ...field("grade", "choice", "text", sql`r.grade`), options, rows: inRows(sql`v.grade`) },
  { ...field("bonus", "number", "number", sql`r.bonus`), rows: inRows(sql`v.bonus`) },
  { ...field("ok", "boolean", "boolean", sql`r.ok`), rows: inRows(sql`v.ok`) },
  { ...field("born", "date", "iso", sql`r.born`), rows: inRows(sql`v.born`) },
  { ...field("tags", "list", "texts", sql`r.tags`), rows: inRows(sql`t`, sql`true`, sql`, unnest(v.tags) t`) },
  { ...field("visits", "number", "number", sql`coalesce(r.visits, 0)`), rows: { ...inRows(sql`v.visits`), absent: 0 } },
  {
    ...field("calls", "number", "number", sql`coalesce(r.visits, 0)`),
    rows: { ...inRows(sql`v.visits`), absent: 0, any: sql`r.visits is not null` },
  },
];
const byPath = new Map(fields.map((each) => [each.path, each]));

const zones = ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Apia"];

// Clocks go forward and back in New York, Apia leaves out a whole day, a leap day, the turn of a year.
const specialDays = ["2026-03-08", "2026-11-01", "2011-12-30", "2028-02-29", "2026-12-31"];

const hours = (count: number) => count * 3_600_000;
const instant = fc
  .tuple(
    fc.constantFrom(...specialDays),
    fc.integer({ min: -60, max: 60 }),
    fc.constantFrom(0, 0, 0, -1, 1, 1_800_000, 30_000),
  )
  .map(([date, hour, more]) => new Date(Date.parse(date) + hours(hour) + more).toISOString());
const day = fc
  .tuple(fc.constantFrom(...specialDays), fc.integer({ min: -9, max: 9 }))
  .map(([date, days]) => new Date(Date.parse(date) + hours(24 * days)).toISOString().slice(0, 10));

const letters = [
  "a",
  "A",
  "É",
  "é",
  "e",
  "%",
  "_",
  "\\",
  "Σ",
  "ς",
  "İ",
  "i",
  "I",
  "ß",
  "ẞ",
  "'",
  '"',
  ",",
  "{",
  " ",
  "日",
  "𐐀",
];
const asked = fc
  .array(fc.constantFrom(...letters, "e\u0301"), { minLength: 1, maxLength: 3 })
  .map((some) => some.join(""));
const stored = asked.map((text) => text.normalize("NFC"));
const number = fc.constantFrom(0, -0, 1, -1, 2, 0.5, 1.5, -2.25, 1_000_000, 9_007_199_254_740_991, 1e20, 0.1);
const whole = fc.constantFrom(0, 1, -1, 2, 1_000_000);
const choice = fc.constantFrom("Open", "in_progress", "CLOSED", "gone");
const teams = fc.uniqueArray(fc.constantFrom("core", "Core", "a,b", '"q"', "{x}", "NULL"), { maxLength: 3 });

const row = fc.record({
  name: orEmpty(stored),
  owner: orEmpty(fc.constantFrom("ada", "Ada", "bo")),
  tier: orEmpty(fc.constantFrom("Gold", "gold", "Silver")),
  status: orEmpty(choice),
  kind: orEmpty(choice),
  score: orEmpty(number),
  count: orEmpty(whole),
  active: orEmpty(fc.boolean()),
  seen: orEmpty(instant),
  due: orEmpty(fc.oneof(instant, day)),
  teams: orEmpty(teams),
  nick: orEmpty(stored),
  grade: orEmpty(choice),
  bonus: orEmpty(number),
  ok: orEmpty(fc.boolean()),
  born: orEmpty(fc.oneof(instant, day)),
  tags: orEmpty(teams),
  visits: orEmpty(fc.constantFrom(1, 2, 1_000_000)),
});

const valueOf = {
  none: fc.constant(undefined),
  text: fc.oneof(asked, fc.constantFrom("gold", "GOLD")),
  texts: fc.array(fc.oneof(asked, fc.constantFrom("gold", "silver")), { minLength: 1, maxLength: 30 }),
  number: number,
  numbers: fc.array(number, { minLength: 1, maxLength: 4 }),
  range: ends(number),
  date: day,
  dates: ends(day),
  days: fc.constantFrom(0, 1, 2, 7, 30),
  moment: instant,
  choice: fc.constantFrom("Open", "open", "CLOSED", "gone"),
  choices: fc.array(fc.constantFrom("Open", "CLOSED", "gone", "core", "Core", "a,b", '"q"', "{x}", "NULL"), {
    minLength: 1,
    maxLength: 3,
  }),
} satisfies Record<ValueShape, fc.Arbitrary<ConditionValue | undefined>>;

const probes = fields.flatMap((each) => qualifiersOf(each).map((qualifier) => ({ path: each.path, qualifier })));
const aTest: fc.Arbitrary<ConditionTest> = fc
  .constantFrom(...probes)
  .chain(({ path, qualifier }) => testOf(path, qualifier));

const aPart: fc.Memo<ConditionPart> = fc.memo((depth) =>
  depth <= 1 ? aTest : fc.oneof({ weight: 2, arbitrary: aTest }, aGroup(depth)),
);
const aGroup: fc.Memo<Condition> = fc.memo((depth) =>
  fc.record({
    match: fc.constantFrom("all" as const, "any" as const, "none" as const),
    conditions: fc.array(aPart(depth - 1), { maxLength: 3 }),
    off: fc.constantFrom(false, false, false, true),
  }),
);

const context: fc.Arbitrary<ConditionContext> = fc.record({
  now: instant,
  zone: fc.constantFrom(...zones),
  weekStart: fc.constantFrom(1, 6, 7),
  me: fc.constantFrom("ada", undefined),
});

test.each(probes.map(({ path, qualifier }) => [path, qualifier.label, qualifier] as const))(
  "SQL and memory agree on %s %s",
  async (path, _label, qualifier) => {
    const one = testOf(path, qualifier).map((part): Condition => ({ match: "all", conditions: [part] }));
    await fc.assert(fc.asyncProperty(rows(), one, context, agree), { numRuns: 40 });
  },
);

test("SQL and memory agree on nested groups", async () => {
  await fc.assert(fc.asyncProperty(rows(), aGroup(4), context, agree), { numRuns: 400 });
});

test("the canonical form asks the same", () => {
  fc.assert(
    fc.property(rows(), aGroup(4), context, (records, condition, asking) => {
      const same = canonical(condition);
      expect(records.map((values) => matches(same, values, asking))).toEqual(
        records.map((values) => matches(condition, values, asking)),
      );
    }),
    { numRuns: 500 },
  );
});

test("Prisma runs what toSql makes, lists included", async () => {
  const condition: Condition = {
    match: "all",
    conditions: [
      { field: "name", is: "one_of", value: ["b", 'A "quoted", {odd} one'] },
      { field: "teams", is: "any_of", value: ["a,b"] },
      { field: "seen", is: "on", value: "2026-03-08" },
      { field: "score", is: "between", value: { from: 0.5, to: 2 } },
    ],
  };
  const values = { name: 'a "QUOTED", {odd} one', teams: ["a,b"], seen: "2026-03-08T23:30:00.000Z", score: 1.5 };
  const asking = { now: "2026-03-08T12:00:00.000Z", zone: "America/New_York", weekStart: 1 };
  expect(await db.$queryRaw(question([values], condition, asking))).toEqual([{ id: 0 }]);
});

async function agree(records: FieldValues[], condition: Condition, asking: ConditionContext): Promise<void> {
  const { text, values } = question(records, condition, asking);
  const found = await pool().query<{ id: number }>(text, values);
  const holds = matcher(condition, asking);
  const expected = records.flatMap((each, id) => (holds(asRead(each)) ? [id] : []));
  expect(found.rows.map(({ id }) => id)).toEqual(expected);
}

function question(records: FieldValues[], condition: Condition, asking: ConditionContext): Sql {
  const json = JSON.stringify(records.map((values, id) => ({ id, ...values })));
  return sql`
    with given as (select * from jsonb_to_recordset(${json}::jsonb) as r(
      id int, name text, owner text, tier text, status text, kind text, score numeric, count int, active boolean,
      seen timestamptz, due text, teams text[], nick text, grade text, bonus numeric, ok boolean, born text, tags text[], visits int))
    select r.id from given r
    where ${toSql(condition, byPath, asking)}
    order by r.id`;
}

// What a source hands out: -0 is 0 in Postgres and in JSON.
function asRead(values: FieldValues): FieldValues {
  const visits = values["visits"] ?? 0;
  return JSON.parse(JSON.stringify({ ...values, visits, calls: visits })) as FieldValues;
}

function inRows(value: Sql, isThere = sql`${value} is not null`, more: Sql = empty): ValueRows {
  return {
    value: { sql: value },
    some: (test) => sql`r.id in (select v.id from given v ${more} where ${isThere} and ${test})`,
    none: (test) => sql`not exists (select 1 from given v ${more} where v.id = r.id and ${isThere} and ${test})`,
  };
}

function rows() {
  return fc.array(row, { minLength: 1, maxLength: 25 });
}

function field(path: string, type: SqlField["type"], storage: FieldStorage, expression: Sql): SqlField {
  return { path, label: path, dataSet: { key: "probe", label: "Probe" }, type, storage, sql: expression };
}

function testOf(path: string, { is, shape }: QualifierInfo): fc.Arbitrary<ConditionTest> {
  return fc.record({ field: fc.constant(path), is: fc.constant(is), value: valueOf[shape] });
}

function orEmpty<T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 4, arbitrary: some }, { weight: 1, arbitrary: fc.constant(null) });
}

function ends<T extends number | string>(some: fc.Arbitrary<T>) {
  return fc
    .tuple(some, some)
    .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))
    .chain((range) => fc.constantFrom(range, { from: range.from }, { to: range.to })) as fc.Arbitrary<ConditionValue>;
}
