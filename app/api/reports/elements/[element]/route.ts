import { drawElement } from "@/lib/reports/draw-element";
import { getElement } from "@/lib/reports/queries";
import { listPassedOver, readElement } from "@/lib/reports/read-element";
import { readViewQuestion } from "@/lib/reports/view-question";
import { route } from "@/lib/web/route";

/** An element of a report: its answer and its drawing in the width and colours of the screen. */
export const GET = route("reports.read", async ({ actor, param, query }) => {
  const { where: chosen, fresh, ...frame } = readViewQuestion("element", query);
  const { element } = await getElement(actor, param("element"));
  const data = await readElement(actor, element, { chosen, fresh: fresh !== undefined });
  const passedOver = chosen ? await listPassedOver(actor, element, chosen) : [];
  return drawElement(element.definition, data, frame, passedOver);
});
