import { expect, test } from "vitest";
import { checkDestination, checkUrl } from "./guard";
import { mayConnect } from "./judge-address";
import { outboundPolicy } from "./policy";

const policy = outboundPolicy({ ownOrigin: "http://localhost:3000", allow: [], deniedPorts: [3000, 5432] });
const allowing = (...allow: string[]) =>
  outboundPolicy({ ownOrigin: "http://localhost:3000", allow, deniedPorts: [3000, 5432] });

/** Every way to write an IPv4 address that some parser takes. */
function writings(ip: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = ip.split(".").map(Number);
  const whole = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const hex = whole.toString(16).padStart(8, "0");
  const circled = ip.replace(/\d/g, (digit) =>
    digit === "0" ? "⓪" : String.fromCodePoint(0x2460 + Number(digit) - 1),
  );
  const fullWidth = ip.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  return [
    ip,
    `${ip}.`,
    String(whole),
    `0x${hex}`,
    `0${whole.toString(8)}`,
    `0${a.toString(8)}.0${b.toString(8)}.0${c.toString(8)}.0${d.toString(8)}`,
    `0x${a.toString(16)}.0x${b.toString(16)}.0x${c.toString(16)}.0x${d.toString(16)}`,
    `${a}.${(b << 16) | (c << 8) | d}`,
    `${a}.${b}.${(c << 8) | d}`,
    `000${a}.${b}.${c}.${d}`.replace(/^000(\d+)/, (_, n: string) => `0x${Number(n).toString(16)}`),
    ip.replaceAll(".", "。"),
    ip.replaceAll(".", "．"),
    circled,
    fullWidth,
    ip.replaceAll(".", "%2e"),
    `[::ffff:${ip}]`,
    `[::ffff:${hex.slice(0, 4)}:${hex.slice(4)}]`,
    `[0:0:0:0:0:ffff:${hex.slice(0, 4)}:${hex.slice(4)}]`,
    `[::${hex.slice(0, 4)}:${hex.slice(4)}]`,
    `[64:ff9b::${hex.slice(0, 4)}:${hex.slice(4)}]`,
    `[64:ff9b:1::${hex.slice(0, 4)}:${hex.slice(4)}]`,
    `[2002:${hex.slice(0, 4)}:${hex.slice(4)}::]`,
    `[::ffff:0:${hex.slice(0, 4)}:${hex.slice(4)}]`,
  ];
}

const insideV4 = [
  "127.0.0.1",
  "127.255.255.254",
  "10.0.0.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "169.254.170.2",
  "100.64.0.1",
  "100.100.100.200",
  "0.0.0.0",
  "0.1.2.3",
  "192.0.0.192",
  "192.0.2.1",
  "198.18.0.1",
  "198.51.100.7",
  "203.0.113.9",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "168.63.129.16",
];
const insideV6 = [
  "::",
  "::1",
  "0:0:0:0:0:0:0:1",
  "fe80::1",
  "febf::1",
  "fc00::1",
  "fd00::1",
  "fd00:ec2::254",
  "fec0::1",
  "ff02::1",
  "100::1",
  "2001::1",
  "2001:2::1",
  "2001:db8::1",
  "2001:10::1",
  "2001:20::1",
  "3fff::1",
  "5f00::1",
  "::7f00:1",
  "1::1",
  "4000::1",
  "8000::1",
];

const literals = [...insideV4.flatMap(writings), ...insideV6.map((ip) => `[${ip}]`)];

test(`none of ${literals.length} ways to write an inside address passes`, () => {
  expect(literals.length).toBeGreaterThanOrEqual(200);
  const passed = literals.filter((host) => checkUrl(`https://${host}/hook`, policy).ok);
  expect(passed).toEqual([]);
});

test.each([
  ["http to a public host", "http://hooks.example.com/"],
  ["another scheme", "ftp://example.com/"],
  ["a file", "file:///etc/passwd"],
  ["no scheme", "example.com/hook"],
  ["a password", "https://user:pass@example.com/"],
  ["a user", "https://1.1.1.1@127.0.0.1/"],
  ["SMTP", "https://example.com:25/"],
  ["submission", "https://example.com:587/"],
  ["SSH", "https://example.com:22/"],
  ["our own port", "https://example.com:3000/"],
  ["our database's port", "https://example.com:5432/"],
  ["nothing", ""],
  ["our own origin beside Echo", "http://localhost:3000/api/listeners/x"],
  ["a path that only looks like Echo", "http://localhost:3000/api/echo/plain/../../admin"],
  ["an Echo that does not exist", "http://localhost:3000/api/echo/other"],
  ["Echo at another port", "http://localhost:3001/api/echo/plain"],
])("refused: %s", (_, url) => {
  expect(checkUrl(url, policy).ok).toBe(false);
});

test.each([
  "https://hooks.slack.com/services/x",
  "https://example.com:8443/a?b=c",
  "https://8.8.8.8/",
  "https://[2606:4700::1111]/",
])("allowed: %s", (url) => {
  expect(checkUrl(url, policy)).toMatchObject({ ok: true, isOwnEcho: false });
});

test("our own Echo is always allowed, by its exact address", () => {
  for (const kind of ["plain", "slack", "jira", "shippo"]) {
    expect(checkUrl(`http://localhost:3000/api/echo/${kind}?status=503`, policy)).toMatchObject({
      ok: true,
      isOwnEcho: true,
    });
  }
});

test("the operator may allow ranges and hosts, and http to them", () => {
  expect(checkUrl("http://10.1.2.3:8080/", allowing("10.0.0.0/8")).ok).toBe(true);
  expect(checkUrl("http://10.1.2.3/", allowing("10.1.2.3")).ok).toBe(true);
  expect(checkUrl("http://jira.corp/", allowing("jira.corp")).ok).toBe(true);
  expect(checkUrl("http://JIRA.corp./", allowing("Jira.Corp")).ok).toBe(true);
  expect(checkUrl("https://[fd12::1]/", allowing("fd12::/16")).ok).toBe(true);
  expect(checkUrl("http://other.corp/", allowing("jira.corp")).ok).toBe(false);
  expect(checkUrl("https://jira.corp:5432/", allowing("jira.corp")).ok).toBe(false);
});

test("cloud metadata stays denied, whatever the operator allows", () => {
  const everything = allowing("0.0.0.0/0", "::/0", "metadata.internal");
  for (const ip of ["169.254.169.254", "168.63.129.16", "100.100.100.200", "fd00:ec2::254", "::ffff:169.254.169.254"]) {
    expect(mayConnect(ip, everything), ip).toBe(false);
    expect(mayConnect(ip, everything, true), ip).toBe(false);
  }
});

test("a name is judged by every address behind it when a macro is saved", async () => {
  const resolving = (...addresses: string[]) =>
    outboundPolicy({
      ownOrigin: "http://localhost:3000",
      allow: [],
      resolve: async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    });
  expect((await checkDestination("https://a.example/", resolving("8.8.8.8", "2606:4700::1111"))).ok).toBe(true);
  expect(await checkDestination("https://a.example/", resolving("8.8.8.8", "10.0.0.1"))).toMatchObject({
    reason: "blocked",
  });
  expect(await checkDestination("https://a.example/", resolving("::1"))).toMatchObject({ reason: "blocked" });
  expect((await checkDestination("https://a.example/", resolving())).ok).toBe(true);
});

test("a wrong OUTBOUND_ALLOW is named", () => {
  expect(() => allowing("10.0.0.0/99")).toThrow("10.0.0.0/99");
});
