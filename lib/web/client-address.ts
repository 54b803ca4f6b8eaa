import ipaddr from "ipaddr.js";

/**
 * Who is calling: the address of the connection, or, where that is one of our own proxies, the nearest address in
 * `X-Forwarded-For` that is not. Anyone can write that header, so it counts for nothing from anybody else.
 */
export function clientAddress(
  remote: string | undefined,
  forwardedFor: string | undefined,
  trusted: readonly string[],
): string {
  let address = normalise(remote ?? "") ?? "";
  const hops = (forwardedFor ?? "").split(",");
  while (isTrusted(address, trusted) && hops.length > 0) {
    const nearer = normalise(hops.pop() ?? "");
    if (!nearer) break;
    address = nearer;
  }
  return address;
}

/** True if the connection comes from one of our own proxies. */
export function isTrusted(address: string, trusted: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return trusted.some((entry) => {
    const [range, bits] = ipaddr.isValidCIDR(entry) ? ipaddr.parseCIDR(entry) : [ipaddr.process(entry), undefined];
    if (range.kind() !== parsed.kind()) return false;
    return parsed.match(range, bits ?? (range.kind() === "ipv4" ? 32 : 128));
  });
}

/** `::ffff:10.0.0.1`, `10.0.0.1:4711` and `[::1]:80` all occur in the wild. */
function normalise(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^\[([^\]]*)\](:\d+)?$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
  return ipaddr.isValid(bare) ? ipaddr.process(bare).toString() : null;
}
