import ipaddr from "ipaddr.js";

/** A single address or a range such as `203.0.113.0/24`. */
export function isAddressOrRange(text: string): boolean {
  return ipaddr.isValid(text) ? !/^\d+$/.test(text) : ipaddr.isValidCIDR(text);
}

/** An empty list allows every address. An IPv4 address written as IPv6 (`::ffff:…`) counts as the IPv4 address it is. */
export function isAllowedAddress(ip: string, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  if (!ipaddr.isValid(ip)) return false;
  const caller = ipaddr.process(ip);
  return allowed.some((entry) => {
    const [range, bits] = ipaddr.isValidCIDR(entry) ? ipaddr.parseCIDR(entry) : single(entry);
    return range.kind() === caller.kind() && caller.match(range, bits);
  });
}

function single(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const address = ipaddr.process(entry);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}
