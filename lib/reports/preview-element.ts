import type { Can } from "@/lib/auth/actor";
import { answerElement } from "@/lib/elements/answer";
import { loadDataSource } from "@/lib/elements/load-data-source";
import { questionOf } from "@/lib/elements/question";
import type { ElementDefinition, Style } from "@/lib/elements/schema";
import { judgeStyles, type StyleChoice } from "@/lib/elements/styles";
import { drawElement, type DrawnElement } from "./draw-element";
import { requireUsableFilter } from "./requirements";
import { suitingStyle } from "./suiting-style";
import type { Frame } from "./view-question";

/** Rows of records that the builder shows; the report has more. */
const previewRows = 100;

export interface PreviewedElement extends DrawnElement {
  /** The one that was asked for if it suits, else the best one. */
  style: Style;
  styles: StyleChoice[];
}

/**
 * An element that need not be saved, with the data of now.
 * @throws AppError `invalid` with the place in the definition; `unavailable` when it takes too long
 */
export async function previewElement(
  actor: Can<"reports.read">,
  draft: Omit<ElementDefinition, "style"> & { style?: Style },
  frame: Frame,
): Promise<PreviewedElement> {
  const source = await loadDataSource(actor, draft.source);
  await requireUsableFilter(actor, draft);
  const definition = { ...draft, style: draft.style ?? "table" };
  const question = await questionOf(actor, source, definition);
  const data = await answerElement(question, definition.measures.length > 0 ? undefined : previewRows);
  const style = suitingStyle(draft.style ?? null, definition, data);
  return { ...drawElement({ ...definition, style }, data, frame), style, styles: judgeStyles(definition, data) };
}
