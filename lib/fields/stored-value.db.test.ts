import { randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { ask } from "@/lib/db/ask";
import { pool } from "@/lib/db/pool";
import { raw, sql } from "@/lib/db/sql";
import { testDatabase } from "@/lib/testing/database";
import { storedValue } from "./value-rows";

testDatabase();

const group = "00000000-0000-7000-8000-0000000000ff";
const fields = ["string", "datetime", ...Array.from({ length: 14 }, () => "integer")].map((type, n) => ({
  id: `00000000-0000-7000-8000-00000000000${n.toString(16)}`,
  key: `field_${n}`,
  type,
}));
// Longer than a row of an index can be, however it is packed; one of just the length that fits, and one that fits in letters alone.
const long = randomBytes(4_000).toString("hex");
const fitting = "x".repeat(1_000);
const umlauts = "ü".repeat(501);

beforeAll(async () => {
  await pool().query("insert into external_data_group (id, target, label, key) values ($1, 'user', 'G', 'g')", [group]);
  for (const { id, key, type } of fields)
    await pool().query(
      `insert into external_data_field (id, group_id, label, key, parameter, type) values ($1, $2, $3, $3, $3, $4::external_data_type)`,
      [id, group, key, type],
    );
  const numbers = fields.slice(2).map(({ id }) => `'${id}', n`);
  await pool().query(
    `insert into external_data_record (group_id, record_id, "values", provenance)
     select $1, uuidv7(), jsonb_build_object($2::text, case n when 1 then $4 when 2 then $5 when 3 then $6 else 'v' || n % 3 end,
            $3::text, '2026-11-' || 10 + n % 10, ${numbers.join(", ")}), '{}'
       from generate_series(1, 5000) n`,
    [group, fields[0]?.id, fields[1]?.id, long, fitting, umlauts],
  );
  // Only what is on the disk for certain is marked as seen by all, and is then not looked up beside the index.
  await pool().query(
    "begin; set local synchronous_commit = on; update external_data_group set label = 'Group'; commit",
  );
  await pool().query("vacuum analyze field_value");
});

function joinedTo(storage: "text" | "number" | "iso", id = "") {
  const joined = storedValue({ id, storage }, sql`r.record_id`).joined?.(raw("value"));
  if (!joined) throw new Error("It cannot be joined");
  return sql`select ${joined.sql}::text as value from external_data_record r left join ${joined.join}`;
}

test("a text of any length is read, each once", async () => {
  const rows = await ask<{ value: string; count: number }>(
    sql`select value, count(*)::int from (${joinedTo("text", fields[0]?.id)}) as t group by 1`,
  );
  expect(Object.fromEntries(rows.map(({ value, count }) => [value, count]))).toEqual({
    v0: 1_665,
    v1: 1_666,
    v2: 1_666,
    [long]: 1,
    [fitting]: 1,
    [umlauts]: 1,
  });
});

test.each([
  ["text", 0],
  ["iso", 1],
  ["number", 2],
] as const)("the %s of many records is read from its index alone", async (storage, n) => {
  const plan = await ask<{ "QUERY PLAN": string }>(sql`explain ${joinedTo(storage, fields[n]?.id)}`);
  const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
  expect(text).toContain("Index Only Scan using field_value_short");
  expect(text).not.toContain("Seq Scan on field_value");
});
