import { ask } from "@/lib/db/ask";
import { sql, type Sql } from "@/lib/db/sql";
import type { SqlField } from "@/lib/fields/sql-field";
import { bucketOf, bucketsBetween, startOf } from "./buckets";
import type { DateBucket } from "./schema";

/** More buckets are not worth an array that every row is looked up in. */
const mostBuckets = 5_000;

/**
 * Dates that lie as text are grouped by where they fall between the beginnings of buckets, as texts: making a million of them into
 * instants first takes seconds. Null where the field does not say what its ends are, or they are too far apart.
 */
export async function isoBuckets({ rows }: SqlField, value: Sql, bucket: DateBucket, zone: string) {
  if (!rows?.ends) return null;
  const [ends] = await ask<{ first: string | null; last: string | null }>(rows.ends);
  if (!ends?.first || !ends.last) return null;
  // The day of an instant may be one earlier or later in another zone.
  const first = bucketOf(bucket, shifted(ends.first, -1));
  const days = bucketsBetween(bucket, first, shifted(ends.last, 1), mostBuckets);
  if (!days) return null;
  const begins = beginsOf(days, zone);
  const among = begins.both
    ? sql`${begins.both}::text[]`
    : sql`case when octet_length(${value}) = 10 then ${days}::text[] else ${begins.instants}::text[] end`;
  return {
    value: sql`width_bucket((${value}) collate "C", ${among})`,
    asText: (n: Sql) => sql`(${days}::text[])[${n}]`,
  };
}

function shifted(iso: string, days: number): string {
  return new Date(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * As what texts the days begin: as instants, and, where the zone is never behind UTC, as ones that are right for days as well. There the day
 * itself comes behind the instant at which it begins, or right before it in UTC.
 */
function beginsOf(days: readonly string[], zone: string): { instants: string[]; both: string[] | null } {
  const instants = days.map((day) => startOf(day, zone));
  const isBehind = instants.some((instant, n) => instant > `${days[n]}T00:00:00.000Z`);
  const both = instants.map((instant, n) => [instant, days[n] ?? instant].toSorted()[0] ?? instant);
  return { instants, both: isBehind ? null : both };
}
