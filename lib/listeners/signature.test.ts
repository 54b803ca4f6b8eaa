import { describe, expect, test } from "vitest";
import { keyOf, signatureProblem, signedHeaders, type Signer } from "./signature";

const bytes = (text: string) => new TextEncoder().encode(text);

// The examples of the systems' own documentation.
const secret = "It's a Secret to Everybody";
const github = {
  header: "x-hub-signature-256",
  body: "Hello, World!",
  hex: "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
};
const jira = {
  header: "x-hub-signature",
  body: "Hello World!",
  hex: "a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9",
};

const inHeader = (header: string): Signer => ({ scheme: "body", header, key: keyOf("body", secret) ?? Buffer.of() });
const now = new Date();

describe.each([github, jira])("in $header", ({ header, body, hex }) => {
  const problem = (value: string | undefined, sent = body) =>
    signatureProblem(inHeader(header), { headers: { [header]: value }, body: bytes(sent) }, now);

  test.each([
    ["as it is sent", `sha256=${hex}`],
    ["without its name", hex],
    ["in capitals", `SHA256=${hex.toUpperCase()}`],
    ["in base64", Buffer.from(hex, "hex").toString("base64")],
    ["with spaces around", ` sha256=${hex} `],
  ])("a right one is taken: %s", (_name, value) => {
    expect(problem(value)).toBeNull();
  });

  test.each([
    ["none", undefined, /is missing/],
    ["an empty one", " ", /is missing/],
    ["one of another hash", `sha1=${hex.slice(0, 40)}`, /does not fit/],
    ["a short one", `sha256=${hex.slice(2)}`, /does not fit/],
    ["one with a changed digit", `sha256=${hex.replace(/^./, (digit) => (digit === "0" ? "1" : "0"))}`, /does not fit/],
    ["two", `sha256=${hex}, sha256=${hex}`, /does not fit/],
    ["no signature at all", "trust me", /does not fit/],
  ])("%s is refused", (_name, value, why) => {
    expect(problem(value)).toMatch(why);
  });

  test("one of another body is refused, be it a space", () => {
    expect(problem(`sha256=${hex}`, `${body} `)).toMatch(/does not fit/);
  });
});

describe("Standard Webhooks", () => {
  const key = keyOf("standard_webhooks", "whsec_plJ3nmyCDGBKInavdOK15jsl") ?? Buffer.of();
  const body = '{"event_type":"ping","data":{"success":true}}';
  const right = {
    "webhook-id": "msg_loFOjxBNrRLzqYUf",
    "webhook-timestamp": "1731705121",
    "webhook-signature": "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
  };
  const problem = (change: Record<string, string | undefined> = {}, seconds = 0, sent = body) =>
    signatureProblem(
      { scheme: "standard_webhooks", key },
      { headers: { ...right, ...change }, body: bytes(sent) },
      new Date((1731705121 + seconds) * 1000),
    );

  test("a right one is taken, also among others, up to five minutes old or ahead", () => {
    expect(problem()).toBeNull();
    expect(problem({ "webhook-signature": `v1a,xyz v1,AAAA ${right["webhook-signature"]}` })).toBeNull();
    expect(problem({}, 300)).toBeNull();
    expect(problem({}, -300)).toBeNull();
  });

  test.each([
    ["without an id", { "webhook-id": undefined }, /webhook-id is missing/],
    ["without a time", { "webhook-timestamp": undefined }, /webhook-timestamp is missing/],
    ["without a signature", { "webhook-signature": undefined }, /webhook-signature is missing/],
    ["with another id", { "webhook-id": "msg_other" }, /does not fit/],
    ["with a newer time", { "webhook-timestamp": "1731705122" }, /does not fit/],
    ["with a time that is none", { "webhook-timestamp": "yesterday" }, /no time/],
    ["of another version", { "webhook-signature": right["webhook-signature"].replace("v1,", "v2,") }, /does not fit/],
  ])("one %s is refused", (_name, change, why) => {
    expect(problem(change)).toMatch(why);
  });

  test("one that is too old, or too far ahead, is refused", () => {
    expect(problem({}, 301)).toMatch(/5 minutes/);
    expect(problem({}, -301)).toMatch(/5 minutes/);
  });

  test("one of another body is refused", () => {
    expect(problem({}, 0, body.replace("ping", "pong"))).toMatch(/does not fit/);
  });
});

test("a secret of Standard Webhooks is base64; any text is one for a header", () => {
  expect(keyOf("standard_webhooks", "plJ3nmyCDGBKInavdOK15jsl")?.length).toBe(18);
  for (const text of ["", "whsec_", "not base64!", "whsec_abc"]) expect(keyOf("standard_webhooks", text)).toBeNull();
  expect(keyOf("body", "ä")).toEqual(Buffer.from("ä"));
});

test("what we sign ourselves is right", () => {
  const body = bytes('{"a":1}');
  for (const signer of [inHeader("x-mine"), { scheme: "standard_webhooks", key: Buffer.of(1, 2, 3) } as const]) {
    const headers = signedHeaders(signer, body, { id: "m-1", at: now });
    expect(signatureProblem(signer, { headers, body }, now)).toBeNull();
  }
});
