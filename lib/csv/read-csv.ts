import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { AppError } from "@/lib/errors/app-error";
import { decodeText } from "./decode-text";

/** How much of a file is read. Characters are UTF-16 code units. */
export interface CsvLimits {
  bytes: number;
  /** Without the headings. */
  rows: number;
  columns: number;
  cell: number;
}

export interface CsvRow {
  /** Of the file, on which the row begins; the first is 1. */
  line: number;
  cells: string[];
}

/**
 * Reads CSV as RFC 4180 has it, a row at a time, the headings first; commas, semicolons or tabs separate, as the headings show. Any line
 * ending will do and is a plain line feed inside cells. Empty rows are passed over; a row may have more or fewer cells than there are headings.
 * @throws AppError `invalid` or `too_large`, naming the line
 */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>, limits: CsvLimits): AsyncGenerator<CsvRow> {
  const { separator, text } = await separated(plainLines(decodeText(upTo(limits.bytes, bytes))));
  // Rows are parsed ahead of those that are taken, and what is wrong comes after the last that was parsed.
  let last = 0;
  const parser = parse({
    delimiter: separator,
    record_delimiter: "\n",
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: limits.columns * limits.cell,
    // The parser hands on lists of texts: the line goes before the cells.
    on_record: (cells, { lines }) => {
      last = lines;
      return [String(lines - breaksIn(cells)), ...cells];
    },
  });
  // What goes wrong in the source comes out of the parser.
  pipeline(Readable.from(text), parser, () => undefined);
  let count = 0;
  try {
    for await (const [line, ...cells] of parser as AsyncIterable<string[]>) {
      const row = { line: Number(line), cells };
      if (count++ > limits.rows)
        throw new AppError("too_large", `Line ${row.line} is row ${count - 1}. An import takes ${limits.rows} rows.`);
      judge(row, limits);
      yield row;
    }
  } catch (error) {
    throw error instanceof CsvError ? inWords(error, last) : error;
  }
}

async function* upTo(limit: number, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > limit)
      throw new AppError("too_large", `The file is larger than ${limit / 1_000_000} MB. Split it into several.`);
    yield chunk;
  }
}

/** Every line ending as one line feed: the parser counts a carriage return inside quotes as a line of its own. */
async function* plainLines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let held = "";
  for await (const piece of text) {
    const whole = held + piece;
    // Its line feed may come with the next piece.
    held = whole.endsWith("\r") ? "\r" : "";
    yield whole.slice(0, whole.length - held.length).replace(/\r\n?/g, "\n");
  }
  if (held) yield "\n";
}

/** What separates the headings, told by the beginning of the text, and the whole text again. */
async function separated(text: AsyncGenerator<string>): Promise<{ separator: string; text: AsyncGenerator<string> }> {
  let head = "";
  while (head.length < 16_384) {
    const piece = await text.next();
    if (piece.done) break;
    head += piece.value;
  }
  return {
    separator: separatorOf(head),
    text: (async function* () {
      yield head;
      yield* text;
    })(),
  };
}

/** The most frequent of the three in the first line that is not inside quotes. */
export function separatorOf(text: string): "," | ";" | "\t" {
  const counts = { ",": 0, ";": 0, "\t": 0 };
  let isQuoted = false;
  for (const sign of text.replace(/^\n+/, "")) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (sign === "\n") break;
    else if (sign === "," || sign === ";" || sign === "\t") counts[sign]++;
  }
  if (counts["\t"] > Math.max(counts[","], counts[";"])) return "\t";
  return counts[";"] > counts[","] ? ";" : ",";
}

function judge({ line, cells }: CsvRow, limits: CsvLimits): void {
  if (cells.length > limits.columns)
    throw new AppError("too_large", `Line ${line} has ${cells.length} columns. An import takes ${limits.columns}.`);
  const long = cells.findIndex((cell) => cell.length > limits.cell);
  if (long === -1) return;
  throw new AppError(
    "too_large",
    `Line ${line}, column ${long + 1} has ${cells[long]?.length} characters. A cell takes ${limits.cell}.`,
  );
}

function breaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
}

function inWords({ code, lines }: CsvError, after: number): AppError {
  const line = typeof lines === "number" ? lines : after + 1;
  const words: Record<string, string> = {
    CSV_QUOTE_NOT_CLOSED: `The row that begins after line ${after} opens a quote and never closes it.`,
    CSV_MAX_RECORD_SIZE: `The row that begins after line ${after} is too long. Most likely it opens a quote and never closes it.`,
    INVALID_OPENING_QUOTE: `Line ${line} has a quote within a cell. Put the whole cell in quotes and double those inside it.`,
    CSV_INVALID_CLOSING_QUOTE: `Line ${line} goes on after the closing quote of a cell. Double the quotes inside a cell.`,
  };
  return new AppError("invalid", words[code] ?? `Line ${line} cannot be read as CSV.`);
}
