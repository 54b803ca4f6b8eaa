import { filterSentence } from "@/lib/conditions/sentence";
import { drawElement } from "@/lib/reports/draw-element";
import { getElement } from "@/lib/reports/queries";
import { elementQuestion, passedOver, readAnswer } from "@/lib/reports/read-element";
import { readViewQuestion } from "@/lib/reports/view-question";
import { route } from "@/lib/web/route";

/** An element of a report: its answer and its drawing in the width and colours of the screen, and which filters applied. */
export const GET = route("reports.read", async ({ actor, param, query }) => {
  const { where: chosen, fresh, ...frame } = readViewQuestion("element", query);
  const { element } = await getElement(actor, param("element"));
  const question = await elementQuestion(actor, element, chosen);
  const data = await readAnswer(element.id, question, fresh !== undefined);
  return drawElement(element.definition, data, frame, {
    filter: filterSentence(question.own, question.source.catalog.find),
    passedOver: passedOver(question, chosen),
  });
});
