import fc from "fast-check";
import { expect, test } from "vitest";
import { csvText } from "@/lib/csv/csv";
import { ask } from "@/lib/db/ask";
import { sql } from "@/lib/db/sql";
import { testDatabase } from "@/lib/testing/database";
import { safeCell } from "./safe-cell";

testDatabase();

const signs =
  "=+-@|%\t\r\n ＝＋－＠\u0001\u001f\u00a0\u1680\u2003\u200b\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\u0085\u180eaZz09.,[\\^_`{~é日'\"";
const sign = fc.constantFrom(...signs.split(""), "😀");

test("PostgreSQL sees the same formulas", async () => {
  const texts = fc.array(fc.string({ unit: sign, maxLength: 5 }), { minLength: 200, maxLength: 400 });
  await fc.assert(
    fc.asyncProperty(texts, async (all) => {
      const rows = await ask<{ safe: string }>(
        sql`select ${safeCell(sql`given`)} as safe from unnest(${all}::text[]) with ordinality t(given, n) order by n`,
      );
      expect(rows.map(({ safe }) => safe)).toEqual(all.map(csvText));
    }),
    { numRuns: 30 },
  );
});

test("no value stays none", async () => {
  expect(await ask(sql`select ${safeCell(sql`given`)} as safe from (select null::text as given) t`)).toEqual([
    { safe: null },
  ]);
});
