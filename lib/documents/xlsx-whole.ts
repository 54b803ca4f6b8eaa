import { elementsOf, type ReportDocument, type ReportElement } from "./report-document";
import { reportBook, reportXlsx, type WrittenRows } from "./xlsx";
import { cutOpen, partsOf, sheetPath } from "./xlsx-frame";
import { mostSheetRows, rowSource, sheetPieces } from "./xlsx-sheet";
import { zipOf, type ZipEntry } from "./zip";

interface WholeReport {
  /** Of each element whose rows were read while they were written, in their order. */
  onWritten?: (element: ReportElement, written: WrittenRows) => void;
  /** Rows of a sheet with its heading; what the format allows unless a test says less. */
  maxRowsPerSheet?: number;
}

/**
 * A report as a workbook with all rows of its elements, as many as a sheet holds: the long ones are written while they are read, one after
 * the other and in flat memory. How many there were is known then, so the other parts come last. Element by element otherwise as
 * `reportXlsx`. @throws what `whole` and its rows throw
 */
export async function* wholeReportXlsx(
  report: ReportDocument,
  { onWritten, maxRowsPerSheet = mostSheetRows }: WholeReport = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  if (elementsOf(report).every(({ whole }) => !whole)) {
    yield await reportXlsx(report);
    return;
  }
  yield* zipOf(entries());

  async function* entries(): AsyncGenerator<ZipEntry> {
    const written = new Map<ReportElement, WrittenRows>();
    const frames = await framesOf(report);
    for (const { element, n, frame } of frames) {
      if (!element.whole) continue;
      const { columns, rows } = await element.whole();
      const source = rowSource(rows);
      const onEnd = (count: number, isFull: boolean) => {
        written.set(element, { rows: count, isFull });
        onWritten?.(element, { rows: count, isFull });
      };
      const sheet = { columns, zone: report.zone, mostRows: maxRowsPerSheet, onEnd };
      try {
        yield { name: sheetPath(n), bytes: sheetPieces(frame, source, sheet), level: 4 };
      } finally {
        await source.close();
      }
    }
    const long = new Set(frames.map(({ n }) => sheetPath(n)));
    // The same workbook again, now with what is known of its long sheets: their styles are those of the first.
    const parts = partsOf((await reportBook(report, written)).bytes);
    for (const [name, bytes] of parts) if (!long.has(name)) yield { name, bytes: [bytes] };
  }
}

async function framesOf(report: ReportDocument) {
  const { bytes, longSheets } = await reportBook(report, new Map());
  const parts = partsOf(bytes);
  return longSheets.map(({ element, n, sheet }) => ({ element, n, frame: cutOpen(parts, sheetPath(n), sheet) }));
}
