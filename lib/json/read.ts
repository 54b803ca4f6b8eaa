import { placeOf } from "./place";
import { ExactNumber, type JsonObject, type JsonValue } from "./value";

export interface JsonProblem {
  message: string;
  /** From 1. */
  line: number;
  column: number;
  excerpt: string;
}

export type JsonRead = { ok: true; value: JsonValue; duplicates: string[] } | { ok: false; problem: JsonProblem };

/**
 * Reads JSON text (RFC 8259) in one pass. Own, because `JSON.parse` neither counts while it reads nor tells where it failed, drops
 * repeated names silently and loses long numbers. Agrees with `JSON.parse` on every text within the limits (tested).
 */
export function readJson(text: string, limits: { depth: number; keys: number }): JsonRead {
  const reader = new Reader(text, limits);
  try {
    return { ok: true, value: reader.document(), duplicates: reader.duplicates };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ok: false, problem: { message: error.message, ...placeOf(text, error.position) } };
  }
}

class Unreadable extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
  }
}

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// Up to the closing quote, escapes unseen; what lies between is judged by JSON.parse.
const stringPattern = /"[^"\\]*(?:\\[^][^"\\]*)*"/y;
const plainString = /^"[^\\\p{Cc}]*"$/u;

class Reader {
  readonly duplicates: string[] = [];
  private at = 0;
  private keys = 0;

  constructor(
    private readonly text: string,
    private readonly limits: { depth: number; keys: number },
  ) {}

  document(): JsonValue {
    this.space();
    if (this.at === this.text.length) throw this.fail("The body is empty. Send JSON, such as {}.");
    const value = this.value(0);
    this.space();
    if (this.at < this.text.length) throw this.fail("The JSON is complete before this. Remove what follows.");
    return value;
  }

  private value(depth: number): JsonValue {
    const char = this.text[this.at];
    if (char === "{") return this.object(depth + 1);
    if (char === "[") return this.array(depth + 1);
    if (char === '"') return this.string();
    for (const [word, meaning] of words) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return meaning;
      }
    }
    return this.number();
  }

  private object(depth: number): JsonObject {
    this.enter(depth);
    const object = Object.create(null) as JsonObject;
    if (this.take("}")) return object;
    do {
      this.space();
      if (this.text[this.at] !== '"') throw this.fail("Here a name in double quotes should stand.");
      const start = this.at;
      const name = this.string();
      if (++this.keys > this.limits.keys)
        throw new Unreadable(`The JSON has more than ${this.limits.keys} members.`, start);
      if (name in object && this.duplicates.length < 20) this.duplicates.push(name);
      if (!this.take(":")) throw this.fail("Here a : should stand.");
      this.space();
      object[name] = this.value(depth);
    } while (this.take(","));
    if (!this.take("}")) throw this.fail("Here a , or } should stand.");
    return object;
  }

  private array(depth: number): JsonValue[] {
    this.enter(depth);
    const array: JsonValue[] = [];
    if (this.take("]")) return array;
    do {
      this.space();
      array.push(this.value(depth));
    } while (this.take(","));
    if (!this.take("]")) throw this.fail("Here a , or ] should stand.");
    return array;
  }

  private enter(depth: number): void {
    if (depth > this.limits.depth) throw this.fail(`The JSON is nested more than ${this.limits.depth} levels deep.`);
    this.at += 1;
  }

  private string(): string {
    const raw = this.match(stringPattern);
    if (raw === undefined) throw this.fail("This text has no closing quote.");
    const start = this.at - raw.length;
    if (plainString.test(raw)) return raw.slice(1, -1);
    try {
      return JSON.parse(raw) as string;
    } catch {
      throw new Unreadable("This text holds a wrong escape or an unescaped control character.", start);
    }
  }

  private number(): number | ExactNumber {
    const source = this.match(numberPattern);
    if (source === undefined) throw this.fail("Here a value should stand.");
    const value = Number(source);
    return String(value) === source ? value : new ExactNumber(source);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private take(char: string): boolean {
    this.space();
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  private space(): void {
    while (" \t\n\r".includes(this.text[this.at] ?? "x")) this.at += 1;
  }

  private fail(message: string): Unreadable {
    const ended = this.at >= this.text.length && this.text.length > 0;
    return new Unreadable(ended ? "The JSON ends too early." : message, this.at);
  }
}

const words = [
  ["true", true],
  ["false", false],
  ["null", null],
] as const;
