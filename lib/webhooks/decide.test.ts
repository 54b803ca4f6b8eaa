import { expect, test } from "vitest";
import type { Outcome } from "@/lib/outbound/outcome";
import { decide, decideUnknown, type TryToJudge } from "./decide";

const now = new Date("2026-03-01T12:00:00.000Z");
const tried: TryToJudge = { attempt: 1, maxAttempts: 12, plan: "default", firstAt: now, now, chance: 0 };
const times = { ms: 1, dnsMs: null, connectMs: null, ttfbMs: 1, ip: null };

function answered(status: number, headers: [string, string][] = [], body = ""): Outcome {
  return { kind: "answered", status, headers, body: Buffer.from(body), bytes: body.length, truncated: false, ...times };
}

test.each([
  [200, "delivered"],
  [204, "delivered"],
  [299, "delivered"],
  [301, "failed"],
  [304, "failed"],
  [400, "failed"],
  [401, "failed"],
  [403, "failed"],
  [404, "failed"],
  [405, "failed"],
  [408, "waiting"],
  [409, "failed"],
  [410, "failed"],
  [415, "failed"],
  [422, "failed"],
  [425, "waiting"],
  [429, "waiting"],
  [500, "waiting"],
  [503, "waiting"],
  [599, "waiting"],
])("%i is %s", (status, state) => {
  expect(decide(answered(status), tried)).toMatchObject({ state, status, isGone: status === 410 });
});

test.each([
  ["dns", "waiting"],
  ["refused", "waiting"],
  ["timeout", "waiting"],
  ["reset", "waiting"],
  ["protocol", "waiting"],
  ["tls", "failed"],
  ["too_large", "failed"],
  ["blocked", "blocked"],
] as const)("%s is %s", (reason, state) => {
  expect(decide({ kind: "failed", reason, message: "x", ...times }, tried)).toMatchObject({
    state,
    errorClass: reason,
  });
});

test("the last try fails and says how many there were", () => {
  const verdict = decide(answered(503), { ...tried, attempt: 12 });
  expect(verdict).toMatchObject({ state: "failed", nextAt: null, message: "503 Given up after 12 tries." });
});

test("Retry-After holds back the destination and the delivery alike", () => {
  const verdict = decide(answered(429, [["Retry-After", "600"]]), tried);
  expect(verdict.pauseUntil).toEqual(new Date(now.getTime() + 600_000));
  expect(verdict.nextAt).toEqual(new Date(now.getTime() + 600_000));
  expect(decide(answered(429, [["retry-after", "whenever"]]), tried).pauseUntil).toBeNull();
});

test("the receiver's short words stand beside the code, pages do not", () => {
  expect(decide(answered(404, [], "channel_not_found"), tried).message).toBe("404 channel_not_found");
  expect(decide(answered(500, [["content-type", "text/html"]], "<h1>Oops</h1>"), tried).message).toBe("500");
  expect(decide(answered(500, [], "x".repeat(500)), tried).message).toHaveLength(204);
  expect(decide(answered(500, [], "\u0000\u0001"), tried).message).toBe("500");
});

test("an unknown end is tried again or held, as the macro says", () => {
  expect(decideUnknown("retry", tried)).toMatchObject({ state: "waiting", outcome: "unknown", nextAt: now });
  expect(decideUnknown("hold", tried)).toMatchObject({ state: "held", outcome: "unknown" });
  expect(decideUnknown("retry", { ...tried, attempt: 12 })).toMatchObject({ state: "failed", outcome: "unknown" });
});
