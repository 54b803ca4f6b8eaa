import { expect, test } from "vitest";
import { lastSeen } from "@/lib/audit/last-change";
import { db } from "@/lib/db/client";
import { testDatabase } from "@/lib/testing/database";
import { allIssues, at, distributionScene, hourly, reader, renderer } from "@/lib/testing/distribution-scene";
import { saveDistribution } from "./commands";
import { linkToken } from "./links";
import { distributionInput, mailNowInput, testMailInput } from "./schema";
import { sendIssue } from "./send-issue";
import { mailNow, mailTest } from "./send-now";
import { isWholeLink } from "./unsubscribe";

testDatabase();
const scene = distributionScene();

test("what somebody saved meanwhile is not saved over unasked", async () => {
  const actor = await reader(scene);
  const { id } = await hourly(scene);
  const seen = await lastSeen("distribution", id);
  const draft = { id, reportId: scene.report, subject: "S", addresses: "a@acme.com", rate: "daily", timeZone: "UTC" };
  const input = (name: string) => distributionInput.parse({ ...draft, name, startsAt: "2026-11-23T08:00" });
  const now = at("07:40");
  await saveDistribution(actor, input("Of the first"), { now, seen });
  const second = saveDistribution(actor, input("Of the second"), { now, seen });
  await expect(second).rejects.toMatchObject({ code: "stale", fields: { by: expect.any(String) } });
  expect(await db.distribution.findFirst({ select: { name: true } })).toEqual({ name: "Of the first" });
  await saveDistribution(actor, input("Of the second"), { now, seen: null });
  expect(await db.distribution.findFirst({ select: { name: true } })).toEqual({ name: "Of the second" });
});

test("what is sent by hand names who sent it and counts up; a test says that it is one", async () => {
  const actor = await reader(scene);
  const asked = { reportId: scene.report, subject: "Look #((issue.number))" };
  const now = () => mailNow(actor, mailNowInput.parse({ ...asked, addresses: "a@acme.com" }));
  for (const make of [now, () => mailTest(actor, testMailInput.parse(asked)), now])
    await sendIssue((await make()).issueId, { render: renderer() });
  expect((await allIssues()).map(({ subject }) => subject)).toEqual(["Look #1", "Test: Look #2", "Look #2"]);
  const { firstName, lastName } = await db.user.findUniqueOrThrow({ where: { id: scene.cast.people.manager.id } });
  const name = `${firstName} ${lastName}`.trim() || "manager";
  const mails = await db.emailMessage.findMany({ orderBy: { id: "asc" } });
  expect(mails.map(({ text }) => text.includes(`${name} sent you the report “Weekly”.`))).toEqual([true, false, true]);
  expect(mails[1]?.text).toContain("This is a test of the report “Weekly”.");
  expect(mails.map(({ cause }) => cause)).toMatchObject(mails.map(() => ({ kind: "person", label: name })));
});

test("a link that lost a letter is told from one of what is gone", () => {
  const token = linkToken("report unsubscribe", [scene.report, null, "a@acme.com"]);
  expect([isWholeLink(token), isWholeLink(token.slice(0, -1))]).toEqual([true, false]);
});
