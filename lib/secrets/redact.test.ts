import { expect, test } from "vitest";
import { MASK, maskHeaders, maskUrl, redact, redactBytes, redactDeep } from "./redact";

const secret = 'Bearer tok/en+"1"';

test.each([
  ["as typed", `you sent ${secret}!`],
  ["without its scheme", 'you sent tok/en+"1"!'],
  ["in JSON", JSON.stringify({ you: secret })],
  ["in JSON with escaped slashes", JSON.stringify({ you: secret }).replaceAll("/", "\\/")],
  ["in a URL", `https://a.example/?h=${encodeURIComponent(secret)}`],
  ["in a form", new URLSearchParams({ h: secret }).toString()],
])("a secret is taken out of a text: %s", (_, text) => {
  const clean = redact(text, ['Bearer tok/en+"1"', 'tok/en+"1"']);
  expect(clean).toContain(MASK);
  expect(clean).not.toMatch(/tok.{0,4}en/i);
});

test("JSON stays JSON", () => {
  expect(JSON.parse(redact(JSON.stringify({ a: "s3cr3t-value" }), ["s3cr3t-value"]))).toEqual({ a: MASK });
});

test("a longer secret is taken out whole, though a shorter one is part of it", () => {
  expect(redact("abcdefgh", ["abcd", "abcdefgh"])).toBe(MASK);
});

test("of a secret address also the path and the token in it are taken out", () => {
  const url = "https://hooks.slack.com/services/T00000000/B00000000/abcdefghijkl";
  expect(redact("you called /services/T00000000/B00000000/abcdefghijkl", [url])).toBe(`you called ${MASK}`);
  expect(redact("token=abcdefghijkl", [url])).toBe(`token=${MASK}`);
  expect(redact("services", [url])).toBe("services");
});

test("very short values are left alone", () => {
  expect(redact("banana", ["a"])).toBe("banana");
});

test("bytes that are no text survive, the secret does not", () => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0x00, 0xc3]), Buffer.from("pässword"), Buffer.from([0xfe])]);
  const clean = redactBytes(bytes, ["pässword"]);
  expect(clean).toEqual(Buffer.concat([Buffer.from([0xff, 0x00, 0xc3]), Buffer.from(MASK), Buffer.from([0xfe])]));
});

test("plain data is cleaned at every depth", () => {
  expect(redactDeep({ a: ["topsecret", 1, null], topsecret: { b: "x topsecret" } }, ["topsecret"])).toEqual({
    a: [MASK, 1, null],
    [MASK]: { b: `x ${MASK}` },
  });
});

test("headers that carry credentials are masked by name, others by value", () => {
  const headers = ["Authorization", "Cookie", "X-Api-Key", "X-Gitlab-Token", "Set-Cookie"].map(
    (name) => [name, "zzz"] as const,
  );
  expect(maskHeaders(headers).every(([, value]) => value === MASK)).toBe(true);
  expect(maskHeaders([["X-Mine", "a s3cret b"]], ["s3cret"])).toEqual([["X-Mine", `a ${MASK} b`]]);
  expect(maskHeaders([["Accept", "application/json"]])).toEqual([["Accept", "application/json"]]);
});

test("query keys that carry credentials are masked", () => {
  expect(maskUrl("https://a.example/x?token=abc&name=b&api_key=c#frag")).toBe(
    `https://a.example/x?token=${MASK}&name=b&api_key=${MASK}#frag`,
  );
});
