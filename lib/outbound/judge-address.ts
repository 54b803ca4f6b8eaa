import { networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";
import type { OutboundPolicy } from "./policy";

/** May a socket be opened to this address? `isTrustedHost` where the operator listed the name it came from. */
export function mayConnect(address: string, policy: OutboundPolicy, isTrustedHost = false): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (isIn(parsed, alwaysDenied)) return false;
  if (isTrustedHost || isIn(parsed, policy.allowedRanges)) return true;
  return parsed.range() === "unicast" && !isIn(parsed, neverPublic) && !ownAddresses().has(parsed.toNormalizedString());
}

/** Did the operator list this address? Cloud metadata is never listed. */
export function isAllowedAddress(address: string, policy: OutboundPolicy): boolean {
  const parsed = ipaddr.process(address);
  return isIn(parsed, policy.allowedRanges) && !isIn(parsed, alwaysDenied);
}

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

// Cloud metadata: AWS, GCP, Azure and OpenStack link-local, ECS, Azure's wire server, Alibaba, Oracle. Not even the operator opens these.
const alwaysDenied: readonly Range[] = [
  "169.254.0.0/16",
  "168.63.129.16/32",
  "100.100.100.200/32",
  "192.0.0.192/32",
  "fe80::/10",
  "fd00:ec2::/32",
  "fd20:ce::/32",
].map((range) => ipaddr.parseCIDR(range));

// ipaddr.js 2.5 calls these unicast: IPv4-compatible addresses embed a private one (`::7f00:1`), and only 2000::/3 is routed at all.
const neverPublic: readonly Range[] = ["::/3", "4000::/2", "8000::/1"].map((range) => ipaddr.parseCIDR(range));

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, ranges: readonly Range[]): boolean {
  return ranges.some(([range, bits]) => {
    if (address.kind() === "ipv4") return range.kind() === "ipv4" && (address as ipaddr.IPv4).match(range, bits);
    return range.kind() === "ipv6" && (address as ipaddr.IPv6).match(range, bits);
  });
}

let own: { at: number; addresses: Set<string> } | undefined;

/** Our own public addresses lead back to us. Read again every half minute: interfaces come and go. */
function ownAddresses(): Set<string> {
  const now = Date.now();
  if (!own || now - own.at > 30_000) {
    const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    own = {
      at: now,
      addresses: new Set(all.map((entry) => ipaddr.process(entry.address.replace(/%.*/, "")).toNormalizedString())),
    };
  }
  return own.addresses;
}
