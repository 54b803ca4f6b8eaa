import { baseUrl, getCommunity } from "@/lib/community/settings";
import { drawChart, isChart, suitableHeight } from "@/lib/charts/draw-chart";
import { sentenceOf } from "@/lib/charts/sentence";
import { svgToPng } from "@/lib/documents/png";
import type { ElementData } from "@/lib/elements/data";
import { AppError } from "@/lib/errors/app-error";
import type { MailFileToKeep } from "@/lib/mail/package";
import type { Report, ReportElement } from "@/lib/reports/queries";
import { readElement } from "@/lib/reports/read-element";
import { chosenReport } from "./chosen-report";
import { filterWords } from "./filter-words";
import { openAddress } from "./links";
import { mailHtml } from "./mail-html";
import type { MailBlock, MailElement } from "./mail-report";
import { mailText } from "./mail-text";
import { makeFiles } from "./make-files";
import type { RenderedIssue } from "./rendered";
import type { IssueRequest } from "./schema";
import type { Sender } from "./sender";

interface IssueToRender {
  id: string;
  number: number;
}

/**
 * Makes an issue with the rights of its sender, everything of answers that are read now; null when it is empty and not to be sent then.
 * @throws AppError naming the element that cannot be asked any more
 */
export async function renderIssue(
  { actor, report }: Sender & { ok: true },
  { id, number }: IssueToRender,
  request: IssueRequest,
): Promise<RenderedIssue | null> {
  const chosen = chosenReport(report, request.elementIds);
  const elements = chosen.blocks.filter((block) => block.kind === "element");
  const answers = new Map<string, ElementData>();
  for (const element of elements)
    answers.set(element.id, await named(element, readElement(actor, element, { fresh: true })));
  if (request.skipEmpty && [...answers.values()].every(isEmpty)) return null;
  const [origin, community, filters] = [await baseUrl(), await getCommunity(), await filterWords(actor, elements)];
  const pictures: MailFileToKeep[] = [];
  const blocks = chosen.blocks.flatMap((block) => mailBlock(block, answers, { issueId: id, pictures }));
  const files = await makeFiles(actor, chosen, request.formats, origin);
  const asOf = [...answers.values()].map((data) => data.asOf).sort()[0] ?? new Date().toISOString();
  const mail = {
    title: report.name,
    place: actor.scope.kind === "project" ? actor.scope.name : community.name,
    number,
    note: request.note,
    filters,
    asOf,
    zone: actor.scope.timeZone,
    url: openAddress(origin, report.id),
    blocks,
    ...files.words,
  };
  return { html: mailHtml(mail), text: mailText(mail), files: [...pictures, ...files.kept], filters, asOf };
}

/** Width of the drawings in px; the frame of a mail is that wide. */
const pictureWidth = 600;

function mailBlock(
  block: Report["blocks"][number],
  answers: ReadonlyMap<string, ElementData>,
  { issueId, pictures }: { issueId: string; pictures: MailFileToKeep[] },
): MailBlock[] {
  if (block.kind === "heading") return [{ kind: "heading", text: block.name }];
  if (block.kind === "text") return [{ kind: "text", text: block.text }];
  const data = block.kind === "element" && answers.get(block.id);
  if (block.kind === "page_break" || !data) return [];
  const { name, definition } = block;
  const element: MailElement = { kind: "element", name, definition, data, sentence: sentenceOf(data), picture: null };
  if (!isChart(definition.style) || isNothing(data)) return [element];
  const size = { width: pictureWidth, height: suitableHeight(definition, data, pictureWidth), theme: "light" } as const;
  const { svg, sentence, width, height } = drawChart(definition, data, size);
  const contentId = `${block.id}.${issueId}@fieldpost`;
  const number = pictures.length + 1;
  pictures.push({
    id: crypto.randomUUID(),
    name: `chart-${number}.png`,
    contentType: "image/png",
    bytes: svgToPng(svg),
    contentId,
  });
  return [{ ...element, sentence, picture: { contentId, width, height } }];
}

async function named<T>({ name }: ReportElement, answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    if (error instanceof AppError) throw new AppError(error.code, `“${name}”: ${error.message}`);
    throw error;
  });
}

function isNothing(data: ElementData): boolean {
  return data.rows.length === 0;
}

/** No rows; of a summary also nothing but zeros. */
function isEmpty(data: ElementData): boolean {
  if (data.shape === "records") return data.count === 0;
  return data.rows.every(({ values }) => values.every((value) => value === null || Number(value) === 0));
}
