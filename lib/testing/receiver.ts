import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export type ReceivedRequest = {
  method: string;
  /** Path and query as sent. */
  url: string;
  headers: IncomingMessage["headers"];
  /** In the order and case they were sent: name, value, name, value. */
  rawHeaders: string[];
  bytes: Buffer;
  /** The body as UTF-8. */
  body: string;
  at: number;
};

/** What a receiver does with a request. */
export type Reply =
  | { kind: "answer"; status?: number; headers?: Record<string, string>; body?: string | Buffer }
  /** Sends `Location` with 302, or the status given. */
  | { kind: "redirect"; to: string; status?: number }
  /** Takes the request and never answers. */
  | { kind: "stall" }
  /** Sends the head, then one byte of `body` every `everyMs`. */
  | { kind: "drip"; body: string; everyMs: number }
  /** Cuts the connection: before any byte, or after half of `body` was sent of what was promised. */
  | { kind: "hang up"; body?: string };

export type Receiver = {
  /** `http://127.0.0.1:port` */
  origin: string;
  port: number;
  /** Everything received so far, oldest first. */
  requests: ReceivedRequest[];
  /** How the next and all later requests are treated. */
  reply: (next: Reply | ((request: ReceivedRequest) => Reply)) => void;
  /** Resolves with the request number `count` (from 1), as soon as it is there. */
  received: (count: number) => Promise<ReceivedRequest>;
  close: () => Promise<void>;
};

/** A real HTTP server on loopback that plays the outside world. Answers 200 `{}` until told otherwise. */
export async function startReceiver(
  first: Reply | ((request: ReceivedRequest) => Reply) = { kind: "answer" },
): Promise<Receiver> {
  let current = first;
  const requests: ReceivedRequest[] = [];
  const waiting: { count: number; resolve: (request: ReceivedRequest) => void }[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await record(incoming);
    requests.push(request);
    for (const { count, resolve } of waiting) if (requests.length === count) resolve(request);
    perform(typeof current === "function" ? current(request) : current, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    requests,
    reply: (next) => (current = next),
    received: (count) => {
      const already = requests[count - 1];
      return already ? Promise.resolve(already) : new Promise((resolve) => waiting.push({ count, resolve }));
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function record(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const bytes = await buffer(incoming);
  const { method = "", url = "", headers, rawHeaders } = incoming;
  return { method, url, headers, rawHeaders, bytes, body: bytes.toString("utf8"), at: Date.now() };
}

function perform(reply: Reply, response: ServerResponse): void {
  if (reply.kind === "answer") {
    response.writeHead(reply.status ?? 200, { "content-type": "application/json", ...reply.headers });
    response.end(reply.body ?? "{}");
  } else if (reply.kind === "redirect") {
    response.writeHead(reply.status ?? 302, { location: reply.to }).end();
  } else if (reply.kind === "drip") {
    drip(response, reply.body, reply.everyMs);
  } else if (reply.kind === "hang up") {
    if (reply.body === undefined) return void response.socket?.destroy();
    response.writeHead(200, { "content-length": Buffer.byteLength(reply.body) });
    response.write(reply.body.slice(0, reply.body.length / 2), () => response.socket?.destroy());
  }
}

function drip(response: ServerResponse, body: string, everyMs: number): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.flushHeaders();
  const bytes = [...Buffer.from(body)];
  const timer = setInterval(() => {
    const byte = bytes.shift();
    if (byte === undefined) response.end();
    else response.write(Buffer.of(byte));
  }, everyMs);
  response.once("close", () => clearInterval(timer));
}
