import { db } from "@/lib/db/client";
import { blockColumns, blockOf, reportColumns, reportVersionOf } from "@/lib/reports/versions";

/** The reports of a project that others than their owner see, with their parts, by name. */
export async function loadReports(projectId: string) {
  const rows = await db.report.findMany({
    where: { projectId, OR: [{ visibility: { not: "mine" } }, { access: { some: {} } }, { ownerId: null }] },
    select: {
      ...reportColumns,
      elements: { select: blockColumns, orderBy: [{ position: "asc" }, { id: "asc" }] },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rows.map(({ elements, ...row }) => {
    const { archived, name, description, controls, visibility, access } = reportVersionOf(row);
    const blocks = elements.map((element) => ({ id: element.id, block: blockOf(element) }));
    return { id: row.id, name, description, controls, visibility, access, isArchived: archived, blocks };
  });
}
