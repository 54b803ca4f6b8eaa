import type { Can } from "@/lib/auth/actor";
import type { Condition } from "@/lib/conditions/schema";
import { answerElement } from "@/lib/elements/answer";
import { loadDataSource } from "@/lib/elements/load-data-source";
import { questionOf } from "@/lib/elements/question";
import type { ElementDefinition, Style } from "@/lib/elements/schema";
import { judgeStyles, type StyleChoice } from "@/lib/elements/styles";
import { drawElement, type DrawnElement } from "./draw-element";
import { requireUsableFilter } from "./requirements";
import { suitingStyle } from "./suiting-style";
import { underlyingRows, type UnderlyingRows } from "./underlying-rows";
import type { Frame } from "./view-question";

/** Records that the builder shows; the report has more. */
const shownRecords = 100;

export interface PreviewedElement extends DrawnElement {
  /** The one that was asked for if it suits, else the best one. */
  style: Style;
  styles: StyleChoice[];
}

type Draft = Omit<ElementDefinition, "style"> & { style?: Style };

/**
 * An element that need not be saved, with the data of now.
 * @throws AppError `invalid` with the place in the definition; `unavailable` when it takes too long
 */
export async function previewElement(
  actor: Can<"reports.read">,
  draft: Draft,
  frame: Frame,
): Promise<PreviewedElement> {
  const source = await loadDataSource(actor, draft.source);
  await requireUsableFilter(actor, draft);
  const definition = { ...draft, style: draft.style ?? "table" };
  const question = await questionOf(actor, source, definition);
  const data = await answerElement(question, definition.measures.length > 0 ? undefined : shownRecords);
  const style = suitingStyle(draft.style ?? null, definition, data);
  return { ...drawElement({ ...definition, style }, data, frame), style, styles: judgeStyles(definition, data) };
}

/** The records behind such an element, or behind one part of it. @throws AppError as `underlyingRows`; `invalid` for its filter */
export async function previewRows(
  actor: Can<"reports.read">,
  draft: Draft,
  asked: { drill?: Condition; after?: string },
): Promise<UnderlyingRows> {
  await requireUsableFilter(actor, draft);
  return underlyingRows(actor, { definition: { ...draft, style: draft.style ?? "table" } }, asked);
}
