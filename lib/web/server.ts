import { randomBytes } from "node:crypto";
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tokenHeader } from "@/lib/data-packages/read-request";
import type { ListenerAnswer, ListenerRequest } from "@/lib/listeners/call";
import { clientAddress, isTrusted } from "./client-address";
import { FrontResponse, methodsOf, type Handler } from "./front-response";
import { isDecodable, parseRawUrl, type RawUrl } from "./raw-url";
import { readBody } from "./read-body";
import { contentSecurityPolicy, securityHeaders } from "./security-headers";

export type Front = Server<typeof IncomingMessage, typeof FrontResponse>;

export type FrontOptions = {
  receive: (request: ListenerRequest) => Promise<ListenerAnswer>;
  /** Everything that is not a listener: Next's request handler. */
  nextHandler: Handler;
  trustedProxies: readonly string[];
  /** https in front of us: browsers are told to stay there. */
  secure: boolean;
  development?: boolean;
  onError: (error: unknown) => void;
  /** Seconds a request may take to arrive; shorter in tests. */
  seconds?: { headers: number; request: number };
};

/**
 * The HTTP door. Judges the URL as it was sent (Next would answer 500 to broken percent-encoding and redirect before our code
 * runs), keeps tokens away from every log, answers listeners itself and hands the rest to Next with a fresh CSP nonce.
 */
export function createFront(options: FrontOptions): Front {
  const { headers, request } = options.seconds ?? { headers: 10, request: 30 };
  const limits = {
    ServerResponse: FrontResponse,
    headersTimeout: headers * 1000,
    requestTimeout: request * 1000,
    keepAliveTimeout: 65_000,
  };
  const server = createServer({ ...limits, connectionsCheckingInterval: 1000 }, (incoming, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    if (options.secure) response.setHeader("strict-transport-security", "max-age=31536000");
    if (!server.listening) response.setHeader("connection", "close");
    serve(options, incoming, response).catch((error: unknown) => {
      options.onError(error);
      if (response.headersSent) response.destroy();
      else answer(response, 500, "internal", "Something went wrong on our side. It was written to the log.");
    });
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const status = statusOfClientError[error.code ?? ""] ?? 400;
    const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\nx-content-type-options: nosniff\r\n\r\n`;
    if (socket.writable) socket.end(head);
    else socket.destroy();
  });
  return server;
}

const statusOfClientError: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

async function serve(options: FrontOptions, request: IncomingMessage, response: FrontResponse): Promise<void> {
  const url = parseRawUrl(request.url ?? "");
  if (!url) return answer(response, 400, "bad_request", "This address cannot be read.");
  const forwarded = request.headers["x-forwarded-for"];
  const forwardedFor = Array.isArray(forwarded) ? forwarded.join(",") : forwarded;
  const ip = clientAddress(request.socket.remoteAddress, forwardedFor, options.trustedProxies);
  const listener = /^\/api\/listeners\/([^/]+)(?:\/(.*))?$/s.exec(url.path);
  if (listener?.[1]) {
    return serveListener(options, request, response, { url, key: listener[1], value: listener[2] ?? null, ip });
  }
  if (!isDecodable(url.path))
    return answer(response, 400, "bad_request", "This address has a broken percent-encoding.");
  return servePage(options, request, response, { url, ip });
}

async function serveListener(
  options: FrontOptions,
  request: IncomingMessage,
  response: ServerResponse,
  { url, key, value, ip }: { url: RawUrl; key: string; value: string | null; ip: string },
): Promise<void> {
  const { body, truncated } = await readBody(request, 1024 * 1024);
  if (truncated) response.setHeader("connection", "close");
  const query = new URLSearchParams(url.query);
  if (url.token !== null) query.set("token", url.token);
  const call = { method: request.method ?? "", key, value, query, headers: plainHeaders(request), body, ip, truncated };
  const {
    status,
    headers,
    body: text,
  } = await options.receive(call).catch((error: unknown) => {
    options.onError(error);
    return overloaded;
  });
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    ...headers,
  });
  response.end(request.method === "HEAD" ? undefined : text);
}

const overloaded: ListenerAnswer = {
  status: 503,
  headers: { "retry-after": "5" },
  body: JSON.stringify({
    error: "unavailable",
    message: "We cannot take this call right now. Send it again in a few seconds.",
  }),
};

async function servePage(
  options: FrontOptions,
  request: IncomingMessage,
  response: FrontResponse,
  { url, ip }: { url: RawUrl; ip: string },
): Promise<void> {
  // Next cannot make a request of it. Answering it would repeat what was sent, cookies among it.
  if (request.method === "TRACE") return answer(response, 501, "not_implemented", "No address here takes TRACE.");
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, options.development ?? false);
  request.url = url.query ? `${url.path}?${url.query}` : url.path;
  // Next takes the nonce for its own scripts from this request header; the layout takes it from the second.
  request.headers["content-security-policy"] = policy;
  request.headers["x-nonce"] = nonce;
  // A page that sends someone to sign in has to know where they wanted to go.
  request.headers["x-fieldpost-path"] = request.url;
  // Next hides its own header from pages.
  request.headers["x-fieldpost-prefetch"] = request.headers["next-router-prefetch"] ? "1" : "";
  if (!isTrusted(request.socket.remoteAddress ?? "", options.trustedProxies)) {
    for (const name of ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded"])
      delete request.headers[name];
  }
  request.headers["x-forwarded-for"] = ip;
  // Only what proves calls of its own takes tokens; in an address Next would write them down.
  delete request.headers[tokenHeader];
  if (url.token !== null && /^\/api\/(packages|lookups)\//.test(url.path)) request.headers[tokenHeader] = url.token;
  response.setHeader("content-security-policy", policy);
  response.methods = () => methodsOf(request, options.nextHandler);
  await options.nextHandler(request, response);
}

function answer(response: ServerResponse, status: number, error: string, message: string): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify({ error, message }));
}

function plainHeaders(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
