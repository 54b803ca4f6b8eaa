import { MAX_RENDERED_BYTES } from "./limits";

const encoder = new TextEncoder();

/** Text put together piece by piece that stops growing at the limit, so many tags with long values cannot fill the memory. */
export class CappedText {
  #parts: string[] = [];
  #bytes = 0;

  /** Answers whether there is still room. */
  add(piece: string): boolean {
    this.#bytes += piece.length > MAX_RENDERED_BYTES ? piece.length : encoder.encode(piece).byteLength;
    if (!this.isTooLarge) this.#parts.push(piece);
    return !this.isTooLarge;
  }

  get isTooLarge(): boolean {
    return this.#bytes > MAX_RENDERED_BYTES;
  }

  toString(): string {
    return this.#parts.join("");
  }
}
