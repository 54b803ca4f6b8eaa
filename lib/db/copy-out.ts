import type { Connection, Submittable } from "pg";

/**
 * What a `COPY … TO STDOUT (FORMAT csv)` sends, in blocks, its lines ended as RFC 4180 says. `pg` hands over each row as it reads it;
 * a library that makes a stream of them takes several times the memory, whose collection keeps calls and pages waiting.
 */
export class CopyOut implements Submittable {
  readonly #statement: string;
  readonly #full: Uint8Array[] = [];
  #block = newBlock();
  #used = 0;
  #source: Source | undefined;
  #isDone = false;
  #rows = 0;
  #trouble: Error | undefined;
  #wake: () => void = () => undefined;
  constructor(statement: string) {
    this.#statement = statement;
  }

  /** How many came so far. */
  get rows(): number {
    return this.#rows;
  }

  submit(connection: Connection): void {
    this.#source = connection.stream;
    connection.query(this.#statement);
  }

  /** The protocol sends one row per message, and ends it with a line feed wherever the server runs. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    const length = chunk.length - 1;
    this.#rows++;
    if (this.#used + length + 2 > this.#block.length) this.#begin(length + 2);
    chunk.copy(this.#block, this.#used, 0, length);
    this.#used += length;
    this.#block[this.#used++] = carriageReturn;
    this.#block[this.#used++] = lineFeed;
    this.#wake();
  }

  handleError(error: Error): void {
    this.#end(error);
  }

  handleReadyForQuery(): void {
    this.#end();
  }

  handleRowDescription(): void {
    // Of no interest: the columns were asked for.
  }

  handleCommandComplete(): void {
    // What counts is that the server is ready for the next statement.
  }

  /** The next block, null after the last. One at a time. @throws what the database said, or why the connection is gone */
  async take(): Promise<Uint8Array | null> {
    while (this.#full.length === 0 && this.#used === 0) {
      if (this.#trouble) throw this.#trouble;
      if (this.#isDone) return null;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    if (this.#full.length === 0) this.#begin(0);
    const block = this.#full.shift() ?? null;
    if (this.#full.length === 0) this.#source?.resume();
    return block;
  }

  /** Sets the block under way aside. While one waits to be taken, no more is read. */
  #begin(room: number): void {
    if (this.#used > 0) this.#full.push(this.#block.subarray(0, this.#used));
    this.#block = newBlock(room);
    this.#used = 0;
    this.#source?.pause();
  }

  #end(error?: Error): void {
    this.#trouble ??= error;
    this.#isDone = true;
    this.#wake();
  }
}

type Source = Connection["stream"];

/** Bytes. */
const blockSize = 65_536;

function newBlock(room = 0): Buffer {
  return Buffer.allocUnsafeSlow(Math.max(blockSize, room));
}

const [carriageReturn, lineFeed] = [0x0d, 0x0a];
