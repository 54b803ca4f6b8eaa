import { describe, expect, test } from "vitest";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { testDatabase } from "@/lib/testing/database";
import { claimDueDistributions } from "./claim";
import {
  allIssues,
  at,
  distributionScene,
  dueIssue,
  hourly,
  reader,
  renderer,
  sendAll,
} from "@/lib/testing/distribution-scene";
import { listIssues } from "./issues";
import { linkToken } from "./links";
import { listRecipients } from "./recipient-log";
import { listRunningIssues } from "./running";
import { sendIssue } from "./send-issue";
import { endReportMail, findReportSubscription } from "./unsubscribe";

testDatabase();
const scene = distributionScene();

describe("an issue", () => {
  test("is rendered once and reaches everybody once, whoever dies in between", async () => {
    await hourly(scene, { teamIds: [scene.team], addresses: "ceo@acme.com" });
    await claimDueDistributions(at("08:00"));
    const [issue] = await allIssues();
    const id = issue?.id ?? "";
    // Dies while it renders: nothing is kept, nothing was sent.
    await expect(sendIssue(id, { render: () => Promise.reject(new Error("killed")) })).rejects.toThrow("killed");
    expect(await db.mailPackage.count()).toBe(0);
    // Dies when the first of three recipients has their mail.
    await db.$executeRaw`
      create or replace function die() returns trigger language plpgsql as $$
      begin if (select count(*) from distribution_recipient where state = 'written') >= 1 then raise 'killed'; end if; return new; end $$`;
    await db.$executeRaw`create trigger die before insert on email_message for each row execute function die()`;
    const render = renderer();
    await expect(sendIssue(id, { render, atOnce: 1 })).rejects.toThrow("killed");
    expect(await db.emailMessage.count()).toBe(1);
    await db.$executeRaw`drop trigger die on email_message`;
    await Promise.all([sendIssue(id, { render, atOnce: 1 }), sendIssue(id, { render, atOnce: 1 })]);
    await sendIssue(id, { render });
    expect(render.times).toBe(1);
    const to = (await db.emailMessage.findMany({ orderBy: { to: "asc" } })).map((mail) => mail.to);
    expect(to).toEqual(["ceo@acme.com", scene.cast.people.observer.email, scene.cast.people.support.email].toSorted());
    expect((await allIssues())[0]).toMatchObject({ state: "sent", subject: "Weekly #1 of here, 2026-11-23" });
  });

  test("breaks three times at most, then says so; the next due time is tried", async () => {
    await hourly(scene);
    await claimDueDistributions(at("08:00"));
    const id = (await allIssues())[0]?.id ?? "";
    const breaks = { render: () => Promise.reject(new Error("broken")) };
    for (let n = 0; n < 3; n++) await expect(sendIssue(id, breaks)).rejects.toThrow("broken");
    await sendIssue(id, breaks);
    expect((await allIssues())[0]).toMatchObject({ state: "failed", reason: expect.stringContaining("three times") });
    const told = await db.emailMessage.findMany();
    expect(told.map(({ to, subject }) => [to, subject])).toEqual([
      [scene.cast.people.manager.email, "“To the board” could not be sent"],
    ]);
    await claimDueDistributions(at("09:00"));
    await sendAll();
    expect((await allIssues())[1]).toMatchObject({ state: "sent" });
  });

  test("goes to a thousand recipients, rendered once, their content kept once; more are left out and named", async () => {
    const all = Array.from({ length: 1_001 }, (_, n) => `r${String(n).padStart(4, "0")}@acme.com`);
    const users = all.map((email, n) => ({ email, username: `r${n}` }));
    await db.user.createMany({ data: users });
    const { id: big } = await db.team.create({
      data: { projectId: scene.cast.project.id, name: "All" },
      select: { id: true },
    });
    await db.$executeRaw`
      insert into team_membership (team_id, user_id) select ${big}::uuid, id from app_user where username ~ '^r[0-9]+$'`;
    await hourly(scene, { teamIds: [big], addresses: "" });
    await claimDueDistributions(at("08:00"));
    const render = await sendAll();
    expect(render.times).toBe(1);
    expect([await db.mailPackage.count(), await db.emailMessage.count()]).toEqual([1, 1_000]);
    const [issue] = (await listIssues(await reader(scene), await only())).rows;
    expect(issue).toMatchObject({ state: "sent", counts: { kept: 1_000, leftOut: 1 } });
    expect(await db.distributionRecipient.findFirst({ where: { state: "left_out" } })).toMatchObject({
      address: "r1000@acme.com",
      reason: "One sending goes to 1,000 recipients at most.",
    });
  });

  test("is skipped when there is nothing in it, and says so", async () => {
    await hourly(scene);
    await claimDueDistributions(at("08:00"));
    await sendAll(renderer(null));
    expect((await allIssues())[0]).toMatchObject({
      state: "skipped",
      reason: expect.stringContaining("nothing in it"),
    });
    expect(await db.emailMessage.count()).toBe(0);
  });

  test("leaves out who turned e-mails off, is not active, or wants no more of it; the others get theirs", async () => {
    const { support, observer } = scene.cast.people;
    const { id } = await hourly(scene, { teamIds: [scene.team], addresses: "ceo@acme.com, cfo@acme.com" });
    await db.user.update({ where: { id: support.id }, data: { emailOptOut: true } });
    await db.user.update({ where: { id: observer.id }, data: { state: "disabled" } });
    const token = linkToken("report unsubscribe", [scene.report, id, "ceo@acme.com"]);
    expect(await endReportMail(token)).toBe(true);
    expect(await endReportMail(`${token.slice(0, -2)}AA`)).toBe(false);
    expect(await findReportSubscription(token)).toMatchObject({ address: "ceo@acme.com", isEnded: true });
    await claimDueDistributions(at("08:00"));
    await sendAll();
    const issueId = (await allIssues())[0]?.id ?? "";
    const { rows } = await listRecipients(await reader(scene), { issueId });
    expect(rows.map(({ address, state, answer }) => [address, state, answer])).toEqual([
      ["ceo@acme.com", "left_out", "Wants no more of these e-mails."],
      ["cfo@acme.com", "kept", null],
      [support.email, "left_out", "Has turned off e-mails."],
    ]);
    await db.user.updateMany({ data: { emailOptOut: false, state: "active" } });
  });
});

test("what is under way is shown to whose it is, and for half a minute after that", async () => {
  const rows = async (who: "manager" | "support" = "manager") =>
    listRunningIssues(await scene.cast.can(who, "home.read"));
  await hourly(scene);
  await dueIssue();
  expect(await rows()).toMatchObject([{ name: "To the board", state: "waiting", project: { key: "here" } }]);
  expect(await rows("support")).toEqual([]);
  await sendAll();
  expect(await rows()).toMatchObject([{ state: "sent", counts: { kept: 2 } }]);
  await db.distributionIssue.updateMany({ data: { finishedAt: new Date(Date.now() - 31_000) } });
  expect(await rows()).toEqual([]);
  await db.emailMessage.updateMany({ where: { to: "ceo@acme.com" }, data: { state: "queued" } });
  expect(await rows()).toMatchObject([{ state: "sent", counts: { kept: 1, waiting: 1 } }]);
});

test("its log names who belongs to the project; of another address it does not say whether it has an account", async () => {
  const [here, elsewhere] = [scene.cast.people.support, scene.there.people.support];
  await db.user.updateMany({ data: { firstName: "Sam", lastName: "Okafor" } });
  await hourly(scene, { addresses: [here.email, elsewhere.email, "ceo@acme.com"].join(",") });
  await dueIssue();
  await sendAll();
  const [issue] = await allIssues();
  const namesFor = async (actor: Can<"reports.read">) => {
    const { rows } = await listRecipients(actor, { issueId: issue?.id ?? "" });
    return Object.fromEntries(rows.map(({ address, name }) => [address, name]));
  };
  const names = { [here.email]: "Sam Okafor", [elsewhere.email]: null, "ceo@acme.com": null };
  expect(await namesFor(await reader(scene))).toEqual(names);
  const everywhere = await scene.cast.can("communityManager", "reports.read");
  expect(await namesFor(everywhere)).toEqual({ ...names, [elsewhere.email]: "Sam Okafor" });
});

async function only(): Promise<{ reportId: string; distributionId: string }> {
  const { id } = await db.distribution.findFirstOrThrow({ select: { id: true } });
  return { reportId: scene.report, distributionId: id };
}
