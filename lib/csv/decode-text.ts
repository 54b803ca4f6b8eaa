import { AppError } from "@/lib/errors/app-error";

/**
 * Bytes as text: UTF-8 with or without a byte order mark, UTF-16 either way round with one.
 * @throws AppError `invalid`, naming the line, for bytes that are not such a text
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let line = 1;
  for await (const chunk of withWholeMark(bytes)) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    const text = decode(decoder, chunk, line);
    if (text.includes("\0")) throw notText(line + linesIn(text.slice(0, text.indexOf("\0"))));
    line += linesIn(text);
    yield text;
  }
  try {
    yield decoder?.decode() ?? "";
  } catch {
    throw notText(line);
  }
}

/** The same bytes, the first chunk long enough to hold a byte order mark. */
async function* withWholeMark(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array | null = new Uint8Array();
  for await (const chunk of bytes) {
    if (!held) {
      yield chunk;
      continue;
    }
    held = Buffer.concat([held, chunk]);
    if (held.length < 3) continue;
    yield held;
    held = null;
  }
  if (held && held.length > 0) yield held;
}

function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}

function decode(decoder: TextDecoder, chunk: Uint8Array, line: number): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    // Read once more with a sign in place of each wrong byte, only to see how far it went well.
    const text = new TextDecoder(decoder.encoding).decode(chunk);
    throw notText(line + linesIn(text.slice(0, Math.max(0, text.indexOf("\uFFFD")))));
  }
}

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}

function notText(line: number): AppError {
  return new AppError(
    "invalid",
    `Line ${line} is not text in UTF-8. Save the spreadsheet as “CSV UTF-8”, or as Unicode text, and choose that file.`,
  );
}
