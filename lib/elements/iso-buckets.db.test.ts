import { expect, test } from "vitest";
import { ask } from "@/lib/db/ask";
import { join, sql } from "@/lib/db/sql";
import type { SqlField } from "@/lib/fields/sql-field";
import { testDatabase } from "@/lib/testing/database";
import { isoBuckets } from "./iso-buckets";

testDatabase();

/** Days, and instants about the midnights of all three zones, summer time ending between them. */
const texts = ["24", "25", "26", "31"].flatMap((day) => [
  `2026-10-${day}`,
  ...[
    "00:00:00.000",
    "03:59:59.999",
    "04:00:00.000",
    "18:29:59.999",
    "18:30:00.000",
    "22:00:00.000",
    "23:00:00.000",
  ].map((time) => `2026-10-${day}T${time}Z`),
]);

test.each(["UTC", "Asia/Kolkata", "Europe/Berlin", "America/New_York"])(
  "days and instants fall into the weeks and days of %s that PostgreSQL puts them into",
  async (zone) => {
    const stored = sql`(values ${join(texts.map((text) => sql`(${text})`))}) as v (iso)`;
    const field = { rows: { ends: sql`select min(iso) as first, max(iso) as last from ${stored}` } } as SqlField;
    for (const bucket of ["day", "week"] as const) {
      const grouped = await isoBuckets(field, sql`v.iso`, bucket, zone);
      const clock = sql`case when length(v.iso) = 10 then v.iso::timestamp else v.iso::timestamptz at time zone ${zone} end`;
      const rows = await ask<{ iso: string; begins: string; expected: string }>(sql`
        select v.iso, ${grouped?.asText(grouped.value) ?? sql`null`} as begins,
          to_char(date_trunc(${bucket}, ${clock}), 'YYYY-MM-DD') as expected
        from ${stored}`);
      expect(rows).toHaveLength(texts.length);
      expect(rows.filter(({ begins, expected }) => begins !== expected)).toEqual([]);
    }
  },
);
