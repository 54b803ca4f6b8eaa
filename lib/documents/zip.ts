import { PassThrough, Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";

export interface ZipEntry {
  /** In UTF-8, with `/` between folders; each once. */
  name: string;
  /** A piece that was given is not to be filled again. */
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** How much time is given to make it small, 1 to 9; 6 unless said otherwise. */
  level?: number;
}

/**
 * A ZIP package, written while its entries come and their bytes are read, no more than some pieces in memory. Above 4 GiB it is ZIP64.
 * @throws what the entries or their bytes throw
 */
export async function* zipOf(
  entries: AsyncIterable<ZipEntry>,
  at = new Date(),
): AsyncGenerator<Uint8Array, void, undefined> {
  const zip = new ZipFile();
  const output = zip.outputStream.pipe(new PassThrough());
  const open: { entry?: Readable } = {};
  const filling = fill().catch((error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const piece of output) yield piece as Uint8Array;
  } finally {
    // Whoever stops early does not leave what an entry reads from open.
    output.destroy();
    open.entry?.destroy();
    await filling;
  }

  async function fill(): Promise<void> {
    for await (const { name, bytes, level } of entries) {
      open.entry = Readable.from(bytes);
      if (output.destroyed) open.entry.destroy();
      else zip.addReadStream(open.entry, name, { mtime: at, compressionLevel: level });
      await finished(open.entry);
    }
    zip.end();
  }
}
