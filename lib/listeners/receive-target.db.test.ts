import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import {
  bug1,
  call,
  listener,
  people,
  project,
  shop,
  ticketListener,
  valuesOf,
  listeningProject,
} from "@/lib/testing/listening-project";

listeningProject();

describe("the target", () => {
  test.each([
    ["jane", 200],
    ["JANE", 200],
    ["jane%40example.com", 200],
    ["Jane@Example.com", 200],
    ["jane%2540example.com", 404],
    ["nobody@example.com", 404],
    ["stranger", 404],
    ["applicant", 404],
    ["observer", 200],
    ["VALUE", 404],
    ["a%2Fb", 404],
    ["a/b", 404],
    ["%00", 404],
    ["", 404],
  ])("user VALUE %s: %d", async (value, status) => {
    const { key } = await listener();
    const answer = await call(key, { value });
    expect(answer.status).toBe(status);
    if (status === 404) expect(answer.json["error"]).toBe("target_not_found");
  });

  test("an unknown user is not made", async () => {
    const before = await db.user.count();
    await call((await listener()).key, { value: "new@example.com" });
    expect(await db.user.count()).toBe(before);
  });

  test.each(["BUG-1", "bug-1"])("ticket VALUE %s", async (value) => {
    const { key } = await listener(ticketListener());
    expect(await call(key, { value })).toMatchObject({ status: 200 });
    expect(await valuesOf(bug1)).toHaveLength(1);
  });

  test("a ticket by its id, and none of another type", async () => {
    const { key } = await listener(ticketListener());
    expect(await call(key, { value: bug1 })).toMatchObject({ status: 200 });
    expect(await call(key, { value: "IDEA-1" })).toMatchObject({ status: 404 });
  });

  test.each([
    ["beta", 200],
    ["other", 404],
  ])("project VALUE %s: %d", async (value, status) => {
    const { key } = await listener({ target: "project", groupId: shop.id, kind: "external_data" });
    expect((await call(key, { value })).status).toBe(status);
  });

  test("by an external data field: one, none, or several", async () => {
    const field = "external.jira.number";
    const { key } = await listener({ ...ticketListener(), lookup: { in: "value", by: "external", field } });
    const byId = await listener(ticketListener());
    expect(await call(key, { value: "10412" })).toMatchObject({ status: 404 });
    await call(byId.key, { value: "BUG-1", body: '{"issue":{"id":"10412"}}' });
    expect(await call(key, { value: "10412", body: '{"account":"found"}' })).toMatchObject({ status: 200 });
    await call(byId.key, { value: "BUG-2", body: '{"issue":{"id":10412}}' });
    expect(await call(key, { value: "10412" })).toMatchObject({ status: 409, json: { error: "target_ambiguous" } });
  });

  test("from the body, by its path", async () => {
    const { key } = await listener({ lookup: { in: "body", path: "user.email", by: "default" } });
    const send = (body: object) => call(key, { value: null, body: JSON.stringify({ account: "A", ...body }) });
    expect(await send({ user: { email: "jane@example.com" } })).toMatchObject({ status: 200 });
    expect(await send({ user: { email: "who@example.com" } })).toMatchObject({
      status: 404,
      json: { path: "user.email" },
    });
    expect(await send({ user: { email: { no: 1 } } })).toMatchObject({ status: 404, json: { path: "user.email" } });
    expect(await send({})).toMatchObject({ status: 404, json: { path: "user.email" } });
  });
});

test("a target that does not match the filter is skipped", async () => {
  const condition = { match: "all", conditions: [{ field: "user.username", is: "is", value: "jim" }] };
  const filter = await db.savedFilter.create({
    data: {
      source: "users",
      projectId: project.id,
      name: "Jim",
      condition,
      ownerId: people.manager,
      visibility: "project",
    },
  });
  const { key } = await listener({ filterId: filter.id });
  expect(await call(key)).toMatchObject({ status: 200, json: { result: "skipped", reason: "filter_not_matched" } });
  expect(await valuesOf(people.jane)).toEqual([]);
  expect(await call(key, { value: "jim" })).toMatchObject({ status: 200, json: { result: "done" } });
});

test("a filter that waits for a value is refused, and lets nothing through when it begins to wait later", async () => {
  const one = { field: "user.username", is: "is", value: "", ask: true };
  const condition = { match: "all", conditions: [one] };
  const home = { source: "users", projectId: project.id, ownerId: people.manager, visibility: "project" as const };
  const waiting = await db.savedFilter.create({ data: { ...home, name: "Asks", condition } });
  await expect(listener({ filterId: waiting.id })).rejects.toMatchObject({
    fields: { filterId: expect.stringContaining("Give the question a default") },
  });
  const preset = { match: "all", conditions: [{ ...one, value: "jane" }] };
  const asking = await db.savedFilter.create({ data: { ...home, name: "Asks", condition: preset } });
  const { key } = await listener({ filterId: asking.id });
  expect(await call(key)).toMatchObject({ status: 200, json: { result: "done" } });
  const stored = await valuesOf(people.jane);
  await db.savedFilter.update({ where: { id: asking.id }, data: { condition } });
  const body = JSON.stringify({ account: "Other" });
  expect(await call(key, { body })).toMatchObject({ json: { result: "skipped", reason: "filter_waits_for_value" } });
  expect(await valuesOf(people.jane)).toEqual(stored);
});
