import { audit } from "@/lib/audit/audit";
import type { Can } from "@/lib/auth/actor";
import { transaction } from "@/lib/db/transaction";
import { lockReportIn } from "@/lib/reports/locked-report";
import { takeReportOutIn } from "@/lib/reports/removed-report";
import { distributionKind as kind, inputOf, storedColumns } from "./stored";

/** With everything that it consists of, its pins and its distributions; its data packages stay without it. @throws AppError `not_found` */
export async function deleteReport(actor: Can<"reports.write">, id: string): Promise<void> {
  await transaction(async (tx) => {
    const report = await lockReportIn(tx, actor, id);
    const rows = await tx.distribution.findMany({
      where: { reportId: id },
      select: storedColumns,
      orderBy: [{ name: "asc" }, { id: "asc" }],
    });
    // Entries of their own, so that the erasure of a person finds its address in them.
    for (const row of rows)
      await audit(tx, actor, { verb: "deleted", kind, id: row.id, label: row.name, before: inputOf(row) });
    const distributions = rows.map(({ id: distributionId, name, ownerId }) => ({ id: distributionId, name, ownerId }));
    await takeReportOutIn(tx, actor, report, distributions);
  });
}
