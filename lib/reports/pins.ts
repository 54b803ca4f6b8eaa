import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { elementDefinition, type ElementDefinition } from "@/lib/elements/schema";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { getElement, visibleReports } from "./queries";

/** An element on the home page of its project, or of the community. */
export interface PinnedElement {
  id: string;
  elementId: string;
  name: string;
  reportId: string;
  report: string;
  definition: ElementDefinition;
}

/** Elements on one home page. */
export const mostPins = 12;

/** Those of reports that the actor sees and that are not archived, in their order. */
export async function listPins(actor: Can<"reports.read">): Promise<PinnedElement[]> {
  const rows = await db.reportPin.findMany({
    where: { projectId: projectIdOf(actor), element: { report: { ...visibleReports(actor), archivedAt: null } } },
    select: {
      id: true,
      element: {
        select: {
          id: true,
          name: true,
          definition: true,
          filterId: true,
          report: { select: { id: true, name: true } },
        },
      },
    },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, element: { id: elementId, name, definition, filterId, report } }) => ({
    id,
    elementId,
    name,
    reportId: report.id,
    report: report.name,
    definition: elementDefinition.parse({ ...(definition as object), filterId }),
  }));
}

/** At the end; one that is there stays where it is. @throws AppError `not_found`, `conflict` when the page is full */
export async function pinElement(actor: Can<"reports.write">, elementId: string): Promise<void> {
  const { report, element } = await getElement(also(actor, "reports.read"), elementId);
  await transaction(async (tx) => {
    const pins = await lockedPins(tx, actor);
    if (pins.some((pin) => pin.elementId === elementId)) return;
    if (pins.length >= mostPins)
      throw new AppError("conflict", `A home page holds ${mostPins} elements. Take one away first.`);
    const position = (pins.at(-1)?.position ?? -1) + 1;
    await tx.reportPin.create({ data: { projectId: projectIdOf(actor), elementId, position }, select: { id: true } });
    const label = `${report.name}: ${element.name}`;
    await audit(tx, actor, { verb: "pinned", kind: "report element", id: elementId, label });
  });
}

/** @throws AppError `not_found` */
export async function unpinElement(actor: Can<"reports.write">, pinId: string): Promise<void> {
  await transaction(async (tx) => {
    const pin = (await lockedPins(tx, actor)).find(({ id }) => id === pinId);
    if (!pin) throw noSuchPin();
    await tx.reportPin.delete({ where: { id: pinId }, select: { id: true } });
    const { elementId, element } = pin;
    const label = `${element.report.name}: ${element.name}`;
    await audit(tx, actor, { verb: "unpinned", kind: "report element", id: elementId, label });
  });
}

/** @param to its place, 0 the first @throws AppError `not_found` */
export async function movePin(actor: Can<"reports.write">, pinId: string, to: number): Promise<void> {
  await transaction(async (tx) => {
    const ids = (await lockedPins(tx, actor)).map(({ id }) => id);
    if (!ids.includes(pinId)) throw noSuchPin();
    const others = ids.filter((id) => id !== pinId);
    const ordered = [...others.slice(0, to), pinId, ...others.slice(to)];
    await tx.$executeRaw`
      update report_pin p set position = place.n - 1 from unnest(${ordered}::uuid[]) with ordinality place (id, n) where p.id = place.id`;
  });
}

/** Of several who arrange one page each waits for the other. */
async function lockedPins(tx: Tx, actor: Can<"reports.write">) {
  const projectId = projectIdOf(actor);
  await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtextextended('pins ' || coalesce(${projectId}, ''), 0))) as locked`;
  return tx.reportPin.findMany({
    where: { projectId },
    select: {
      id: true,
      elementId: true,
      position: true,
      element: { select: { name: true, report: { select: { name: true } } } },
    },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
}

function noSuchPin(): AppError {
  return new AppError("not_found", "This element is not on the home page any more.");
}
