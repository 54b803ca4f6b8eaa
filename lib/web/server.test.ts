import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ListenerRequest } from "@/lib/listeners/call";
import { createFront, type Front, type FrontOptions } from "./server";
import { stopServer } from "./stop-server";

let server: Front;
let calls: ListenerRequest[];
let pages: IncomingMessage[];
let errors: unknown[];

beforeEach(() => {
  calls = [];
  pages = [];
  errors = [];
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe("a listener call", () => {
  test("arrives undecoded, without its token in the URL, with its body and headers", async () => {
    const origin = await start();
    const body = Buffer.from([0, 255, 1]);
    const url = `${origin}/api/listeners/my%20key/a%2Fb/c?x=1&%74oken=t%2B1`;
    const response = await fetch(url, { method: "POST", body, headers: { "X-Api-Key": "k" } });
    expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
    expect(calls).toHaveLength(1);
    const { key, value, query, headers, body: received, method, truncated, ip } = calls[0] as ListenerRequest;
    expect({ key, value, method, truncated, ip }).toEqual({
      key: "my%20key",
      value: "a%2Fb/c",
      method: "POST",
      truncated: false,
      ip: "127.0.0.1",
    });
    expect([...query]).toEqual([
      ["x", "1"],
      ["token", "t+1"],
    ]);
    expect(headers["x-api-key"]).toBe("k");
    expect(Buffer.from(received)).toEqual(body);
    expect(pages).toHaveLength(0);
  });

  test.each([
    ["/api/listeners/k", null],
    ["/api/listeners/k/", ""],
    ["/api/listeners/k/%E0%A4%A", "%E0%A4%A"],
    ["/api/listeners/k//x/", "/x/"],
    ["/api/listeners/k/../x", "../x"],
  ])("%s reaches the listener as it was sent, without a redirect", async (path, value) => {
    const origin = await start();
    expect(
      await raw(origin, `POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`),
    ).toMatch(/^HTTP\/1.1 200 /);
    expect(calls[0]?.value).toBe(value);
  });

  test("longer than 1 MiB is cut, marked, and the connection is not used again", async () => {
    const origin = await start();
    const socket = open(origin);
    socket.write("POST /api/listeners/k/v HTTP/1.1\r\nhost: x\r\ncontent-length: 99000000\r\n\r\n");
    socket.write(Buffer.alloc(1024 * 1024 + 1));
    const answer = await text(socket);
    expect(answer.toLowerCase()).toContain("connection: close");
    expect(calls[0]?.truncated).toBe(true);
  });

  test("of exactly 1 MiB is taken whole", async () => {
    const origin = await start();
    await fetch(`${origin}/api/listeners/k/v`, { method: "POST", body: Buffer.alloc(1024 * 1024) });
    expect([calls[0]?.truncated, calls[0]?.body.length]).toEqual([false, 1024 * 1024]);
  });

  test("that fails inside answers 503 with Retry-After and tells nothing", async () => {
    const origin = await start({ receive: () => Promise.reject(new Error("secret detail")) });
    const response = await fetch(`${origin}/api/listeners/k`, { method: "POST" });
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await response.text()).not.toContain("secret");
    expect(errors).toHaveLength(1);
  });

  test("that is sent too slowly is ended with 408", async () => {
    const origin = await start({ seconds: { headers: 1, request: 1 } });
    const socket = open(origin);
    socket.write("POST /api/listeners/k/v HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nab");
    expect(await text(socket)).toMatch(/^HTTP\/1.1 408 /);
    expect(calls).toHaveLength(0);
  });
});

describe("a page", () => {
  test("gets a nonce of its own, and the same policy goes to the browser", async () => {
    const origin = await start();
    const responses = await Promise.all([fetch(`${origin}/a`), fetch(`${origin}/a`)]);
    const policies = responses.map((response) => response.headers.get("content-security-policy") ?? "");
    expect(new Set(policies).size).toBe(2);
    for (const page of pages) {
      expect(policies).toContain(page.headers["content-security-policy"]);
      expect(page.headers["content-security-policy"]).toContain(`'nonce-${String(page.headers["x-nonce"])}'`);
    }
    expect(policies[0]).toContain("frame-ancestors 'none'");
    expect(policies[0]).not.toContain("unsafe-eval");
  });

  test("never sees a token, nor a forwarded header that a stranger made up", async () => {
    const origin = await start();
    const headers = { "x-forwarded-for": "1.2.3.4", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
    await fetch(`${origin}/a?q=1&token=secret`, { headers });
    expect(pages[0]?.url).toBe("/a?q=1");
    expect(pages[0]?.headers["x-forwarded-for"]).toBe("127.0.0.1");
    expect(pages[0]?.headers["x-forwarded-host"]).toBeUndefined();
    expect(pages[0]?.headers["x-forwarded-proto"]).toBeUndefined();
  });

  test.each(["/%E0%A4%A", "/api/x/%", "/%zz?x=1"])("%s answers 400 and reaches nobody", async (path) => {
    const origin = await start();
    const answer = await raw(origin, `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).toContain('"error":"bad_request"');
    expect(pages).toHaveLength(0);
  });

  test.each(["http://other.example/", "*"])("the target %s answers 400", async (target) => {
    const origin = await start();
    expect(await raw(origin, `OPTIONS ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 400 /,
    );
  });

  test("a 405 says which methods its address has, as whoever answers pages tells OPTIONS", async () => {
    const nextHandler: FrontOptions["nextHandler"] = async ({ method, url }, response) => {
      response.statusCode = method === "GET" ? 200 : method === "OPTIONS" ? 204 : 405;
      if (method === "OPTIONS" && url === "/api/exports?x=1") response.setHeader("Allow", "GET, HEAD, OPTIONS");
      // What compresses answers does so before it ends them.
      if (method === "PUT") response.writeHead(405);
      response.end(method === "GET" ? "page" : undefined);
    };
    const origin = await start({ nextHandler });
    for (const method of ["POST", "PUT", "DELETE"]) {
      const answer = await fetch(`${origin}/api/exports?x=1`, { method });
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
      expect(await answer.json()).toEqual({
        error: "method_not_allowed",
        message: "This address takes GET, HEAD, OPTIONS and nothing else.",
      });
    }
    expect(await (await fetch(`${origin}/api/exports?x=1`)).text()).toBe("page");
    const silent = await fetch(`${origin}/api/other`, { method: "POST" });
    expect([silent.status, silent.headers.get("allow"), await silent.text()]).toEqual([405, null, ""]);
  });

  test("TRACE is answered 501 and reaches nobody", async () => {
    const origin = await start();
    expect(await raw(origin, "TRACE / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")).toMatch(/^HTTP\/1.1 501 /);
    expect(pages).toHaveLength(0);
  });

  test("that throws answers 500 without the reason", async () => {
    const origin = await start({ nextHandler: () => Promise.reject(new Error("secret detail")) });
    const response = await fetch(`${origin}/a`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
  });
});

test("every answer carries the security headers, https adds that browsers stay there", async () => {
  const origin = await start({ secure: true });
  for (const path of ["/a", "/api/listeners/k", "/%25"]) {
    const { headers } = await fetch(origin + path, { method: "POST" });
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
    expect(headers.get("x-powered-by")).toBeNull();
  }
});

test("rubbish instead of HTTP answers 400", async () => {
  const origin = await start();
  expect(await raw(origin, "rubbish\r\n\r\n")).toMatch(/^HTTP\/1.1 400 /);
});

test("stopping lets a running request end and takes no new one", async () => {
  const finish = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const nextHandler = async (_: IncomingMessage, response: ServerResponse) => {
    begun.resolve();
    await finish.promise;
    response.end("done");
  };
  const origin = await start({ nextHandler });
  const running = fetch(`${origin}/slow`);
  await begun.promise;
  const stopped = stopServer(server);
  await expect(fetch(`${origin}/late`)).rejects.toThrow();
  finish.resolve();
  expect(await (await running).text()).toBe("done");
  await stopped;
});

async function start(options: Partial<FrontOptions> = {}): Promise<string> {
  server = createFront({
    receive: async (call) => {
      calls.push(call);
      return { status: 200, headers: {}, body: '{"ok":true}' };
    },
    nextHandler: async (request, response) => {
      pages.push(request);
      response.end("page");
    },
    trustedProxies: [],
    secure: false,
    onError: (error) => errors.push(error),
    ...options,
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function open(origin: string): Socket {
  return connect(Number(new URL(origin).port), "127.0.0.1");
}

/** What a client that does not tidy its URLs would send and get. */
async function raw(origin: string, request: string): Promise<string> {
  const socket = open(origin);
  socket.write(request);
  return text(socket);
}
