import { pool } from "@/lib/db/pool";
import type { Beginning } from "./making";
import { exportLimits } from "./states";
import { Unwanted } from "./watch-file";

/**
 * Keeps a file while it is written: one piece is filled while the one before it is stored, and no more is in memory. Answers its size in
 * bytes. @throws Unwanted when the file was cancelled, deleted or begun again
 */
export async function storePieces(file: Beginning, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let [piece, spare] = [Buffer.allocUnsafeSlow(exportLimits.piece), Buffer.allocUnsafeSlow(exportLimits.piece)];
  let [filled, pieces, size] = [0, 0, 0];
  let storing: Promise<void> = Promise.resolve();
  const flush = async () => {
    await storing;
    storing = storePiece(file, pieces++, piece.subarray(0, filled));
    // It is thrown where it is awaited; until then somebody must listen.
    storing.catch(() => undefined);
    [piece, spare] = [spare, piece];
    filled = 0;
  };
  for await (let rest of bytes) {
    size += rest.length;
    while (rest.length > 0) {
      const taken = rest.subarray(0, piece.length - filled);
      piece.set(taken, filled);
      filled += taken.length;
      rest = rest.subarray(taken.length);
      if (filled === piece.length) await flush();
    }
  }
  if (filled > 0) await flush();
  await storing;
  return size;
}

/** The row is held while the piece is stored: whoever begins the file again comes after it, and takes it away. */
async function storePiece({ id, attempt }: Beginning, n: number, data: Buffer): Promise<void> {
  const { rowCount } = await pool().query(
    `insert into export_chunk (file_id, n, data)
     select id, $3, $4 from export_file where id = $1 and attempt = $2 and state = 'running' for share`,
    [id, attempt, n, data],
  );
  if (rowCount === 0) throw new Unwanted("Nobody wants this file any more.");
}
