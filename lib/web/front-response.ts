import { IncomingMessage, ServerResponse, type OutgoingHttpHeader, type OutgoingHttpHeaders } from "node:http";
import { Socket } from "node:net";

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * A 405 says what is allowed (RFC 9110, section 15.5.6). Next sends one without a word, but tells the methods of an address to OPTIONS: it is
 * held back until that has been asked.
 */
export class FrontResponse extends ServerResponse {
  /** The methods of the address, as `Allow` lists them; left out where whoever answers says so themselves. */
  methods?: () => Promise<string | null>;

  override writeHead(status: number, words?: string | Headers, headers?: Headers): this {
    // What compresses answers writes the head before it ends them.
    if (this.isHeld(status)) return this;
    return typeof words === "object" ? super.writeHead(status, words) : super.writeHead(status, words, headers);
  }

  override end(chunk?: unknown, encoding?: BufferEncoding | (() => void), done?: () => void): this {
    const { methods } = this;
    if (!methods || !this.isHeld(this.statusCode))
      return typeof encoding === "string" ? super.end(chunk, encoding, done) : super.end(chunk, encoding ?? done);
    this.methods = undefined;
    void methods().then(
      (allow) => (allow === null ? this.end() : this.refuse(allow)),
      () => this.end(),
    );
    return this;
  }

  private isHeld(status: number): boolean {
    return status === 405 && this.methods !== undefined && !this.hasHeader("allow");
  }

  private refuse(allow: string): void {
    const message = `This address takes ${allow} and nothing else.`;
    this.setHeader("allow", allow);
    this.setHeader("cache-control", "no-store");
    this.setHeader("content-type", "application/json; charset=utf-8");
    this.end(JSON.stringify({ error: "method_not_allowed", message }));
  }
}

/** Asks on behalf of a request which methods its address has; null where it does not say. Code of ours is not run by that. */
export async function methodsOf({ url, headers: { host } }: IncomingMessage, handle: Handler): Promise<string | null> {
  const question = Object.assign(new IncomingMessage(new Socket()), { method: "OPTIONS", url, headers: { host } });
  question.push(null);
  const answer = new ServerResponse(question);
  await handle(question, answer);
  const allow = answer.getHeader("allow");
  return typeof allow === "string" ? allow : null;
}
