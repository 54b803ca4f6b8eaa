import { expect, test } from "vitest";
import { answerEcho, type EchoRequest } from "./echo";

const ask = (kind: string, body: unknown, more: Partial<EchoRequest> = {}) =>
  answerEcho({
    kind,
    method: "POST",
    url: `http://localhost:3000/api/echo/${kind}`,
    headers: [],
    body: typeof body === "string" ? body : JSON.stringify(body),
    now: new Date("2026-01-02T03:04:05.000Z"),
    ...more,
  });

test("plain gives back what was sent, credentials masked", () => {
  const answer = ask(
    "plain",
    { a: 1 },
    {
      headers: [
        ["authorization", "Bearer zzz"],
        ["accept", "*/*"],
      ],
    },
  );
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body)).toMatchObject({
    method: "POST",
    headers: { authorization: "•••", accept: "*/*" },
    body: { a: 1 },
  });
});

test("slack answers ok as text, and refuses what Slack refuses", () => {
  expect(ask("slack", { text: "hi" })).toMatchObject({
    status: 200,
    body: "ok",
    contentType: "text/plain; charset=utf-8",
  });
  expect(ask("slack", { blocks: [{ type: "divider" }] }).status).toBe(200);
  expect(ask("slack", { text: "" })).toMatchObject({ status: 400, body: "no_text" });
  expect(ask("slack", "not json")).toMatchObject({ status: 400, body: "invalid_payload" });
});

test("jira answers the same issue for the same body", () => {
  const body = { fields: { project: { key: "ACME" }, summary: "x" } };
  const [one, two] = [ask("jira", body), ask("jira", body)];
  expect(one.status).toBe(201);
  expect(one.body).toBe(two.body);
  expect(JSON.parse(one.body)).toMatchObject({
    key: expect.stringMatching(/^ACME-\d+$/),
    id: expect.stringMatching(/^\d+$/),
  });
  expect(ask("jira", { nothing: 1 }).status).toBe(400);
});

test("shippo judges the street", () => {
  const valid = (street1: string) =>
    JSON.parse(ask("shippo", { street1, city: "Berlin", country: "DE" }).body).validation_results;
  expect(valid("215 Clayton St.")).toEqual({ is_valid: true, messages: [] });
  expect(valid("")).toMatchObject({ is_valid: false, messages: [{ code: "Unknown Street" }] });
  expect(valid("Unknown road")).toMatchObject({ is_valid: false });
});

test("shippo reads a form as well", () => {
  expect(JSON.parse(ask("shippo", "street1=1+Main&city=Rome&country=IT").body)).toMatchObject({
    street1: "1 Main",
    is_complete: true,
  });
});

test("trouble can be played", () => {
  const url = "http://localhost:3000/api/echo/slack?status=503&delay=99999&retry-after=7";
  expect(ask("slack", { text: "hi" }, { url })).toMatchObject({
    status: 503,
    delayMs: 10_000,
    headers: { "retry-after": "7" },
  });
  expect(ask("slack", { text: "hi" }, { url: "http://x/?status=99" }).status).toBe(200);
});

test("nothing is ever HTML", () => {
  for (const kind of ["plain", "slack", "jira", "shippo", "<script>"]) {
    expect(ask(kind, "<script>alert(1)</script>").contentType).not.toContain("html");
  }
});
