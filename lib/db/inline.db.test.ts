import fc from "fast-check";
import { expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { inlined } from "./inline";
import { pool } from "./pool";
import { sql } from "./sql";

testDatabase();

const text = fc.string({
  unit: fc.constantFrom("a", "'", '"', "\\", "$1", "{", ",", "}", "é", "😀", "\n", ";--", "%"),
});

test("a value written into a statement is the value", async () => {
  const values = fc.tuple(text, fc.option(text), fc.array(text), fc.integer(), fc.double(finite), fc.boolean());
  await fc.assert(
    fc.asyncProperty(values, async ([one, maybe, many, whole, real, flag]) => {
      const statement = sql`select ${one}::text as one, ${maybe}::text as maybe, ${many}::text[] as many,
        ${whole}::int as whole, ${real}::float8 as real, ${flag}::boolean as flag`;
      const { rows } = await pool().query(inlined(statement));
      // A negative zero loses its sign, as it does as a parameter.
      expect(rows).toEqual([{ one, maybe, many, whole, real: real + 0, flag }]);
    }),
  );
});

test("a sign at which the statement would end is refused", () => {
  expect(() => inlined(sql`select ${"a\0"}`)).toThrow("U+0000");
});

const finite = { noNaN: true, noDefaultInfinity: true } as const;
