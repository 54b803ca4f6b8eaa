import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

const proxies = ["10.0.0.0/8", "::1"];

test.each([
  ["a stranger's X-Forwarded-For counts for nothing", "203.0.113.5", "198.51.100.1", "203.0.113.5"],
  ["a proxy's X-Forwarded-For names the caller", "10.1.2.3", "198.51.100.1", "198.51.100.1"],
  [
    "what the caller itself wrote before the proxy is not believed",
    "10.1.2.3",
    "1.1.1.1, 198.51.100.1",
    "198.51.100.1",
  ],
  ["several proxies in a row are skipped", "::1", "198.51.100.1, 10.9.9.9", "198.51.100.1"],
  ["an address mapped into IPv6 is the IPv4 address", "::ffff:10.1.2.3", "198.51.100.1", "198.51.100.1"],
  ["ports are ignored", "10.1.2.3", "198.51.100.1:4711", "198.51.100.1"],
  ["IPv6 in brackets is read", "10.1.2.3", "[2001:db8::1]:443", "2001:db8::1"],
  ["rubbish ends the search", "10.1.2.3", "198.51.100.1, rubbish", "10.1.2.3"],
  ["a proxy without the header is the caller", "10.1.2.3", undefined, "10.1.2.3"],
])("%s", (_, remote, forwardedFor, expected) => {
  expect(clientAddress(remote, forwardedFor, proxies)).toBe(expected);
});
