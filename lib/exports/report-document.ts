import type { Actor, Can } from "@/lib/auth/actor";
import { baseUrl, getCommunity } from "@/lib/community/settings";
import type {
  ReportElement as DrawnElement,
  ReportBlock,
  ReportDocument,
  WholeTable,
} from "@/lib/documents/report-document";
import { answerElement, mostRows } from "@/lib/elements/answer";
import type { ElementData } from "@/lib/elements/data";
import type { ElementQuestion } from "@/lib/elements/question";
import { problemOf } from "@/lib/elements/styles";
import { AppError } from "@/lib/errors/app-error";
import { formatDate } from "@/lib/fields/format";
import { controlWords } from "@/lib/reports/control-fields";
import type { Report, ReportElement } from "@/lib/reports/queries";
import { elementQuestion, readAnswer, type Viewed } from "@/lib/reports/read-element";
import { elementNotes, narrowedWords } from "./filter-notes";

export interface DocumentOptions {
  viewed?: Viewed;
  /** Only these elements, without what stands around them; all without it. */
  elementIds?: readonly string[];
  /** Of one element at most; `mostRows` without it. */
  rows?: number;
  signal?: AbortSignal;
  /** Given it, an element of which these are only the first rows has all of them beside it, to be read while they are written. */
  whole?: (question: ElementQuestion) => Promise<WholeTable>;
  /** Is told how many elements are complete. */
  onElement?: (done: number, total: number) => void;
}

/**
 * A report with its answers, and with everything that somebody needs who sees nothing but the paper: where it is from, as of when, in which
 * zone, which filters applied, who made it. An element that cannot be read says why in its place.
 */
export async function reportDocument(
  actor: Can<"reports.read">,
  report: Report,
  { viewed = {}, elementIds, rows = mostRows, signal, whole, onElement }: DocumentOptions = {},
): Promise<ReportDocument> {
  const shown = report.blocks.filter((block) => !elementIds || elementIds.includes(block.id));
  const total = shown.filter(({ kind }) => kind === "element").length;
  const [url, words] = [await reportUrl(actor, report.id), await controlWords(actor, report)];
  let done = 0;
  const read: Answered[] = [];
  const blocks: ReportBlock[] = [];
  if (report.description && !elementIds) blocks.push({ kind: "text", text: report.description });
  for (const block of shown) {
    signal?.throwIfAborted();
    if (block.kind !== "element") {
      blocks.push(block.kind === "heading" ? { kind: "heading", text: block.name } : block);
      continue;
    }
    const answer = await answerOf(actor, block, viewed, rows);
    if (typeof answer === "string") blocks.push({ kind: "text", text: `“${block.name}” cannot be shown. ${answer}` });
    else {
      read.push(answer);
      const isLong = whole && answer.data.isCut && answer.question.definition.limit === null;
      const notes = elementNotes(answer.question, viewed.chosen, words);
      blocks.push({ ...drawable(block, answer, notes), url, ...(isLong && { whole: () => whole(answer.question) }) });
      if (isLong) continue;
    }
    onElement?.((done += 1), total);
  }
  const [only] = elementIds?.length === 1 ? shown : [];
  return {
    title: only?.kind === "element" ? only.name : report.name,
    subtitle: [
      only ? `${await placeName(actor)} · ${report.name}` : await placeName(actor),
      ...narrowedWords(
        viewed.chosen,
        read.map(({ question }) => question),
        words,
      ),
      ...asOfWords(actor, read),
    ],
    author: (await getCommunity()).name,
    zone: actor.scope.timeZone,
    blocks,
  };
}

interface Answered {
  question: ElementQuestion;
  data: ElementData;
}

/** Why it cannot be read, where it cannot. */
async function answerOf(
  actor: Can<"reports.read">,
  element: ReportElement,
  viewed: Viewed,
  rows: number,
): Promise<Answered | string> {
  try {
    const question = await elementQuestion(actor, element, viewed.chosen);
    const data = await readAnswer(element.id, question, viewed.fresh);
    return { question, data: data.isCut && rows > mostRows ? await answerElement(question, rows) : data };
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

function drawable({ name, isHalf, definition }: ReportElement, { data }: Answered, applied: string[]): DrawnElement {
  const problem = problemOf(definition.style, definition, data);
  const notes = [...applied, ...(problem ? [`Shown as a table. ${problem}`] : [])];
  return {
    kind: "element",
    name,
    isHalf,
    definition: problem ? { ...definition, style: "table" } : definition,
    data,
    ...(notes.length > 0 && { note: notes.join(" ") }),
  };
}

/** As of when its oldest answer is, and who had it made when. */
export function asOfWords(actor: Actor, read: readonly { data: Pick<ElementData, "asOf"> }[]): string[] {
  const zone = actor.scope.timeZone;
  const written = (iso: string) => formatDate(iso, { zone });
  const oldest = read.map(({ data }) => data.asOf).toSorted()[0];
  const made = `Made by ${actor.name}, ${written(new Date().toISOString())}`;
  return [...(oldest ? [`Data as of ${written(oldest)} (${zone.replaceAll("_", " ")})`] : []), made];
}

export async function placeName({ scope }: Actor): Promise<string> {
  return scope.kind === "project" ? scope.name : (await getCommunity()).name;
}

async function reportUrl({ scope }: Actor, id: string): Promise<string> {
  const place = scope.kind === "project" ? `/projects/${scope.key}` : "/community";
  return `${await baseUrl()}${place}/reports/${id}`;
}
