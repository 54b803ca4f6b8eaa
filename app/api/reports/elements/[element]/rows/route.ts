import { getElement } from "@/lib/reports/queries";
import { underlyingRows } from "@/lib/reports/underlying-rows";
import { readViewQuestion } from "@/lib/reports/view-question";
import { route } from "@/lib/web/route";

/** The records behind an element, or behind a part of it. */
export const GET = route("reports.read", async ({ actor, param, query }) => {
  const { element } = await getElement(actor, param("element"));
  return underlyingRows(actor, element, readViewQuestion("rows", query));
});
