import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { crm } from "@/lib/sample/groups";
import { escalateSlack } from "@/lib/sample/macros";
import { bugs, change, filter, group, macro, other, quiet, scenario, submit, trigger } from "@/lib/testing/scenario";

scenario();

beforeAll(async () => {
  other.reply({ kind: "answer", headers: { "content-type": "text/plain" }, body: "ok" });
  await group(crm);
  const escalate = await macro({ ...escalateSlack(other.origin), runOnce: true });
  const critical = await filter(`feedback:${bugs}`, {
    field: "feedback.field.severity",
    is: "is",
    value: "critical",
  });
  await trigger({ event: "feedback_submitted", macroId: escalate, filterId: critical });
  const severity = { fields: ["feedback.field.severity"], newValue: "Critical" };
  await trigger({ event: "feedback_modified", macroId: escalate, ...severity });
});

const posted = () => other.requests.map(({ body }) => JSON.parse(body) as { text: string; blocks: unknown[] });

test("a critical bug is posted as it was typed, and its title can ping nobody", async () => {
  const title = `App "dies" on <export> & <!channel> ((user.email)) 💥\nsecond line`;
  const { id, displayId } = await submit({ title, values: { severity: "critical" } });
  await submit({ title: "A typo", values: { severity: "low" } });
  await quiet();
  const escaped = `App "dies" on &lt;export&gt; &amp; &lt;!channel&gt; ((user.email)) 💥\nsecond line`;
  expect(posted()).toMatchObject([
    {
      text: `${displayId}: ${escaped}`,
      blocks: [
        // Plain text, in which Slack reads no markup.
        { text: { type: "plain_text", text: `Critical: ${title}` } },
        { fields: [{ text: "*Tester*\nJane" }, { text: "*Severity*\nCritical" }, {}, { text: "*Score*\n0" }] },
        {
          elements: [{ url: expect.stringMatching(new RegExp(`/projects/aurora/feedback/bug-report/${displayId}$`)) }],
        },
      ],
    },
  ]);
  const delivery = await db.webhookDelivery.findFirstOrThrow({ where: { subjectId: id } });
  // "ok" is no JSON, and nothing minds.
  expect(delivery).toMatchObject({ state: "delivered", lastStatus: 200, attempt: 1 });
});

test("a bug that becomes critical, and is changed again and again, is posted once", async () => {
  const before = other.requests.length;
  const { id } = await submit({ title: "Slow", values: { severity: "low" } });
  await quiet();
  for (const severity of ["critical", "high", "critical"]) {
    await change(id, { values: { severity } });
    await quiet();
  }
  expect(other.requests.length - before).toBe(1);
  const runs = await db.macroRunRecord.findMany({ where: { subjectId: id }, orderBy: { updatedAt: "asc" } });
  expect(runs.map(({ state }) => state)).toEqual(["done", "skipped"]);
});

test("a refusal says Slack's own words beside its code", async () => {
  other.reply({ kind: "answer", status: 403, headers: { "content-type": "text/plain" }, body: "action_prohibited" });
  const { id } = await submit({ title: "Refused", values: { severity: "critical" } });
  await quiet();
  const delivery = await db.webhookDelivery.findFirstOrThrow({ where: { subjectId: id } });
  expect(delivery).toMatchObject({ state: "failed", lastStatus: 403 });
  expect(delivery.lastMessage).toContain("403 action_prohibited");
});

test("an archived channel switches the webhook off, and each manager gets one mail about it", async () => {
  other.reply({ kind: "answer", status: 410, headers: { "content-type": "text/plain" }, body: "channel_is_archived" });
  const before = other.requests.length;
  const first = await submit({ title: "Into the void", values: { severity: "critical" } });
  await quiet();
  const second = await submit({ title: "Waits", values: { severity: "critical" } });
  await quiet();
  expect(other.requests.length - before).toBe(1);
  const states = await db.webhookDelivery.findMany({ where: { subjectId: { in: [first.id, second.id] } } });
  expect(Object.fromEntries(states.map(({ subjectId, state }) => [subjectId, state]))).toEqual({
    [first.id]: "failed",
    [second.id]: "waiting",
  });
  const mails = await db.emailMessage.findMany({ where: { subject: { contains: "Escalate to Slack" } } });
  expect(mails.map(({ to }) => to)).toEqual(["mara@example.com"]);
  expect(mails[0]?.text).toContain("410");
});
