import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { apiKey, call, listener, people, usage, valuesOf, listeningProject } from "@/lib/testing/listening-project";

listeningProject();

describe("repeats", () => {
  test.each([
    "idempotency-key",
    "webhook-id",
    "x-github-delivery",
    "x-atlassian-webhook-identifier",
    "x-shopify-webhook-id",
  ])("%s is known again", async (name) => {
    const { key } = await listener();
    const headers = { "x-api-key": apiKey.key, [name]: "delivery-1" };
    const first = await call(key, { headers });
    const second = await call(key, { headers, body: '{"account":"Other"}' });
    expect(second.json).toMatchObject({ result: "duplicate", callId: first.json["callId"] });
    expect(await valuesOf(people.jane)).toMatchObject([{ [usage.fields[0]?.id ?? ""]: "Acme" }]);
  });

  test("at once, exactly one has an effect", async () => {
    const { key } = await listener();
    const headers = { "x-api-key": apiKey.key, "idempotency-key": "same" };
    const answers = await Promise.all(Array.from({ length: 10 }, () => call(key, { headers })));
    expect(answers.map(({ json }) => String(json["result"])).sort()).toEqual(
      ["done", ...Array<string>(9).fill("duplicate")].sort(),
    );
  });

  test("a call without an effect may be sent again", async () => {
    const { key } = await listener();
    const headers = { "x-api-key": apiKey.key, "idempotency-key": "later" };
    expect(await call(key, { headers, value: "newcomer" })).toMatchObject({ status: 404 });
    expect(await call(key, { headers })).toMatchObject({ status: 200, json: { result: "done" } });
  });

  test("by a path, by another header, or not at all", async () => {
    const byPath = await listener({ dedupe: { from: "path", path: "event.id" } });
    const body = '{"account":"Acme","event":{"id":7}}';
    expect((await call(byPath.key, { body })).json["result"]).toBe("done");
    expect((await call(byPath.key, { body })).json["result"]).toBe("duplicate");
    const byHeader = await listener({ dedupe: { from: "header", name: "X-Event" } });
    const headers = { "x-api-key": apiKey.key, "x-event": "1", "idempotency-key": randomUUID() };
    expect((await call(byHeader.key, { headers })).json["result"]).toBe("done");
    expect((await call(byHeader.key, { headers })).json["result"]).toBe("duplicate");
    const off = await listener({ dedupe: { from: "off" } });
    expect((await call(off.key, { headers })).json["result"]).toBe("done");
    expect((await call(off.key, { headers })).json["result"]).toBe("done");
  });
});

describe("a batch", () => {
  const batch = { lookup: { in: "body", path: "who", by: "default" } };
  const items = [
    { who: "jane", account: "A" },
    { who: "nobody", account: "B" },
    { who: "jim", sessions_7d: "many" },
    7,
    { who: "jim", account: "C", extra: 1 },
  ];

  test.each([
    ["a list", items],
    ["items", { items }],
  ])("as %s gets a result for each, and one bad item stops no other", async (_name, body) => {
    const { key } = await listener(batch);
    const { status, json } = await call(key, { value: null, body: JSON.stringify(body) });
    expect({ status, ...json }).toMatchObject({
      status: 200,
      result: "batch",
      items: [
        { index: 0, status: 200, result: "done", stored: ["account"], ignored: ["who"] },
        { index: 1, status: 404, error: "target_not_found", path: "who" },
        { index: 2, status: 422, error: "values_rejected" },
        { index: 3, status: 400, error: "not_an_object" },
        { index: 4, status: 200, result: "done" },
      ],
    });
    expect(await valuesOf(people.jim)).toMatchObject([{ [usage.fields[0]?.id ?? ""]: "C" }]);
  });

  test("together with VALUE is a 400, and over 500 a 413", async () => {
    const { key } = await listener(batch);
    expect(await call(key, { body: "[]" })).toMatchObject({ status: 400, json: { error: "array_with_value" } });
    const many = JSON.stringify(Array.from({ length: 501 }, () => ({})));
    expect(await call(key, { value: null, body: many })).toMatchObject({
      status: 413,
      json: { error: "too_many_items" },
    });
    expect(await call(key, { value: null, body: "[]" })).toMatchObject({ status: 200, json: { items: [] } });
  });

  test("is repeated as a whole", async () => {
    const { key } = await listener(batch);
    const headers = { "x-api-key": apiKey.key, "idempotency-key": "batch" };
    const body = JSON.stringify(items);
    expect((await call(key, { value: null, body, headers })).json["result"]).toBe("batch");
    expect((await call(key, { value: null, body, headers })).json["result"]).toBe("duplicate");
  });
});
