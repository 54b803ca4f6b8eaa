import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import {
  call,
  listener,
  listeningProject,
  logged,
  macroId,
  people,
  project,
  by,
  valuesOf,
} from "@/lib/testing/listening-project";
import { authorizeSystem } from "@/lib/auth/authorize";
import { sendTestCall } from "./send-test";

listeningProject();

const onlyAcme = { accept: [{ path: "account", is: "is", value: "Acme" }] };
const fromBody = { lookup: { in: "body", path: "user", by: "default" } };
const json = (body: unknown) => JSON.stringify(body);

test("a call that is not accepted is answered 200 skipped with the rule, and does nothing", async () => {
  const { key } = await listener(onlyAcme);
  const answer = await call(key, { body: '{"account":"Other"}' });
  expect(answer).toMatchObject({
    status: 200,
    json: {
      result: "skipped",
      reason: "not_accepted",
      path: "account",
      message: "This listener accepts only calls where “account” is “Acme”.",
    },
  });
  expect(await valuesOf(people.jane)).toEqual([]);
  const [row] = await logged();
  expect(row).toMatchObject({ outcome: "skipped", message: expect.stringContaining("“account”") as string });
  expect(row?.checks).toContainEqual(expect.objectContaining({ check: "accepted", ok: false }));
  expect(await call(key)).toMatchObject({ status: 200, json: { result: "done" } });
});

test("what is not accepted is no 404, and leaves no receipt", async () => {
  const { key } = await listener({ ...onlyAcme, dedupe: { from: "path", path: "messageId" } });
  const unknown = (account: string) => call(key, { value: "nobody", body: json({ account, messageId: "m-1" }) });
  expect(await unknown("Other")).toMatchObject({ status: 200, json: { reason: "not_accepted" } });
  expect(await unknown("Acme")).toMatchObject({ status: 404 });
  expect(await db.listenerReceipt.count()).toBe(0);
  const wanted = { body: json({ account: "Acme", messageId: "m-1" }) };
  expect(await call(key, wanted)).toMatchObject({ json: { result: "done" } });
  expect(await call(key, wanted)).toMatchObject({ json: { result: "duplicate" } });
});

test("a macro does not run", async () => {
  const { key } = await listener({ ...onlyAcme, kind: "macro", macroId });
  expect(await call(key, { body: "{}" })).toMatchObject({ status: 200, json: { result: "skipped" } });
  expect(await db.macroRun.count()).toBe(0);
});

test("of a list each item is asked by itself", async () => {
  const { key } = await listener({ ...onlyAcme, ...fromBody });
  const items = [
    { user: "jane", account: "Acme" },
    { user: "nobody", account: "Other" },
    { user: "nobody", account: "Acme" },
  ];
  const answer = await call(key, { value: null, body: json({ items }) });
  expect(answer.json.items).toMatchObject([
    { index: 0, result: "done" },
    { index: 1, status: 200, result: "skipped", reason: "not_accepted", message: expect.any(String) as string },
    { index: 2, error: "target_not_found" },
  ]);
  const [row] = await logged();
  expect(row?.checks).toMatchObject([
    { check: "credential" },
    { check: "address" },
    { check: "enabled" },
    { check: "json" },
    { check: "rate" },
    { check: "accepted", ok: true, note: "2 of 3 items" },
    { check: "effect", ok: false, note: "1 of 3 items" },
  ]);
});

test("a test from the page shows the check", async () => {
  const { id } = await listener(onlyAcme);
  const actor = authorizeSystem(project, "listeners.write", by);
  const { checks, body } = await sendTestCall(actor, { id, value: "jane", body: '{"account":"Other"}' });
  expect(JSON.parse(body)).toMatchObject({ result: "skipped", reason: "not_accepted" });
  expect(checks.at(-1)).toMatchObject({ check: "accepted", ok: false });
});
