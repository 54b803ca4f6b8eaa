import type { Db } from "@/lib/db/client";
import type { LoadedPackage } from "./load-package";

/** Packages whose last snapshot is as old as their interval, or that have none. */
export async function dueSnapshots(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select k.id::text from data_package k left join project p on p.id = k.project_id
     where k.enabled and k.every_minutes is not null and not coalesce(p.is_template, false)
       and (k.snapshot_at is null or k.snapshot_at <= now() - make_interval(mins => k.every_minutes))`;
  return rows.map(({ id }) => id);
}

/** A snapshot is given until the next two should have been taken; after that the rows are read anew. */
export function isFresh({ snapshotAt, everyMinutes }: Pick<LoadedPackage, "snapshotAt" | "everyMinutes">): boolean {
  if (snapshotAt === null || everyMinutes === null) return false;
  return Date.now() - snapshotAt.getTime() < (2 * everyMinutes + 5) * 60_000;
}
