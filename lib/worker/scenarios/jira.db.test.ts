import { createHmac, randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import type { ExternalDataGroup } from "@/lib/external-data/schema";
import { sendJira } from "@/lib/sample/macros";
import type { ReceivedRequest, Reply } from "@/lib/testing/receiver";
import {
  bugs,
  change,
  filter,
  group,
  listener,
  macro,
  other,
  people,
  quiet,
  scenario,
  submit,
  tell,
  trigger,
  valuesOf,
} from "@/lib/testing/scenario";

scenario();

let jira: ExternalDataGroup;

const text = (label: string, parameter: string, key: string) =>
  ({ label, parameter, key, type: "string", favorite: false }) as const;

/** Jira: makes issues 10412, 10413, …, and takes changes without a word. */
let made = 10_412;
function jiraSays({ method }: ReceivedRequest): Reply {
  if (method === "PUT") return { kind: "answer", status: 204, body: "" };
  const id = String(made++);
  const issue = { id, key: `BETA-${id}`, self: `https://acme.atlassian.net/rest/api/3/issue/${id}` };
  return { kind: "answer", status: 201, body: JSON.stringify(issue) };
}

beforeAll(async () => {
  other.reply(jiraSays);
  jira = await group({
    label: "Jira",
    target: "feedback",
    clearMissing: false,
    newerBy: null,
    fields: [
      text("Jira ID", "id", "id"),
      text("Jira key", "key", "key"),
      text("Jira link", "self", "link"),
      text("Status", "issue.fields.status.name", "status"),
      text("Resolution", "issue.fields.resolution.name", "resolution"),
      text("Moved to", "issue.key", "moved_to"),
    ],
  });
  const send = await macro({ ...sendJira(other.origin, jira.id), runOnce: true });
  const vetted = await filter(`feedback:${bugs}`, { field: "feedback.status", is: "is", value: "vetted" });
  await trigger({ event: "feedback_modified", macroId: send, fields: ["feedback.status"], filterId: vetted });

  const update = await macro({
    name: "Update Jira",
    key: "update-jira",
    actions: [
      {
        id: randomUUID(),
        kind: "webhook",
        method: "PUT",
        url: `${other.origin}/rest/api/3/issue/((external.jira.id))`,
        body: '{"fields":{"summary":"((feedback.title))"}}',
        capture: { groupId: jira.id, storeOn: "target" },
      },
    ],
  });
  await trigger({ event: "feedback_modified", macroId: update, fields: ["feedback.title"] });

  const close = await macro({
    name: "Close",
    key: "close",
    actions: [
      { id: randomUUID(), kind: "set_status", statusKey: "closed" },
      { id: randomUUID(), kind: "set_resolution", resolutionKey: "fixed" },
      { id: randomUUID(), kind: "add_comment", as: "reply", body: "Fixed, Jira says." },
      { id: randomUUID(), kind: "add_points", points: 10, reason: "((feedback.display_id)) was fixed" },
    ],
  });
  await trigger({
    event: "feedback_modified",
    macroId: close,
    fields: ["external.jira.status"],
    newValue: "Done",
  });
  await listener({
    key: "jira-events",
    target: "feedback",
    feedbackTypeId: bugs,
    kind: "external_data",
    groupId: jira.id,
    lookup: { in: "body", path: "issue.id", by: "external", field: "external.jira.id" },
    accept: [{ path: "webhookEvent", is: "is", value: "jira:issue_updated" }],
    signature: { scheme: "body", header: "x-hub-signature", secret: { value: hookSecret } },
  });
  await listener({
    key: "jira-comment",
    target: "feedback",
    feedbackTypeId: bugs,
    kind: "comment",
    authorField: "author_name",
    commentField: "comment",
  });
});

/** A ticket that Jira knows. */
async function sent(title = "Crash") {
  const ticket = await submit({ title, values: { severity: "high" } });
  await change(ticket.id, { statusKey: "vetted" });
  await quiet();
  const { id } = await valuesOf(jira, ticket.id);
  return { ...ticket, issue: String(id) };
}

const hookSecret = "the secret of Jira's webhook";

interface More {
  resolution?: string | null;
  key?: string;
  id?: string;
  event?: string;
  /** Null sends it unsigned. */
  secret?: string | null;
}

/** A system webhook of Jira, signed with its secret. */
function says(issue: string, status: string, more: More = {}) {
  const { resolution = null, key = `BETA-${issue}`, id = randomUUID(), event = "jira:issue_updated" } = more;
  const fields = { summary: 'App "dies"', status: { name: status }, resolution: resolution && { name: resolution } };
  const body = { webhookEvent: event, issue: { id: issue, key, fields } };
  const { secret = hookSecret } = more;
  const mac = secret && createHmac("sha256", secret).update(JSON.stringify(body)).digest("hex");
  const headers = { "x-atlassian-webhook-identifier": id, ...(mac && { "x-hub-signature": `sha256=${mac}` }) };
  return tell("jira-events", body, { headers });
}

const ticketOf = (id: string) =>
  db.feedback.findUniqueOrThrow({ where: { id }, include: { status: true, resolution: true } });

test("a vetted bug becomes an issue, whose id, key and link are kept; its id is text as Jira sends it", async () => {
  const before = other.requests.length;
  const { id, displayId, issue } = await sent('App "dies"\non <export>');
  expect(other.requests.slice(before).map(({ body }) => JSON.parse(body))).toMatchObject([
    {
      fields: {
        project: { key: "BETA" },
        summary: 'App "dies"\non <export>',
        labels: ["beta", "aurora"],
        description: {
          content: [
            { content: [{ text: "(no steps given)" }] },
            { content: [{ text: expect.stringContaining(displayId) }] },
          ],
        },
      },
    },
  ]);
  expect(await valuesOf(jira, id)).toMatchObject({
    id: issue,
    key: `BETA-${issue}`,
    link: `https://acme.atlassian.net/rest/api/3/issue/${issue}`,
  });
  // Vetted once more: it is there already.
  await change(id, { statusKey: "open" });
  await change(id, { statusKey: "vetted" });
  await quiet();
  expect(other.requests.length - before).toBe(1);
});

test("a new title goes to the issue, and 204 without a body captures nothing and is no failure", async () => {
  const { id, issue } = await sent();
  const before = await valuesOf(jira, id);
  await change(id, { title: "Crash on start" });
  await quiet();
  expect(other.requests.at(-1)).toMatchObject({
    method: "PUT",
    url: `/rest/api/3/issue/${issue}`,
    body: '{"fields":{"summary":"Crash on start"}}',
  });
  const [delivery] = await db.webhookDelivery.findMany({ where: { subjectId: id }, orderBy: { createdAt: "desc" } });
  expect(delivery).toMatchObject({ state: "delivered", lastStatus: 204 });
  expect(await valuesOf(jira, id)).toEqual(before);
});

test("while its issue is unknown nothing is sent, and the log says which tag is empty", async () => {
  const before = other.requests.length;
  const { id } = await submit({ title: "Unknown to Jira", values: { severity: "low" } });
  await change(id, { title: "Still unknown" });
  await quiet();
  expect(other.requests.length).toBe(before);
  const delivery = await db.webhookDelivery.findFirstOrThrow({ where: { subjectId: id } });
  expect(delivery).toMatchObject({ state: "invalid", lastErrorClass: "empty_in_url" });
  expect(delivery.lastMessage).toContain("external.jira.id");
});

test("Done in Jira closes the ticket, answers the submitter and gives points; an empty resolution stays empty", async () => {
  const { id, issue, displayId } = await sent();
  const points = (await db.user.findUniqueOrThrow({ where: { id: people.jane } })).score;
  expect(await says(issue, "In Progress")).toMatchObject({ status: 200, json: { result: "done" } });
  await quiet();
  expect((await ticketOf(id)).status.key).toBe("vetted");
  await says(issue, "Done");
  await quiet();
  expect(await ticketOf(id)).toMatchObject({ status: { key: "closed" }, resolution: { key: "fixed" } });
  // What Jira says and what became of our ticket are two things.
  expect(await valuesOf(jira, id)).toMatchObject({ status: "Done", resolution: null });
  expect(await db.comment.findMany({ where: { feedbackId: id } })).toMatchObject([{ body: "Fixed, Jira says." }]);
  const { score } = await db.user.findUniqueOrThrow({ where: { id: people.jane } });
  expect(score - points).toBe(10);
  const entry = await db.scoreEntry.findFirstOrThrow({
    where: { userId: people.jane, reason: { contains: displayId } },
  });
  expect(entry.cause).toMatchObject({ kind: "macro" });
  await says(issue, "Done", { resolution: "Fixed" });
  expect(await valuesOf(jira, id)).toMatchObject({ resolution: "Fixed" });
  await says(issue, "Reopened", { resolution: null });
  expect(await valuesOf(jira, id)).toMatchObject({ status: "Reopened", resolution: null });
  await quiet();
});

test("what Jira sends back after our own change sets off nothing", async () => {
  const { id, issue } = await sent();
  await says(issue, "In Progress");
  await quiet();
  const before = { requests: other.requests.length, runs: await db.macroRun.count() };
  await change(id, { title: "Changed here" });
  await quiet();
  const [put] = other.requests.slice(before.requests);
  expect(put?.method).toBe("PUT");
  // Jira knows nothing of our headers; the same values again are no change.
  expect(await says(issue, "In Progress")).toMatchObject({ status: 200 });
  await quiet();
  expect(other.requests.length - before.requests).toBe(1);
  expect((await db.macroRun.count()) - before.runs).toBe(1);
});

test("two webhooks in one second are both taken; one that is sent again, has no second effect", async () => {
  const { id, issue } = await sent();
  const [first, second] = await Promise.all([
    says(issue, "In Progress", { id: "w-1" }),
    says(issue, "In Review", { id: "w-2" }),
  ]);
  expect([first.json.result, second.json.result]).toEqual(["done", "done"]);
  const history = await db.externalDataHistory.count({ where: { recordId: id } });
  await says(issue, "Done", { id: "w-3" });
  await quiet();
  for (const again of ["w-1", "w-2", "w-3"])
    expect(await says(issue, "In Progress", { id: again })).toMatchObject({
      status: 200,
      json: { result: "duplicate" },
    });
  await quiet();
  expect(await valuesOf(jira, id)).toMatchObject({ status: "Done" });
  expect((await db.externalDataHistory.count({ where: { recordId: id } })) - history).toBe(1);
  expect(await db.comment.count({ where: { feedbackId: id } })).toBe(1);
});

test("an issue that moved is still the ticket's, because its id stays", async () => {
  const { id, issue } = await sent();
  await says(issue, "In Progress", { key: "OPS-7" });
  expect(await valuesOf(jira, id)).toMatchObject({ id: issue, status: "In Progress", moved_to: "OPS-7" });
});

test("who knows the address but not the secret closes nothing, and what is no change of an issue is skipped", async () => {
  const { id, issue } = await sent();
  for (const secret of [null, "another secret"])
    expect(await says(issue, "Done", { secret })).toMatchObject({ status: 401, json: { error: "unauthorized" } });
  expect(await says("99999", "Done", { event: "jira:issue_created" })).toMatchObject({
    status: 200,
    json: { result: "skipped", reason: "not_accepted", path: "webhookEvent" },
  });
  await quiet();
  expect((await ticketOf(id)).status.key).toBe("vetted");
  const refused = await db.listenerCall.findMany({ where: { outcome: "unauthorized" } });
  expect(refused.map(({ checks }) => checks)).toMatchObject([
    [
      { check: "credential", ok: true },
      { check: "signature", ok: false, note: expect.stringContaining("missing") },
    ],
    [
      { check: "credential", ok: true },
      { check: "signature", ok: false, note: expect.stringContaining("not fit") },
    ],
  ]);
});

test("an unknown issue is a 404 that stands in the log, and may be sent again", async () => {
  for (let n = 0; n < 2; n++)
    expect(await says("99999", "Done", { id: "unknown" })).toMatchObject({
      status: 404,
      json: { error: "target_not_found" },
    });
  const calls = await db.listenerCall.findMany({ where: { outcome: "target_not_found" } });
  expect(calls).toMatchObject([{ listenerKey: "jira-events", targetGiven: "99999" }, { status: 404 }]);
});

test("a developer's comment is a reply that the submitter is told of, and one of somebody who may not is refused", async () => {
  const { id, displayId } = await submit({ title: "Talked about", values: { severity: "low" } });
  const comment = (author: string) =>
    tell("jira-comment", { author_name: author, comment: "Fixed in 2.4.1, please retest." }, { value: displayId });
  const { popularity } = await ticketOf(id);
  expect(await comment("jim@example.com")).toMatchObject({ status: 200 });
  expect(await comment("stranger@example.com")).toMatchObject({ status: 422 });
  await quiet({ followersToo: true });
  expect(await db.comment.findMany({ where: { feedbackId: id } })).toMatchObject([
    { authorId: people.jim, kind: "comment", body: "Fixed in 2.4.1, please retest." },
  ]);
  expect((await ticketOf(id)).popularity - popularity).toBe(1);
  const mails = await db.emailMessage.findMany({ where: { subjectId: id } });
  expect(mails.map(({ to }) => to)).toEqual(["jane@example.com"]);
});
