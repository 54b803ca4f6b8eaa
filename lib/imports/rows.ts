import type { Tx } from "@/lib/db/client";
import type { Judged, GivenRow } from "./judged";

/** Rows as they come out of the file, in order. */
export async function addRowsIn(tx: Tx, importId: string, rows: readonly GivenRow[]): Promise<void> {
  await tx.$executeRaw`/* planned once */
    insert into import_row (import_id, line, cells)
    select ${importId}::uuid, r.line, r.cells
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (line int, cells text[])`;
}

/** The next rows behind a line. */
export async function readRowsIn(tx: Tx, importId: string, after: number, limit: number): Promise<GivenRow[]> {
  return tx.importRow.findMany({
    where: { importId, line: { gt: after } },
    orderBy: { line: "asc" },
    take: limit,
    select: { line: true, cells: true },
  });
}

/** On which line of those judged before, up to `until`, each of these claims was made first. */
export async function findClaimsIn(
  tx: Tx,
  importId: string,
  until: number,
  claims: readonly string[],
): Promise<Map<string, number>> {
  const found = await tx.$queryRaw<{ claim: string; line: number }[]>`
    select c.claim, min(r.line) as line from unnest(${claims}::text[]) as c (claim)
      join lateral (
        select line from import_row where import_id = ${importId}::uuid and claims[1] = c.claim and line <= ${until}
        union all
        select line from import_row where import_id = ${importId}::uuid and claims[2] = c.claim and line <= ${until}) r on true
     group by c.claim`;
  return new Map(found.map(({ claim, line }) => [claim, line]));
}

export async function saveVerdictsIn(tx: Tx, importId: string, judged: readonly Judged[]): Promise<void> {
  const rows = judged.map(({ plan: _, ...row }) => row);
  await tx.$executeRaw`/* planned once */
    update import_row r set verdict = j.verdict, reason = j.reason, detail = j.detail, subject = j.subject,
           changes = j.changes, claims = j.claims
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as j (line int, verdict import_verdict, reason text, detail text, subject jsonb, changes jsonb, claims text[])
     where r.import_id = ${importId}::uuid and r.line = j.line`;
}
