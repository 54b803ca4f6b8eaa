import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { databaseUrl } from "@/lib/db/pool";
import { testDatabase } from "@/lib/testing/database";
import { allIssues, at, distributionScene, dueIssue, hourly, reader, renderer } from "@/lib/testing/distribution-scene";
import { claimDueDistributions } from "./claim";
import { retryFailed } from "./recipient-log";
import { retryIssue } from "./retry-issue";
import { mailNowInput } from "./schema";
import { sendIssue } from "./send-issue";
import { mailNow } from "./send-now";
import { settleIssues } from "./settle";
import { sweepIssues } from "./sweep";
import { listTroubledDistributions } from "./troubled";

testDatabase();
const scene = distributionScene();

const addresses = ["a@acme.com", "b@acme.com", "c@acme.com"];

async function mails() {
  const rows = await db.emailMessage.findMany({ orderBy: { to: "asc" }, select: { to: true, subject: true } });
  const { email } = scene.cast.people.manager;
  const told = rows.filter(({ to }) => to === email);
  return { told: told.map(({ subject }) => subject), sent: rows.flatMap(({ to }) => (to === email ? [] : [to])) };
}

/** What the queue does with a job that failed for good. */
const failJobs = () => db.$executeRaw`update pgboss.job set state = 'failed' where name = 'distributions.send'`;

test("one whose mails cannot all be written ends, its owner is told once, and a retry mails the others", async () => {
  await hourly(scene, { addresses: addresses.join(",") });
  const id = await dueIssue();
  await db.$executeRaw`
    create or replace function break_second() returns trigger language plpgsql as $$
    begin if (select count(*) from distribution_recipient where state = 'written') >= 1 then raise 'disk full'; end if; return new; end $$`;
  await db.$executeRaw`create trigger break_second before insert on email_message for each row execute function break_second()`;
  const render = renderer();
  await expect(sendIssue(id, { render, atOnce: 1 })).rejects.toThrow("disk full");
  await db.$executeRaw`drop trigger break_second on email_message`;
  // Its job waits for the next try.
  await sweepIssues();
  expect(await allIssues()).toMatchObject([{ state: "sending" }]);
  await failJobs();
  await Promise.all([sweepIssues(), sweepIssues()]);
  await sweepIssues();
  expect(await allIssues()).toMatchObject([{ state: "failed", reason: expect.stringContaining("1 of 3 e-mails") }]);
  expect(await mails()).toEqual({ told: ["“To the board” could not be sent"], sent: addresses.slice(0, 1) });
  const news = await db.emailMessage.findFirstOrThrow({ where: { to: scene.cast.people.manager.email } });
  expect(news.text).toContain(`/reports/${scene.report}/distribution/issues/${id}`);

  await expect(retryIssue(await reader(scene, "observer"), id)).rejects.toThrow("not send it");
  await expect(retryIssue(await scene.there.can("manager", "reports.read"), id)).rejects.toThrow("no such report");
  await retryIssue(await reader(scene), id);
  await expect(retryIssue(await reader(scene), id)).rejects.toThrow("did not fail");
  await sweepIssues();
  await sendIssue(id, { render, atOnce: 1 });
  expect(render.times).toBe(1);
  expect(await allIssues()).toMatchObject([{ state: "sent", reason: null }]);
  expect((await mails()).sent).toEqual(addresses);
});

test("one that the queue lost before it was made ends, and a retry makes it; it fails again without another mail", async () => {
  await hourly(scene);
  const id = await dueIssue();
  await db.$executeRaw`delete from pgboss.job where name = 'distributions.send'`;
  await sweepIssues();
  expect(await allIssues()).toMatchObject([{ state: "failed", reason: expect.stringContaining("nobody got it") }]);
  await retryIssue(await reader(scene), id);
  await failJobs();
  await sweepIssues();
  expect(await mails()).toEqual({ told: ["“To the board” could not be sent"], sent: [] });
  await retryIssue(await reader(scene), id);
  await sendIssue(id, { render: renderer() });
  expect((await mails()).sent).toEqual(["ceo@acme.com", "cfo@acme.com"]);
});

test("who sent one by hand is told that it failed", async () => {
  const input = mailNowInput.parse({ reportId: scene.report, subject: "Look", addresses: "a@acme.com" });
  await mailNow(await reader(scene), input);
  await failJobs();
  await sweepIssues();
  expect(await mails()).toEqual({ told: ["The report that you sent could not be sent"], sent: [] });
});

/** What the mail server did with the mails that wait. */
async function answerMails(refused: readonly string[]) {
  const [failed, sent] = [
    { state: "failed", answer: "550 no such user" },
    { state: "sent", answer: "250 OK" },
  ] as const;
  const waits = { state: { in: ["kept" as const, "queued" as const] }, packageId: { not: null } };
  await db.emailMessage.updateMany({ where: { ...waits, to: { in: [...refused] } }, data: failed });
  await db.emailMessage.updateMany({ where: waits, data: sent });
}

test("its owner is told of addresses that refuse it when no mail waits any more, of each once", async () => {
  const { id: distributionId } = await hourly(scene, { addresses: addresses.join(",") });
  const issueAt = async (time: string) => {
    await claimDueDistributions(at(time));
    const id = (await allIssues()).at(-1)?.id ?? "";
    await sendIssue(id, { render: renderer() });
    return id;
  };
  const first = await issueAt("08:00");
  await db.emailMessage.updateMany({ data: { state: "queued" } });
  await settleIssues();
  expect((await mails()).told).toEqual([]);
  await answerMails(["a@acme.com", "b@acme.com"]);
  await Promise.all([settleIssues(), settleIssues()]);
  const told = ["2 of 3 e-mails of “To the board” could not be delivered"];
  expect((await mails()).told).toEqual(told);
  const news = await db.emailMessage.findFirstOrThrow({ where: { to: scene.cast.people.manager.email } });
  expect(news.text).toContain("a@acme.com: 550 no such user\nb@acme.com: 550 no such user\n");
  expect(news.text).toContain(`/distribution/issues/${first}`);

  // Who wants no more of it meanwhile is not tried again.
  await db.distributionOptOut.create({ data: { reportId: scene.report, distributionId, address: "a@acme.com" } });
  expect(await retryFailed(await reader(scene), first)).toEqual({ count: 1 });
  await answerMails(["b@acme.com"]);
  await settleIssues();
  await issueAt("09:00");
  await answerMails(["b@acme.com"]);
  await settleIssues();
  expect((await mails()).told).toEqual(told);
  await issueAt("10:00");
  await answerMails(["b@acme.com", "c@acme.com"]);
  await settleIssues();
  expect((await mails()).told.toSorted()).toEqual([...told, "“To the board” reached nobody"]);
});

test("one that everybody refused needs attention until the next that somebody got", async () => {
  await hourly(scene, { addresses: "a@acme.com" });
  const lost = await dueIssue();
  await sendIssue(lost, { render: renderer() });
  const troubled = async () => listTroubledDistributions(await reader(scene));
  expect(await troubled()).toEqual([]);
  await answerMails(["a@acme.com"]);
  expect(await troubled()).toMatchObject([{ name: "To the board", issueId: lost, reason: "550 no such user" }]);
  expect(await listTroubledDistributions(await scene.there.can("manager", "reports.read"))).toEqual([]);
  await claimDueDistributions(at("09:00"));
  await sendIssue((await allIssues()).at(-1)?.id ?? "", { render: renderer() });
  await answerMails([]);
  expect(await troubled()).toEqual([]);
});

test("a template sends nothing by itself", async () => {
  await hourly(scene);
  const id = await dueIssue();
  const project = { where: { id: scene.cast.project.id }, select: { id: true } };
  await db.project.update({ ...project, data: { isTemplate: true } });
  const render = renderer();
  await sendIssue(id, { render });
  await db.project.update({ ...project, data: { isTemplate: false } });
  expect(render.times).toBe(0);
  expect(await allIssues()).toMatchObject([{ state: "skipped", reason: expect.stringContaining("template") }]);
});

test("after kill -9 in the middle of writing, everybody has exactly one mail", async () => {
  const everybody = Array.from({ length: 200 }, (_, n) => `r${100 + n}@acme.com`);
  await hourly(scene, { addresses: everybody.join(",") });
  const id = await dueIssue();
  const child = spawn(process.execPath, ["scripts/run.ts", "lib/distributions/fixtures-sender.ts", id], {
    env: { ...process.env, DATABASE_URL: databaseUrl() },
    stdio: "inherit",
  });
  const gone = once(child, "exit");
  await expect.poll(() => db.emailMessage.count(), { timeout: 30_000, interval: 5 }).toBeGreaterThan(3);
  child.kill("SIGKILL");
  expect(await gone).toEqual([null, "SIGKILL"]);
  expect(await db.emailMessage.count()).toBeLessThan(everybody.length);
  const render = renderer();
  await sendIssue(id, { render });
  expect(render.times).toBe(0);
  expect((await mails()).sent).toEqual(everybody);
  expect(await allIssues()).toMatchObject([{ state: "sent", renders: 1 }]);
});
