import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";

export interface ResolvedAddress {
  address: string;
  family: 4 | 6;
}

/** Where this deployment may send to, and how much it takes back. Passed to everything that goes out; nothing can switch it off. */
export interface OutboundPolicy {
  /** Our own origin: its Echo endpoints are always allowed, the rest of it is as private as its address. */
  readonly ownOrigin: string;
  /** Lower-case host names, as the operator listed them. Any address behind them is allowed (never cloud metadata), and so is http. */
  readonly allowedHosts: ReadonlySet<string>;
  readonly allowedRanges: readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[];
  /** Ports of this deployment that no request may reach, whatever the host: its database, and itself unless that is 80 or 443. */
  readonly deniedPorts: ReadonlySet<number>;
  readonly resolve: (host: string) => Promise<ResolvedAddress[]>;
  /** Bytes of an answer that are read before the connection is dropped. */
  readonly bodyBytes: number;
}

export interface PolicySettings {
  ownOrigin: string;
  /** `OUTBOUND_ALLOW`: addresses, ranges and host names. */
  allow: readonly string[];
  deniedPorts?: readonly number[];
  resolve?: OutboundPolicy["resolve"];
}

/** @throws Error about an entry of `allow` that is no address, range or host name. */
export function outboundPolicy({ ownOrigin, allow, deniedPorts = [], resolve }: PolicySettings): OutboundPolicy {
  const ranges: [ipaddr.IPv4 | ipaddr.IPv6, number][] = [];
  const hosts = new Set<string>();
  for (const entry of allow) {
    if (ipaddr.isValidCIDR(entry)) ranges.push(ipaddr.parseCIDR(entry));
    else if (ipaddr.isValid(entry)) ranges.push(single(entry));
    else if (/^[a-z0-9._-]+$/i.test(entry)) hosts.add(entry.toLowerCase());
    else throw new Error(`OUTBOUND_ALLOW has “${entry}”, which is no address, range or host name.`);
  }
  return {
    ownOrigin: new URL(ownOrigin).origin,
    allowedHosts: hosts,
    allowedRanges: ranges,
    deniedPorts: new Set(deniedPorts.filter((port) => port !== 80 && port !== 443)),
    resolve: resolve ?? resolveAll,
    bodyBytes: 1024 * 1024,
  };
}

function single(address: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const parsed = ipaddr.process(address);
  return [parsed, parsed.kind() === "ipv4" ? 32 : 128];
}

async function resolveAll(host: string): Promise<ResolvedAddress[]> {
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}
