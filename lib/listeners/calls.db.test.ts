import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { listenerToken } from "@/lib/api-keys/listener-token";
import { authorizeSystem } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import {
  apiKey,
  by,
  call,
  listener,
  listeningProject,
  logged,
  people,
  project,
  usage,
  valuesOf,
} from "@/lib/testing/listening-project";
import { findCallBody, getCall, listCalls } from "./calls";
import { makeListenerLimits } from "./limits";

listeningProject();

describe("the log", () => {
  const reader = () => authorizeSystem(project, "logs.read", by);
  const bodyReader = () => authorizeSystem(project, "logs.bodies", by);

  test("tells a call with its checks, effects and masked request", async () => {
    const { id, key } = await listener();
    const token = listenerToken(apiKey.id, 1, id);
    const headers = { cookie: "session=1", "x-api-key": apiKey.key, "x-hub-token": "t", "user-agent": "CRM/1" };
    const body = JSON.stringify({ account: "Acme", echo: token });
    const { json } = await call(key, { token, headers, value: "jane%40example.com", body });
    const { rows } = await listCalls(reader(), { listenerId: id });
    expect(rows).toMatchObject([
      { outcome: "done", status: 200, subject: { target: "user", label: "jane" }, bytes: body.length },
    ]);
    const detail = await getCall(reader(), String(json["callId"]));
    expect(detail.checks.map(({ check, ok }) => [check, ok])).toEqual([
      ["credential", true],
      ["address", true],
      ["enabled", true],
      ["json", true],
      ["rate", true],
      ["target", true],
      ["effect", true],
    ]);
    expect(detail.effects).toMatchObject({ stored: [{ parameter: "account", value: "Acme", changed: true }] });
    const kept = await findCallBody(bodyReader(), String(json["callId"]));
    expect(kept).toMatchObject({
      url: `/api/listeners/${key}/jane%40example.com?token=•••`,
      headers: { cookie: "•••", "x-api-key": "•••", "x-hub-token": "•••", "user-agent": "CRM/1" },
    });
    expect(kept?.text).toHaveLength(body.length);
  });

  test("holds no credential anywhere, right or wrong", async () => {
    const { id, key } = await listener();
    const token = listenerToken(apiKey.id, 1, id);
    const wrong = "fp_canarycanary_canary";
    const echo = (secret: string) => JSON.stringify({ account: secret, [secret]: secret });
    await call(key, { token, value: encodeURIComponent(token), body: echo(token) });
    await call(key, { token, body: `{"a": ${token}` });
    await call(key, { headers: { authorization: `Bearer ${apiKey.key}` }, value: apiKey.key, body: echo(apiKey.key) });
    await call(key, { token: wrong, value: wrong, headers: { "x-api-key": wrong }, body: echo(wrong) });
    await call(wrong, { token: wrong });
    const rows = JSON.stringify(await logged());
    const bodies = (await db.listenerBody.findMany()).map(
      ({ raw, ...row }) => JSON.stringify(row) + Buffer.from(raw).toString(),
    );
    for (const secret of [token, apiKey.key, wrong]) {
      expect(rows).not.toContain(secret);
      expect(bodies.join()).not.toContain(secret);
    }
  });

  test("keeps refused calls: without a credential never the body, and at most ten a minute of one address", async () => {
    const { key } = await listener();
    const limits = makeListenerLimits({ failures: 100 });
    for (let tries = 0; tries < 15; tries++) await call(key, { token: "wrong", ip: "203.0.113.8" }, limits);
    expect(await db.listenerCall.count({ where: { outcome: "unauthorized", listenerId: null } })).toBe(10);
    expect(await db.listenerBody.count()).toBe(0);
    await call(key, { body: "{" });
    expect(await db.listenerBody.count()).toBe(1);
  });

  test("flags repeated keys and replaced characters", async () => {
    const { key } = await listener();
    await call(key, { body: '{"account":"a","account":"b\\u0000\\ud800"}' });
    expect((await logged())[0]?.flags.sort()).toEqual(["duplicate_keys", "replaced_characters"]);
    expect(await valuesOf(people.jane)).toMatchObject([{ [usage.fields[0]?.id ?? ""]: "b\uFFFD\uFFFD" }]);
  });

  test("of another project is not there", async () => {
    const { id } = await listener();
    const { json } = await call((await listener()).key);
    const other = authorizeSystem({ ...project, id: randomUUID() }, "logs.read", by);
    await expect(getCall(other, String(json["callId"]))).rejects.toMatchObject({ code: "not_found" });
    expect((await listCalls(other, { listenerId: id })).rows).toEqual([]);
  });
});
