import type { LookupFunction, Socket } from "node:net";
import { Agent, buildConnector } from "undici";
import { blockedMessage, resolveJudged } from "./guard";
import type { OutboundPolicy } from "./policy";

/** How a connection came about; it is told to the first request on it. */
export interface Dialled {
  dnsMs: number | null;
  connectMs: number;
  ip: string | null;
  isTold: boolean;
}

const dialled = new WeakMap<Socket, Dialled>();

export function dialledOf(socket: Socket): Dialled | undefined {
  return dialled.get(socket);
}

/**
 * An Agent whose sockets only ever reach judged addresses: names are resolved here, every address is judged, and exactly those are
 * handed to the socket. One per (project, origin), because an address is judged when a connection is made, not when it is reused.
 */
export function guardedAgent(policy: OutboundPolicy, isTrustedHost: boolean): Agent {
  const names = new Map<string, number>();
  const connect = buildConnector({
    allowH2: false,
    lookup: judgingLookup(policy, isTrustedHost, names),
    timeout: 30_000,
    autoSelectFamily: true,
  });
  return new Agent({
    allowH2: false,
    pipelining: 1,
    maxHeaderSize: 16 * 1024,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 20_000,
    keepAliveMaxTimeout: 60_000,
    clientTtl: 300_000,
    connect: (options, callback) => {
      const started = performance.now();
      connect(options, (error, socket) => {
        if (error) return callback(error, null);
        dialled.set(socket, {
          dnsMs: names.get(options.hostname) ?? null,
          connectMs: performance.now() - started,
          ip: socket.remoteAddress ?? null,
          isTold: false,
        });
        callback(null, socket);
      });
    },
  });
}

function judgingLookup(policy: OutboundPolicy, isTrustedHost: boolean, names: Map<string, number>): LookupFunction {
  return (host, options, callback) => {
    const started = performance.now();
    void resolveJudged(host, policy, isTrustedHost).then((judged) => {
      names.set(host, performance.now() - started);
      if (judged.kind === "not_found") return callback(failure("ENOTFOUND", judged.message), []);
      if (judged.kind === "blocked") return callback(failure("BLOCKED", blockedMessage), []);
      const [first] = judged.addresses;
      if (options.all || !first) return callback(null, judged.addresses);
      callback(null, first.address, first.family);
    });
  };
}

function failure(code: string, message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code });
}
