import { may, type Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { listNewlyShared } from "./newly-shared";
import { visibleReports } from "./queries";

export interface ReportRow {
  id: string;
  name: string;
  description: string;
  section: "mine" | "shared" | "archived";
  /** Null when they are gone. */
  owner: string | null;
  /** Elements; headings, texts and page breaks do not count. */
  elements: number;
  /** Seen by others than its owner. */
  isShared: boolean;
  modifiedAt: string;
  mayChange: boolean;
}

/**
 * The reports that the actor may see, by name. A programme has dozens of them, so they come all at once.
 * @param sharedSince only those that others shared with the actor since this instant
 */
export async function listReports(actor: Can<"reports.read">, sharedSince?: string): Promise<ReportRow[]> {
  const shared = sharedSince ? await listNewlyShared(actor, sharedSince) : null;
  const rows = await db.report.findMany({
    where: { ...visibleReports(actor), ...(shared && { id: { in: shared } }) },
    select: {
      id: true,
      name: true,
      description: true,
      visibility: true,
      ownerId: true,
      archivedAt: true,
      modifiedAt: true,
      owner: { select: { username: true, firstName: true, lastName: true } },
      _count: { select: { access: true, elements: { where: { kind: "element" } } } },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const isManager = may(actor, "reports.write");
  return rows.map(({ owner, ownerId, visibility, archivedAt, modifiedAt, _count, ...row }) => {
    const isOwn = ownerId !== null && ownerId === actor.personId;
    const isShared = visibility !== "mine" || _count.access > 0;
    return {
      ...row,
      section: archivedAt ? "archived" : isOwn && !isShared ? "mine" : "shared",
      owner: owner && (`${owner.firstName} ${owner.lastName}`.trim() || owner.username),
      elements: _count.elements,
      isShared,
      modifiedAt: modifiedAt.toISOString(),
      mayChange: isManager && (isOwn || ownerId === null || visibility !== "mine"),
    };
  });
}
