import type { Tx } from "@/lib/db/client";

/** Numbers the parts of a report anew, in this order. */
export async function orderBlocksIn(tx: Tx, reportId: string, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    update report_element e set position = place.n - 1
      from unnest(${ids}::uuid[]) with ordinality place (id, n)
     where e.id = place.id and e.report_id = ${reportId}::uuid and e.position <> place.n - 1`;
  await touchReportIn(tx, reportId);
}

export async function touchReportIn(tx: Tx, reportId: string): Promise<void> {
  await tx.$executeRaw`update report set modified_at = now() where id = ${reportId}::uuid`;
}
