import type { Can } from "@/lib/auth/actor";
import type { ReportDocument } from "@/lib/documents/report-document";
import { bytesOf, renderDocument, shortWorkbook } from "@/lib/exports/bytes-of";
import { exportFileName, unlikeFileName } from "@/lib/views/file-name";
import { contentTypes } from "@/lib/exports/open-export";
import type { Subject } from "@/lib/exports/subject";
import type { MailFileToKeep } from "@/lib/mail/package";
import type { Report } from "@/lib/reports/queries";
import type { Viewed } from "@/lib/reports/read-element";
import { fileAddress, fileLinkLife } from "./links";
import type { MailReport } from "./mail-report";
import type { FileFormat } from "./schema";

/** Bytes that travel with one mail; mail servers refuse more than some twenty, and as text it grows by a third. */
export const attachedAtMost = 10 * 1024 * 1024;

/** Bytes of one file; what is larger has its place in the exports, which write it piece by piece. */
const fileAtMost = 50 * 1024 * 1024;

interface FilesToMake {
  report: Report;
  viewed: Viewed;
  /** The same report with its answers. */
  document: ReportDocument;
  formats: readonly FileFormat[];
  /** Of our own addresses. */
  origin: string;
}

/**
 * The files of an issue, named alike every time but for the day and the minute. The ones that do not fit into a mail are kept to be
 * downloaded by a signed link; a workbook that would be larger than fifty megabytes has the first rows of each element instead, any other
 * file is left out, and the mail says so.
 */
export async function makeFiles(
  actor: Can<"reports.read">,
  { report, viewed, document, formats, origin }: FilesToMake,
): Promise<{ kept: MailFileToKeep[]; words: Pick<MailReport, "attached" | "linked" | "notes"> }> {
  const kept: MailFileToKeep[] = [];
  const words: Pick<MailReport, "attached" | "linked" | "notes"> = { attached: [], linked: [], notes: [] };
  const at = new Date();
  const until = at.getTime() + fileLinkLife;
  let room = attachedAtMost;
  for (const { subject, format } of formats.flatMap((each) => subjectsOf(report, viewed, each))) {
    const name = unlikeFileName(
      exportFileName(actor.scope, subject.name, format, at),
      kept.map((file) => file.name),
    );
    const onNote = (note: string) => words.notes.push(`${name}: ${note}`);
    const bytes =
      format === "pdf"
        ? await renderDocument(document, format)
        : ((await collect(actor, subject, format, onNote)) ??
          (await shortened(actor, { report, viewed, format }, onNote)));
    if (!bytes) {
      words.notes.push(`${name} would be larger than 50 MB and was left out. Export it from the report.`);
      continue;
    }
    const id = crypto.randomUUID();
    const isLinked = bytes.byteLength > room;
    kept.push({ id, name, contentType: contentTypes[format], bytes, isLinked });
    if (!isLinked) {
      room -= bytes.byteLength;
      words.attached.push(name);
    } else {
      const url = fileAddress(origin, id, until);
      words.linked.push({ name, url, bytes: bytes.byteLength, until: new Date(until).toISOString() });
    }
  }
  return { kept, words };
}

/** A CSV file holds one table, so a report is as many of them as it has elements. */
function subjectsOf(report: Report, viewed: Viewed, format: FileFormat): { subject: Subject; format: FileFormat }[] {
  if (format !== "csv") return [{ format, subject: { kind: "report", name: report.name, report, viewed } }];
  return report.blocks.flatMap((element) =>
    element.kind === "element"
      ? [{ format, subject: { kind: "element" as const, name: element.name, report, element, viewed } }]
      : [],
  );
}

/** A workbook with the first rows of each element, where one with all of them is too large for mails. */
async function shortened(
  actor: Can<"reports.read">,
  { report, viewed, format }: Pick<FilesToMake, "report" | "viewed"> & { format: FileFormat },
  onNote: (note: string) => void,
): Promise<Uint8Array | null> {
  if (format !== "xlsx") return null;
  const { bytes, note } = await shortWorkbook(actor, { report, viewed });
  if (note) onNote(note);
  return bytes.byteLength > fileAtMost ? null : bytes;
}

async function collect(
  actor: Can<"reports.read">,
  subject: Subject,
  format: FileFormat,
  onNote: (note: string) => void,
): Promise<Uint8Array | null> {
  const { signal } = new AbortController();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of await bytesOf(actor, subject, format, { signal, onProgress: () => undefined, onNote })) {
    size += piece.byteLength;
    if (size > fileAtMost) return null;
    // A writer may fill the same block again.
    pieces.push(Uint8Array.from(piece));
  }
  return Buffer.concat(pieces);
}
