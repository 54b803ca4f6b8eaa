import { subscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import type { Agent } from "undici";
import { dialledOf, guardedAgent } from "./agents";
import { checkUrl } from "./guard";
import { explainFailure, type Failed, type FailureReason, type Outcome, type Timings } from "./outcome";
import type { OutboundPolicy } from "./policy";

export interface OutboundRequest {
  method: string;
  url: string;
  headers: readonly (readonly [name: string, value: string])[];
  body: string | Uint8Array | null;
  /** For all of it: name, connection, sending and the whole answer. */
  timeoutMs: number;
  /** Whose request it is: connections are not shared between projects. `null` is the community. */
  projectId: string | null;
}

export interface Sender {
  /** Sends and reads the answer, following nothing. Never throws for what the network or the receiver does. */
  send(request: OutboundRequest): Promise<Outcome>;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

/** The only way out over HTTP. Holds kept-alive connections; close it at the end. */
export function outboundSender(policy: OutboundPolicy): Sender {
  listenOnce();
  const agents = new Map<string, Agent>();
  const agentFor = (key: string, isTrustedHost: boolean) => {
    let agent = agents.get(key);
    if (!agent) {
      agent = guardedAgent(policy, isTrustedHost);
      agents.set(key, agent);
      forgetOldest(agents);
    }
    return agent;
  };
  return {
    send: async (request) => {
      const clock = new Clock();
      const checked = checkUrl(request.url, policy);
      if (!checked.ok) return clock.failed("blocked", checked.message);
      const { url, isOwnEcho, isTrustedHost } = checked;
      const agent = agentFor(`${request.projectId ?? ""} ${url.origin} ${isOwnEcho}`, isTrustedHost);
      return exchange(agent, url, request, policy.bodyBytes, clock);
    },
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
      agents.clear();
    },
  };
}

async function exchange(
  agent: Agent,
  url: URL,
  request: OutboundRequest,
  maxBytes: number,
  clock: Clock,
): Promise<Outcome> {
  // One timer over everything: a drip of a byte a second resets every other kind of timeout.
  const timer = new AbortController();
  const timeout = setTimeout(() => timer.abort(), request.timeoutMs);
  try {
    const answer = await begin(clock, () =>
      agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers: request.headers.flatMap(([name, value]) => [name, value]),
        body: request.body,
        signal: timer.signal,
      }),
    );
    clock.answered();
    const { body, bytes, truncated } = await readUpTo(answer.body, maxBytes);
    return {
      kind: "answered",
      status: answer.statusCode,
      headers: Object.entries(answer.headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((one): [string, string] => [name, one]),
      ),
      body,
      bytes,
      truncated,
      ...clock.read(),
    };
  } catch (error) {
    if (timer.signal.aborted) {
      return clock.failed("timeout", `There was no full answer within ${request.timeoutMs / 1000} seconds.`);
    }
    const { reason, message } = explainFailure(error);
    return clock.failed(reason, message);
  } finally {
    clearTimeout(timeout);
  }
}

async function readUpTo(
  stream: AsyncIterable<Buffer> & { destroy(): unknown },
  maxBytes: number,
): Promise<{ body: Buffer; bytes: number; truncated: boolean }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxBytes) {
      stream.destroy();
      return { body: Buffer.concat(chunks).subarray(0, maxBytes), bytes, truncated: true };
    }
  }
  return { body: Buffer.concat(chunks), bytes, truncated: false };
}

/** The times of one request. */
class Clock {
  private readonly started = performance.now();
  private ttfbMs: number | null = null;
  private socket: { dnsMs: number | null; connectMs: number | null; ip: string | null } | undefined;

  /** The request goes out on this connection; who dialled it is told how long that took, the next ones are not. */
  sentOn(socket: Socket): void {
    const dial = dialledOf(socket);
    if (!dial) return;
    this.socket = dial.isTold ? { dnsMs: null, connectMs: null, ip: dial.ip } : { ...dial };
    dial.isTold = true;
  }

  answered(): void {
    this.ttfbMs = performance.now() - this.started;
  }

  read(): Timings {
    return {
      ms: Math.round(performance.now() - this.started),
      dnsMs: round(this.socket?.dnsMs),
      connectMs: round(this.socket?.connectMs),
      ttfbMs: round(this.ttfbMs),
      ip: this.socket?.ip ?? null,
    };
  }

  failed(reason: FailureReason, message: string): Failed {
    return { kind: "failed", reason, message, ...this.read() };
  }
}

function round(ms: number | null | undefined): number | null {
  return ms === null || ms === undefined ? null : Math.round(ms);
}

// undici tells the socket of a request only through these channels. It makes its request object while `agent.request` runs, so
// whichever clock is set at that moment belongs to it.
let beginning: Clock | undefined;
const clocks = new WeakMap<object, Clock>();
let isListening = false;

function listenOnce(): void {
  if (isListening) return;
  isListening = true;
  subscribe("undici:request:create", (message) => {
    if (beginning) clocks.set((message as { request: object }).request, beginning);
  });
  subscribe("undici:client:sendHeaders", (message) => {
    const { request, socket } = message as { request: object; socket: Socket };
    clocks.get(request)?.sentOn(socket);
  });
}

function begin<T>(clock: Clock, run: () => Promise<T>): Promise<T> {
  beginning = clock;
  try {
    return run();
  } finally {
    beginning = undefined;
  }
}

/** A thousand destinations keep their connections; the one made first gives way, letting its requests end. */
function forgetOldest(agents: Map<string, Agent>): void {
  if (agents.size <= 1000) return;
  for (const [key, agent] of agents) {
    agents.delete(key);
    void agent.close();
    return;
  }
}
