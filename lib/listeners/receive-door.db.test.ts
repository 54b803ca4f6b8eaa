import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createApiKey, rotateApiKey, switchApiKey } from "@/lib/api-keys/commands";
import { listenerToken } from "@/lib/api-keys/listener-token";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { db } from "@/lib/db/client";
import {
  apiKey,
  call,
  keysActor,
  listener,
  listeningProject,
  logged,
  people,
  valuesOf,
  type Given,
} from "@/lib/testing/listening-project";
import { makeListenerLimits } from "./limits";
import type { ListenerInput } from "./schema";

listeningProject();

describe("at the door", () => {
  test("GET describes, HEAD says nothing, and neither changes or logs anything", async () => {
    const { key } = await listener();
    expect(await call(key, { method: "GET" })).toMatchObject({ status: 200, json: { what: expect.any(String) } });
    expect(await call(key, { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
    expect(await call("nothing", { method: "GET" })).toMatchObject({ status: 200 });
    expect(await logged()).toEqual([]);
  });

  test.each(["DELETE", "OPTIONS", "TRACE"])("%s is 405 and says what is allowed", async (method) => {
    const { key } = await listener();
    const answer = await call(key, { method });
    expect(answer).toMatchObject({ status: 405, json: { error: "method_not_allowed" } });
    expect(answer.headers["allow"]).toContain("POST");
  });

  test.each([
    ["a body that was cut", { truncated: true }, 413, "too_large"],
    ["a body over 1 MiB", { body: new Uint8Array(1_048_577) }, 413, "too_large"],
    ["text/plain", { headers: { "content-type": "text/plain" } }, 415, "unsupported_media_type"],
    ["a form", { headers: { "content-type": "application/x-www-form-urlencoded" } }, 415, "unsupported_media_type"],
    ["gzip", { headers: { "content-encoding": "gzip" } }, 415, "unsupported_media_type"],
    ["a VALUE that cannot be decoded", { value: "%E0%A4%A" }, 400, "bad_address"],
    ["a key that cannot be decoded", { key: "%zz" }, 400, "bad_address"],
  ])("%s is refused before anything else", async (_name, given, status, error) => {
    const { key } = await listener();
    const answer = await call(key, given);
    expect(answer).toMatchObject({ status, json: { error, message: expect.any(String), callId: expect.any(String) } });
  });

  test.each([undefined, "application/json; charset=utf-8", "application/vnd.api+json", "APPLICATION/JSON"])(
    "the content type %s comes in",
    async (type) => {
      const { key } = await listener();
      const headers = { "x-api-key": apiKey.key, ...(type ? { "content-type": type } : {}) };
      expect(await call(key, { headers })).toMatchObject({ status: 200 });
    },
  );

  test.each(["PUT", "PATCH"])("%s counts as POST", async (method) => {
    expect(await call((await listener()).key, { method })).toMatchObject({ status: 200, json: { result: "done" } });
  });
});

describe("the credential", () => {
  const wrongs: [string, (input: ListenerInput) => Given & { key?: string }][] = [
    ["none", () => ({ headers: {} })],
    ["a wrong token", () => ({ token: "x".repeat(43) })],
    ["a wrong key", () => ({ headers: { authorization: "Bearer fp_wrong" } })],
    ["the API key in the URL", () => ({ token: apiKey.key })],
    ["the token of another listener", () => ({ token: listenerToken(apiKey.id, 1, randomUUID()) })],
    ["an unknown listener", () => ({ key: "unknown" })],
    ["Basic", () => ({ headers: { authorization: `Basic ${apiKey.key}` } })],
    ["an empty token", () => ({ token: "" })],
  ];
  test.each(wrongs)("%s: the same 401", async (_name, given) => {
    const input = await listener();
    const answer = await call(input.key, given(input));
    expect(answer.status).toBe(401);
    expect({ ...answer.json, callId: "" }).toEqual({
      error: "unauthorized",
      message: "Send the listener's token in the URL, or its API key in the Authorization or X-Api-Key header.",
      callId: "",
    });
    expect(await valuesOf(people.jane)).toEqual([]);
  });

  test.each(["bearer", "x-api-key", "token"])("%s takes the token of the listener", async (way) => {
    const { id, key } = await listener();
    const token = listenerToken(apiKey.id, 1, id);
    const headers = { bearer: { authorization: `Bearer ${token}` }, "x-api-key": { "x-api-key": token }, token: {} }[
      way
    ];
    expect(await call(key, way === "token" ? { token } : { headers })).toMatchObject({ status: 200 });
    expect(await logged()).toMatchObject([{ auth: way, outcome: "done" }]);
  });

  test("a key that is off or has expired is a 401; rotated, the old key and token work on", async () => {
    const own = await createApiKey(keysActor, apiKeyInput.parse({ name: "Own" }));
    const { id, key } = await listener({ apiKeyId: own.id });
    const token = listenerToken(own.id, 1, id);
    await switchApiKey(keysActor, { id: own.id, enabled: false });
    expect(await call(key, { token })).toMatchObject({ status: 401 });
    await switchApiKey(keysActor, { id: own.id, enabled: true });
    const rotated = await rotateApiKey(keysActor, { id: own.id, overlapDays: 7 });
    for (const shown of [own.key, rotated.key])
      expect(await call(key, { headers: { authorization: `Bearer ${shown}` } })).toMatchObject({ status: 200 });
    expect(await call(key, { token })).toMatchObject({ status: 200 });
    await rotateApiKey(keysActor, { id: own.id, overlapDays: 0 });
    expect(await call(key, { token })).toMatchObject({ status: 401 });
    await db.apiKey.update({ where: { id: own.id }, data: { expiresAt: new Date("2020-01-01") } });
    expect(await call(key, { token: listenerToken(own.id, 3, id) })).toMatchObject({ status: 401 });
  });

  test("from a wrong address, in the URL of a header-only listener, or with the listener off", async () => {
    const bound = await createApiKey(keysActor, apiKeyInput.parse({ name: "Bound", allowedIps: ["192.0.2.0/24"] }));
    const headers = { authorization: `Bearer ${bound.key}` };
    const { key } = await listener({ apiKeyId: bound.id });
    expect(await call(key, { headers })).toMatchObject({ status: 403, json: { error: "ip_not_allowed" } });
    expect(await call(key, { headers, ip: "192.0.2.7" })).toMatchObject({ status: 200 });
    const only = await listener({ headerOnly: true });
    const token = listenerToken(apiKey.id, 1, only.id);
    expect(await call(only.key, { token })).toMatchObject({ status: 403, json: { error: "header_only" } });
    expect(await call(only.key)).toMatchObject({ status: 200 });
    const off = await listener({ enabled: false });
    expect(await call(off.key)).toMatchObject({ status: 404, json: { error: "listener_off" } });
  });

  test("ten failures in a second close the door for that address", async () => {
    const { key } = await listener();
    const limits = makeListenerLimits();
    const wrong = () => call(key, { token: "wrong", ip: "203.0.113.5" }, limits);
    for (let tries = 0; tries < 10; tries++) expect(await wrong()).toMatchObject({ status: 401 });
    const answer = await wrong();
    expect(answer).toMatchObject({ status: 429, json: { error: "too_many_failures" } });
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(await call(key, { ip: "203.0.113.6" }, limits)).toMatchObject({ status: 200 });
  });
});

describe("the body", () => {
  test("that is not JSON is a 400 with the place", async () => {
    const { key } = await listener();
    const answer = await call(key, { body: '{\n  "a": oops}' });
    expect(answer).toMatchObject({
      status: 400,
      json: { error: "not_json", line: 2, column: 8, excerpt: '  "a": oops}' },
    });
    expect(await call(key, { body: "" })).toMatchObject({ status: 400, json: { error: "not_json" } });
  });

  test("over the rate of the listener is a 429 with Retry-After", async () => {
    const { key } = await listener();
    const limits = makeListenerLimits({ calls: 2 });
    expect((await call(key, {}, limits)).status).toBe(200);
    expect((await call(key, {}, limits)).status).toBe(200);
    const answer = await call(key, {}, limits);
    expect(answer).toMatchObject({ status: 429, json: { error: "rate_limited" } });
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  });
});
