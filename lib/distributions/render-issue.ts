import type { Can } from "@/lib/auth/actor";
import { baseUrl } from "@/lib/community/settings";
import { drawChart, isChart, suitableHeight } from "@/lib/charts/draw-chart";
import { sentenceOf } from "@/lib/charts/sentence";
import { elementsOf, type ReportBlock, type ReportDocument } from "@/lib/documents/report-document";
import { svgToPng } from "@/lib/documents/png";
import type { ElementData } from "@/lib/elements/data";
import { AppError } from "@/lib/errors/app-error";
import { placeName, reportDocument } from "@/lib/exports/report-document";
import type { MailFileToKeep } from "@/lib/mail/package";
import { controlWords } from "@/lib/reports/control-fields";
import type { Report } from "@/lib/reports/queries";
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
  cause: "schedule" | "once" | "test";
  number: number;
}

/**
 * Makes an issue with the rights of its sender. Every answer is read once, now, and shown alike in the mail and its files; null when it is
 * empty and not to be sent then. @throws AppError when nothing of it can be shown
 */
export async function renderIssue(
  { actor, report }: Sender & { ok: true },
  { id, cause, number }: IssueToRender,
  request: IssueRequest,
): Promise<RenderedIssue | null> {
  const chosen = await named(actor, report, chosenReport(report, request.elementIds));
  const viewed = { chosen: request.chosen };
  const document = await reportDocument(actor, chosen, { viewed: { ...viewed, fresh: true } });
  const answers = elementsOf(document).map(({ data }) => data);
  if (answers.length === 0)
    throw new AppError("invalid", "Nothing of the report can be shown. Open it: each element says why.");
  if (request.skipEmpty && answers.every(isEmpty)) return null;
  const [origin, place] = [await baseUrl(), await placeName(actor)];
  const elements = chosen.blocks.filter((block) => block.kind === "element");
  const filters = await filterWords(actor, elements, request.chosen);
  const pictures: MailFileToKeep[] = [];
  const blocks = await mailBlocks(document, id, pictures);
  const files = await makeFiles(actor, { report: chosen, viewed, document, formats: request.formats, origin });
  const asOf = answers.map((data) => data.asOf).toSorted()[0] ?? new Date().toISOString();
  const mail = {
    title: report.name,
    place,
    number: cause === "once" ? null : number,
    note: request.note,
    filters,
    asOf,
    zone: document.zone,
    url: openAddress(origin, report.id),
    blocks,
    ...files.words,
  };
  return { html: mailHtml(mail), text: mailText(mail), files: [...pictures, ...files.kept], filters, asOf };
}

/** Of a part of a report the elements may not know what it was narrowed by: that is called as the whole report calls it. */
async function named(actor: Can<"reports.read">, report: Report, part: Report): Promise<Report> {
  const { label } = await controlWords(actor, report);
  return { ...part, controls: report.controls.map(({ path }) => ({ path, label: label(path) })) };
}

/** Px. Drawn narrower than they are shown, so that their names can still be read where a phone makes them small. */
const picture = { drawn: 420, shown: 560 };

async function mailBlocks(
  { blocks }: ReportDocument,
  issueId: string,
  pictures: MailFileToKeep[],
): Promise<MailBlock[]> {
  const shown: MailBlock[] = [];
  for (const block of blocks) {
    if (block.kind === "page_break") continue;
    shown.push(block.kind === "element" ? await mailElement(block, issueId, pictures) : block);
  }
  return shown;
}

async function mailElement(
  { name, definition, data, note }: Extract<ReportBlock, { kind: "element" }>,
  issueId: string,
  pictures: MailFileToKeep[],
): Promise<MailElement> {
  const element: MailElement = { kind: "element", name, definition, data, sentence: sentenceOf(data), picture: null };
  if (note) element.note = note;
  if (!isChart(definition.style) || data.rows.length === 0) return element;
  const size = {
    width: picture.drawn,
    height: suitableHeight(definition, data, picture.drawn),
    theme: "light",
  } as const;
  const { svg, sentence } = drawChart(definition, data, size);
  const place = pictures.length + 1;
  // Known within one mail only; RFC 2392 wants it to look like an address.
  const contentId = `${place}.${issueId}@fieldpost`;
  const file = { name: `chart-${place}.png`, contentType: "image/png", contentId };
  pictures.push({ ...file, id: crypto.randomUUID(), bytes: await svgToPng(svg) });
  return { ...element, sentence, picture: { contentId, width: picture.shown } };
}

/** No rows; of a summary also nothing but zeros. */
function isEmpty(data: ElementData): boolean {
  if (data.shape === "records") return data.count === 0;
  return data.rows.every(({ values }) => values.every((value) => value === null || Number(value) === 0));
}
