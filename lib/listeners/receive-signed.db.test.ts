import { createHmac, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
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
  valuesOf,
} from "@/lib/testing/listening-project";
import { deleteListener, switchListener, updateListener } from "./commands";
import { makeListenerLimits } from "./limits";
import { getListener } from "./queries";
import { listenerInput, type ListenerInput } from "./schema";
import { sendTestCall } from "./send-test";

listeningProject();

const actor = () => authorizeSystem(project, "listeners.write", by);
const secret = "correct horse battery staple";
const jiras = { scheme: "body", header: "X-Hub-Signature", secret: { value: secret } };
const signedListener = (change: object = {}) => listener({ signature: jiras, ...change });
const body = '{ "account": "Acme" }\n';

function hub(given = body, key = secret) {
  return `sha256=${createHmac("sha256", key).update(given).digest("hex")}`;
}

function send(to: ListenerInput, headers: Record<string, string>, given = body, limits = makeListenerLimits()) {
  const all = { "content-type": "application/json", "x-api-key": apiKey.key, ...headers };
  return call(to.key, { headers: all, body: given }, limits);
}

const save = (input: ListenerInput, signature: object | null, change: object = {}) =>
  updateListener(actor(), listenerInput.parse({ ...input, ...change, signature }));
const stored = async ({ id }: ListenerInput) => (await getListener(actor(), id)).signature;

test("a call with the right signature is taken; a wrong, missing or moved one is the 401 of a wrong credential", async () => {
  const signed = await signedListener();
  expect(await send(signed, { "x-hub-signature": hub() })).toMatchObject({ status: 200, json: { result: "done" } });
  await db.externalDataRecord.deleteMany();
  const wrong = await call(signed.key, { headers: { "x-api-key": "wrong" } });
  const refused = [
    await send(signed, {}),
    await send(signed, { "x-hub-signature": hub(body, "another secret") }),
    await send(signed, { "x-hub-signature": hub() }, body.replace("Acme", "Evil")),
    await send(signed, { "x-hub-signature": hub() }, body.trim()),
    await send(signed, { "x-hub-signature-256": hub() }),
  ];
  for (const answer of refused) {
    expect(answer.status).toBe(401);
    expect(answer.headers).toEqual(wrong.headers);
    expect({ ...answer.json, callId: "" }).toEqual({ ...wrong.json, callId: "" });
  }
  expect(await valuesOf(people.jane)).toEqual([]);
});

test("a right signature does not stand in for the credential", async () => {
  const signed = await signedListener();
  const headers = { "x-hub-signature": hub(), "x-api-key": "wrong" };
  expect(await call(signed.key, { headers, body })).toMatchObject({ status: 401 });
});

test("the log says which check failed, and holds neither secret, signature nor the body of such a call", async () => {
  const signed = await signedListener({ signature: { ...jiras, header: "x-acme-mac" } });
  await send(signed, { "x-acme-mac": hub("other") });
  await send(signed, { "x-acme-mac": hub(), "x-hub-signature": "also one" });
  const rows = await logged();
  expect(rows).toMatchObject([
    { listenerId: signed.id, outcome: "unauthorized", status: 401 },
    { listenerId: signed.id, outcome: "done" },
  ]);
  expect(rows[0]?.checks).toEqual([
    { check: "credential", ok: true, note: "x-api-key" },
    { check: "signature", ok: false, note: "the header x-acme-mac does not fit the body" },
  ]);
  const bodies = await db.listenerBody.findMany();
  expect(bodies).toMatchObject([{ callId: rows[1]?.id, headers: { "x-acme-mac": "•••", "x-hub-signature": "•••" } }]);
  const kept = JSON.stringify([rows, bodies.map(({ raw, ...row }) => [row, Buffer.from(raw).toString()])]);
  for (const hidden of [secret, hub().slice(7), hub("other").slice(7)]) expect(kept).not.toContain(hidden);
});

test("wrong signatures count as failed credentials, and only ten a minute are logged", async () => {
  const signed = await signedListener();
  const limits = makeListenerLimits();
  const headers = { "x-api-key": apiKey.key, "x-hub-signature": "wrong" };
  const wrong = () => call(signed.key, { headers, ip: "203.0.113.9" }, limits);
  for (let tries = 0; tries < 10; tries++) expect(await wrong()).toMatchObject({ status: 401 });
  expect(await wrong()).toMatchObject({ status: 429, json: { error: "too_many_failures" } });
  expect(await db.listenerCall.count()).toBe(10);
});

test("Standard Webhooks: over id, time and body; an old call is refused, and so is a replay", async () => {
  const key = Buffer.from("0123456789abcdef01234567");
  const signature = { scheme: "standard_webhooks", secret: { value: `whsec_${key.toString("base64")}` } };
  const signed = await listener({ signature });
  const headers = (seconds: number, id = randomUUID()) => {
    const time = Math.floor(Date.now() / 1000) + seconds;
    const mac = createHmac("sha256", key).update(`${id}.${time}.${body}`).digest("base64");
    return { "webhook-id": id, "webhook-timestamp": String(time), "webhook-signature": `v1,${mac}` };
  };
  expect(await send(signed, headers(0))).toMatchObject({ status: 200, json: { result: "done" } });
  expect(await send(signed, headers(-3600))).toMatchObject({ status: 401 });
  const once = headers(-10, "msg_1");
  expect(await send(signed, once)).toMatchObject({ json: { result: "done" } });
  expect(await send(signed, once)).toMatchObject({ json: { result: "duplicate" } });
  await expect(listener({ signature: { ...signature, secret: { value: "not base64" } } })).rejects.toMatchObject({
    fields: { "signature.secret": expect.stringContaining("base64") as string },
  });
});

test("a secret is kept by saving, replaced by another, and gone with the signature or the listener", async () => {
  const signed = await signedListener();
  const first = await stored(signed);
  expect(first).toMatchObject({ header: "x-hub-signature", hint: "••••aple", isStored: true });
  const how = { scheme: "body", header: "x-hub-signature" };
  await save(signed, { ...how, secret: { keep: first?.secretId } }, { name: "Renamed" });
  expect(await send(signed, { "x-hub-signature": hub() })).toMatchObject({ status: 200 });
  await save(signed, { ...how, secret: { value: "another secret" } });
  expect(await send(signed, { "x-hub-signature": hub() })).toMatchObject({ status: 401 });
  expect(await send(signed, { "x-hub-signature": hub(body, "another secret") })).toMatchObject({ status: 200 });
  expect(await db.secret.count({ where: { ownerId: signed.id } })).toBe(1);
  await save(signed, null);
  expect(await send(signed, {})).toMatchObject({ status: 200 });
  expect(await db.secret.count({ where: { ownerId: signed.id } })).toBe(0);
  await save(signed, { ...how, secret: { value: secret } });
  await deleteListener(actor(), signed.id);
  expect(await db.secret.count({ where: { ownerId: signed.id } })).toBe(0);
});

test("the audit log says that a secret was replaced, and never what it is", async () => {
  const signed = await signedListener();
  await save(signed, { ...jiras, secret: { value: "another secret of Jira" } });
  const entries = await db.auditEntry.findMany({ where: { objectId: signed.id }, orderBy: { id: "asc" } });
  expect(entries.map(({ after }) => after)).toMatchObject([
    { signature: { header: "x-hub-signature", hint: "••••aple" } },
    { signature: { hint: "••••Jira" } },
  ]);
  for (const hidden of [secret, "another secret"]) expect(JSON.stringify(entries)).not.toContain(hidden);
});

test("a listener whose secret is not typed yet cannot be on, and takes nobody else's secret", async () => {
  const other = await stored(await signedListener());
  const awaited = { ...jiras, secret: { missing: true } };
  await expect(signedListener({ signature: awaited })).rejects.toMatchObject({
    fields: { "signature.secret": expect.stringContaining("Type this secret") as string },
  });
  const off = await signedListener({ signature: awaited, enabled: false });
  expect(await stored(off)).toMatchObject({ isStored: false });
  await expect(switchListener(actor(), { id: off.id, enabled: true })).rejects.toMatchObject({ code: "conflict" });
  const stolen = { ...jiras, secret: { keep: other?.secretId } };
  await expect(save(off, stolen, { enabled: true })).rejects.toMatchObject({ code: "invalid" });
  expect(await send(off, { "x-hub-signature": hub() })).toMatchObject({ status: 401 });
  await save(off, jiras, { enabled: true });
  expect(await send(off, { "x-hub-signature": hub() })).toMatchObject({ status: 200 });
});

test.each([
  { ...jiras, secret: { value: "" } },
  { ...jiras, secret: { value: "x" }, header: "x hub" },
  { ...jiras, header: "Authorization" },
  { scheme: "standard_webhooks" },
  { scheme: "rot13", secret: { value: "x" } },
])("%j is refused", (signature) => {
  const base = { id: randomUUID(), name: "A", key: "a", target: "user", apiKeyId: apiKey.id, kind: "macro" };
  expect(listenerInput.safeParse({ ...base, macroId: randomUUID(), signature }).success).toBe(false);
});

test("a secret of nothing but spaces is refused", async () => {
  await expect(signedListener({ signature: { ...jiras, secret: { value: "   " } } })).rejects.toMatchObject({
    fields: { "signature.secret": expect.any(String) as string },
  });
});

test("a test from the page is signed", async () => {
  const signed = await signedListener();
  const { status, checks } = await sendTestCall(actor(), { id: signed.id, value: "jane", body });
  expect(status).toBe(200);
  expect(checks).toContainEqual({ check: "signature", ok: true });
});
