import { createServer as createTcp, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { startReceiver } from "@/lib/testing/receiver";
import { outboundPolicy, type PolicySettings } from "./policy";
import { outboundSender, type OutboundRequest } from "./send";

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function sender(settings: Partial<PolicySettings> = {}) {
  const made = outboundSender(
    outboundPolicy({ ownOrigin: "http://localhost:3000", allow: ["127.0.0.1"], ...settings }),
  );
  ends.push(() => made.close());
  return made;
}

async function receiver(...first: Parameters<typeof startReceiver>) {
  const made = await startReceiver(...first);
  ends.push(() => made.close());
  return made;
}

/** Answers every connection with raw bytes. */
async function raw(answer: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createTcp((socket) => {
    sockets.add(socket);
    socket.on("error", () => sockets.delete(socket));
    socket.once("data", () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const post = (url: string, more: Partial<OutboundRequest> = {}): OutboundRequest => ({
  method: "POST",
  url,
  headers: [["content-type", "application/json"]],
  body: '{"a":1}',
  timeoutMs: 5000,
  projectId: null,
  ...more,
});

test("an answer comes back whole, with its times", async () => {
  const there = await receiver({ kind: "answer", status: 201, headers: { "x-a": "b" }, body: '{"id":7}' });
  const out = sender();
  const first = await out.send(post(`${there.origin}/hook?x=1#secret`));
  expect(first).toMatchObject({ kind: "answered", status: 201, bytes: 8, truncated: false, ip: "127.0.0.1" });
  if (first.kind !== "answered") return;
  expect(first.body.toString()).toBe('{"id":7}');
  expect(first.headers).toContainEqual(["x-a", "b"]);
  expect(first.connectMs).toBeTypeOf("number");
  expect(first.ttfbMs).toBeTypeOf("number");
  expect(there.requests[0]).toMatchObject({ method: "POST", url: "/hook?x=1", body: '{"a":1}' });
  await new Promise(setImmediate);
  const second = await out.send(post(there.origin));
  expect(second).toMatchObject({ connectMs: null, dnsMs: null, ip: "127.0.0.1" });
});

test("a redirect is not followed", async () => {
  const inside = await receiver();
  const there = await receiver({ kind: "redirect", to: inside.origin });
  expect(await sender().send(post(there.origin))).toMatchObject({ kind: "answered", status: 302 });
  expect(inside.requests).toEqual([]);
});

test("a loopback address is refused without a connection", async () => {
  const there = await receiver();
  const out = sender({ allow: [] });
  for (const host of ["127.0.0.1", "localhost", "[::1]", "2130706433"]) {
    const outcome = await out.send(post(`https://${host}:${there.port}/`));
    expect(outcome, host).toMatchObject({ kind: "failed", reason: "blocked" });
  }
  expect(there.requests).toEqual([]);
});

test("a name that turns to an inside address at the second lookup is refused then", async () => {
  const there = await receiver();
  let lookups = 0;
  const out = sender({
    allow: [],
    resolve: async () => {
      lookups++;
      return [{ address: "127.0.0.1", family: 4 }];
    },
  });
  expect(await out.send(post(`https://rebinding.example:${there.port}/`))).toMatchObject({
    kind: "failed",
    reason: "blocked",
  });
  expect(lookups).toBe(1);
  expect(there.requests).toEqual([]);
});

test("one inside address among outside ones refuses all", async () => {
  const out = sender({
    allow: [],
    resolve: async () => [
      { address: "8.8.8.8", family: 4 },
      { address: "10.0.0.1", family: 4 },
    ],
  });
  expect(await out.send(post("https://mixed.example/"))).toMatchObject({ reason: "blocked" });
});

test("the socket gets exactly the addresses that were judged", async () => {
  const there = await receiver();
  const out = sender({ allow: ["named.example"], resolve: async () => [{ address: "127.0.0.1", family: 4 }] });
  const outcome = await out.send(post(`http://named.example:${there.port}/`));
  expect(outcome).toMatchObject({ kind: "answered", ip: "127.0.0.1" });
  expect(outcome.dnsMs).toBeTypeOf("number");
  expect(there.requests[0]?.headers.host).toBe(`named.example:${there.port}`);
});

test("our own Echo is reached though it is loopback http", async () => {
  const there = await receiver();
  const out = sender({ allow: [], ownOrigin: there.origin });
  expect(await out.send(post(`${there.origin}/api/echo/slack`))).toMatchObject({ kind: "answered", status: 200 });
  expect(await out.send(post(`${there.origin}/api/other`))).toMatchObject({ kind: "failed", reason: "blocked" });
});

test("a name that does not exist is told as such", async () => {
  const failing = async () => {
    throw Object.assign(new Error("no"), { code: "ENOTFOUND" });
  };
  expect(await sender({ resolve: failing }).send(post("https://nowhere.example/"))).toMatchObject({ reason: "dns" });
});

test("nobody listening is refused", async () => {
  const there = await startReceiver();
  await there.close();
  expect(await sender().send(post(there.origin))).toMatchObject({ kind: "failed", reason: "refused" });
});

test("a receiver that stalls runs into the time allowed", async () => {
  const there = await receiver({ kind: "stall" });
  const outcome = await sender().send(post(there.origin, { timeoutMs: 150 }));
  expect(outcome).toMatchObject({ kind: "failed", reason: "timeout" });
});

test("a drip of bytes does not outlive the time allowed", async () => {
  const there = await receiver({ kind: "drip", body: "x".repeat(10_000), everyMs: 10 });
  const outcome = await sender().send(post(there.origin, { timeoutMs: 200 }));
  expect(outcome).toMatchObject({ kind: "failed", reason: "timeout" });
});

test("a connection cut before or within the answer is a reset", async () => {
  const there = await receiver({ kind: "hang up" });
  expect(await sender().send(post(there.origin))).toMatchObject({ kind: "failed", reason: "reset" });
  there.reply({ kind: "hang up", body: "0123456789" });
  expect(await sender().send(post(there.origin))).toMatchObject({ kind: "failed", reason: "reset" });
});

test("of an answer of 1 GB no more than the limit is read", async () => {
  let sent = 0;
  const url = await raw((socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1073741824\r\n\r\n");
    const chunk = Buffer.alloc(64 * 1024, "x");
    const more = () => {
      while (!socket.destroyed && sent < 1_073_741_824) {
        sent += chunk.length;
        if (!socket.write(chunk)) return void socket.once("drain", more);
      }
    };
    more();
  });
  const outcome = await sender().send(post(url));
  expect(outcome).toMatchObject({ kind: "answered", status: 200, truncated: true });
  if (outcome.kind === "answered") expect(outcome.body.length).toBe(1024 * 1024);
  expect(sent).toBeLessThan(64 * 1024 * 1024);
});

test.each([
  ["a malformed chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n", "protocol"],
  ["no HTTP at all", "SSH-2.0-OpenSSH_9.9\r\n", "protocol"],
  ["headers of 64 KB", `HTTP/1.1 200 OK\r\nx-big: ${"a".repeat(65_536)}\r\n\r\n`, "too_large"],
])("%s is a failure, not an exception", async (_, bytes, reason) => {
  const url = await raw((socket) => socket.end(bytes));
  expect(await sender().send(post(url))).toMatchObject({ kind: "failed", reason });
});

test("a receiver that speaks no TLS is told as such", async () => {
  const url = await raw((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  expect(await sender().send(post(url.replace("http:", "https:")))).toMatchObject({ kind: "failed", reason: "tls" });
});

test("a header that cannot be sent is a failure, not an exception", async () => {
  const there = await receiver();
  const outcome = await sender().send(post(there.origin, { headers: [["x-bad", "a\r\nb: c"]] }));
  expect(outcome).toMatchObject({ kind: "failed", reason: "protocol" });
  expect(there.requests).toEqual([]);
});
