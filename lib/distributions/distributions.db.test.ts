import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { elementDefinition } from "@/lib/elements/schema";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { claimDueDistributions } from "./claim";
import { deleteDistribution, removeAddress, saveDistribution, switchDistribution } from "./commands";
import { listIssues } from "./issues";
import { listRecipients } from "./recipient-log";
import { linkToken } from "./links";
import { listDistributions } from "./queries";
import type { RenderedIssue } from "./rendered";
import { distributionInput, mailNowInput, testMailInput, type DistributionDraft } from "./schema";
import { sendIssue } from "./send-issue";
import { mailNow, mailTest } from "./send-now";
import { endReportMail, findReportSubscription } from "./unsubscribe";
import { keepSending, noteView, putToSleep } from "./views";

testDatabase();

let cast: Cast;
let there: Cast;
let team: string;
let report: string;
let element: string;

const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);
const manager = (who: "manager" | "support" | "observer" = "manager"): Promise<Can<"reports.read">> =>
  cast.can(who, "reports.read");

/** What would be rendered; how often it was. */
function renderer(
  rendered: RenderedIssue | null = {
    html: "<p>Hi</p>",
    text: "Hi",
    files: [],
    filters: [],
    asOf: at("08:00").toISOString(),
  },
) {
  const render = () => {
    render.times++;
    return Promise.resolve(rendered);
  };
  render.times = 0;
  return render;
}

beforeAll(async () => {
  [cast, there] = [await makeCast("here"), await makeCast("there")];
  const { id: projectId } = cast.project;
  team = (await db.team.create({ data: { projectId, name: "Leads" }, select: { id: true } })).id;
  await db.teamMembership.createMany({
    data: [cast.people.support, cast.people.observer].map(({ id: userId }) => ({ teamId: team, userId })),
  });
});

beforeEach(async () => {
  await db.report.deleteMany();
  await db.emailMessage.deleteMany();
  await db.mailPackage.deleteMany();
  const definition = elementDefinition.parse({ source: "users", measures: [{ kind: "count" }], style: "number" });
  const { filterId: _, ...stored } = definition;
  const made = await db.report.create({
    data: {
      projectId: cast.project.id,
      name: "Weekly",
      ownerId: cast.people.manager.id,
      visibility: "project",
      elements: { create: { kind: "element", position: 0, name: "People", definition: plainJson(stored) } },
    },
    select: { id: true, elements: { select: { id: true } } },
  });
  [report, element] = [made.id, made.elements[0]?.id ?? ""];
});

async function hourly(draft: Partial<DistributionDraft> = {}, now = at("07:30"), actor?: Can<"reports.read">) {
  const input = distributionInput.parse({
    name: "To the board",
    reportId: report,
    subject: "((report.name)) #((issue.number)) of ((project.name)), ((report.date))",
    addresses: "ceo@acme.com, CFO@acme.com\nceo@acme.com",
    rate: "hourly",
    startsAt: "2026-11-23T08:00",
    timeZone: "UTC",
    ...draft,
  });
  return saveDistribution(actor ?? (await manager()), input, now);
}

const issues = () => db.distributionIssue.findMany({ orderBy: { id: "asc" } });

async function sendAll(render = renderer()) {
  for (const { id } of await issues()) await sendIssue(id, { render });
  return render;
}

describe("what is due", () => {
  test("becomes one issue, however many look; of several that were missed the latest", async () => {
    await hourly();
    await Promise.all([claimDueDistributions(at("08:00")), claimDueDistributions(at("08:00"))]);
    await claimDueDistributions(at("08:59"));
    await claimDueDistributions(at("11:30"));
    expect(
      (await issues()).map(({ dueAt, number, missed }) => [dueAt?.toISOString().slice(11, 16), number, missed]),
    ).toEqual([
      ["08:00", 1, 0],
      ["11:00", 2, 2],
    ]);
  });

  test("is not sent while it is paused, nor later", async () => {
    const { id } = await hourly();
    await switchDistribution(await manager(), id, false, at("07:40"));
    await claimDueDistributions(at("09:00"));
    await switchDistribution(await manager(), id, true, at("09:30"));
    await claimDueDistributions(at("10:00"));
    expect((await issues()).map(({ dueAt }) => dueAt?.toISOString().slice(11, 16))).toEqual(["10:00"]);
  });

  test.each([
    ["Europe/Berlin", "2026-03-29T02:30", ["2026-03-28T01:30", "2026-03-29T01:00", "2026-03-30T00:30"]],
    ["Europe/Berlin", "2026-10-25T02:30", ["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"]],
    ["America/New_York", "2026-03-08T02:30", ["2026-03-07T07:30", "2026-03-08T07:00", "2026-03-09T06:30"]],
    ["America/New_York", "2026-11-01T01:30", ["2026-10-31T05:30", "2026-11-01T05:30", "2026-11-02T06:30"]],
  ])("keeps to the clocks of %s around %s, once a day", async (timeZone, change, expected) => {
    const start = new Date(Date.parse(`${change}Z`) - 86_400_000);
    const startsAt = start.toISOString().slice(0, 16);
    await hourly({ rate: "daily", startsAt, timeZone }, new Date(start.getTime() - 2 * 86_400_000));
    for (const due of expected) {
      await claimDueDistributions(new Date(Date.parse(`${due}Z`) - 60_000));
      await claimDueDistributions(new Date(`${due}Z`));
    }
    expect((await issues()).map(({ dueAt }) => dueAt?.toISOString().slice(0, 16))).toEqual(expected);
  });
});

describe("an issue", () => {
  test("is rendered once and reaches everybody once, whoever dies in between", async () => {
    await hourly({ teamIds: [team], addresses: "ceo@acme.com" });
    await claimDueDistributions(at("08:00"));
    const [issue] = await issues();
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
    expect(to).toEqual(["ceo@acme.com", cast.people.observer.email, cast.people.support.email].toSorted());
    expect((await issues())[0]).toMatchObject({ state: "sent", subject: "Weekly #1 of here, 2026-11-23" });
  });

  test("breaks three times at most, then says so; the next due time is tried", async () => {
    await hourly();
    await claimDueDistributions(at("08:00"));
    const id = (await issues())[0]?.id ?? "";
    const breaks = { render: () => Promise.reject(new Error("broken")) };
    for (let n = 0; n < 3; n++) await expect(sendIssue(id, breaks)).rejects.toThrow("broken");
    await sendIssue(id, breaks);
    expect((await issues())[0]).toMatchObject({ state: "failed", reason: expect.stringContaining("three times") });
    const told = await db.emailMessage.findMany();
    expect(told.map(({ to, subject }) => [to, subject])).toEqual([
      [cast.people.manager.email, "“To the board” could not be sent"],
    ]);
    await claimDueDistributions(at("09:00"));
    await sendAll();
    expect((await issues())[1]).toMatchObject({ state: "sent" });
  });

  test("goes to a thousand recipients, rendered once, their content kept once; more are left out and named", async () => {
    const all = Array.from({ length: 1_001 }, (_, n) => `r${String(n).padStart(4, "0")}@acme.com`);
    const users = all.map((email, n) => ({ email, username: `r${n}` }));
    await db.user.createMany({ data: users });
    const { id: big } = await db.team.create({
      data: { projectId: cast.project.id, name: "All" },
      select: { id: true },
    });
    await db.$executeRaw`
      insert into team_membership (team_id, user_id) select ${big}::uuid, id from app_user where username ~ '^r[0-9]+$'`;
    await hourly({ teamIds: [big], addresses: "" });
    await claimDueDistributions(at("08:00"));
    const render = await sendAll();
    expect(render.times).toBe(1);
    expect([await db.mailPackage.count(), await db.emailMessage.count()]).toEqual([1, 1_000]);
    const [issue] = (await listIssues(await manager(), await only())).rows;
    expect(issue).toMatchObject({ state: "sent", counts: { kept: 1_000, leftOut: 1 } });
    expect(await db.distributionRecipient.findFirst({ where: { state: "left_out" } })).toMatchObject({
      address: "r1000@acme.com",
      reason: "One sending goes to 1,000 recipients at most.",
    });
  });

  test("is skipped when there is nothing in it, and says so", async () => {
    await hourly();
    await claimDueDistributions(at("08:00"));
    await sendAll(renderer(null));
    expect((await issues())[0]).toMatchObject({ state: "skipped", reason: expect.stringContaining("nothing in it") });
    expect(await db.emailMessage.count()).toBe(0);
  });

  test("leaves out who turned e-mails off, is not active, or wants no more of it; the others get theirs", async () => {
    const { support, observer } = cast.people;
    const { id } = await hourly({ teamIds: [team], addresses: "ceo@acme.com, cfo@acme.com" });
    await db.user.update({ where: { id: support.id }, data: { emailOptOut: true } });
    await db.user.update({ where: { id: observer.id }, data: { state: "disabled" } });
    const token = linkToken("report unsubscribe", [report, id, "ceo@acme.com"]);
    expect(await endReportMail(token)).toBe(true);
    expect(await endReportMail(`${token.slice(0, -2)}AA`)).toBe(false);
    expect(await findReportSubscription(token)).toMatchObject({ address: "ceo@acme.com", isEnded: true });
    await claimDueDistributions(at("08:00"));
    await sendAll();
    const issueId = (await issues())[0]?.id ?? "";
    const { rows } = await listRecipients(await manager(), { issueId });
    expect(rows.map(({ address, state, answer }) => [address, state, answer])).toEqual([
      ["ceo@acme.com", "left_out", "Wants no more of these e-mails."],
      ["cfo@acme.com", "kept", null],
      [support.email, "left_out", "Has turned off e-mails."],
    ]);
    await db.user.updateMany({ data: { emailOptOut: false, state: "active" } });
  });
});

describe("the rights of its owner", () => {
  async function stopped() {
    await claimDueDistributions(at("08:00"));
    const render = await sendAll();
    expect(render.times).toBe(0);
    await claimDueDistributions(at("10:00"));
    expect(await issues()).toHaveLength(1);
    const [row] = await db.distribution.findMany({ select: { state: true, stateReason: true } });
    return row;
  }

  test("are asked at every issue: without the sharing it stops, and the managers are told", async () => {
    await db.reportAccess.create({ data: { reportId: report, teamId: team, mayDistribute: true } });
    await hourly({}, at("07:30"), await manager("support"));
    await db.reportAccess.updateMany({ data: { mayDistribute: false } });
    expect(await stopped()).toEqual({ state: "stopped", stateReason: "Its owner may not send this report any more." });
    const told = (await db.emailMessage.findMany({ orderBy: { to: "asc" } })).map(({ to, subject }) => [to, subject]);
    expect(told).toEqual([
      [cast.people.manager.email, "“To the board” was stopped"],
      [cast.people.support.email, "“To the board” was stopped"],
    ]);
    const { id } = await db.distribution.findFirstOrThrow({ select: { id: true } });
    await switchDistribution(await manager(), id, true, at("10:30"));
    await claimDueDistributions(at("11:00"));
    await sendAll();
    expect((await issues()).map(({ state }) => state)).toEqual(["failed", "sent"]);
  });

  test("an account that is not active any more sends nothing", async () => {
    await hourly();
    await db.user.update({ where: { id: cast.people.manager.id }, data: { state: "disabled" } });
    expect((await stopped())?.stateReason).toBe("The account of its owner is not active any more.");
    await db.user.update({ where: { id: cast.people.manager.id }, data: { state: "active" } });
  });

  test("whoever left the project sends nothing, nor whoever was made a participant", async () => {
    const of = { projectId_userId: { projectId: cast.project.id, userId: cast.people.manager.id } };
    await hourly();
    await db.participation.update({ where: of, data: { state: "removed" } });
    expect((await stopped())?.stateReason).toBe("Its owner is not in the project any more.");
    await db.participation.update({ where: of, data: { state: "active", role: "participant" } });
    await db.distributionIssue.deleteMany();
    await db.distribution.updateMany({ data: { state: "on", nextAt: at("08:00") } });
    expect((await stopped())?.stateReason).toBe("The role of its owner does not see reports any more.");
    await db.participation.update({ where: of, data: { role: "manager" } });
  });

  test("a report in the archive is not sent", async () => {
    await hourly();
    await db.report.update({ where: { id: report }, data: { archivedAt: new Date() } });
    expect((await stopped())?.stateReason).toBe("The report was put into the archive.");
    await expect(hourly()).rejects.toThrow("in the archive");
  });
});

describe("who may send", () => {
  test("whoever may change the report, and a team it is shared with to distribute; nobody else, nobody elsewhere", async () => {
    await expect(hourly({}, at("07:30"), await manager("support"))).rejects.toThrow("not send it");
    await db.reportAccess.create({ data: { reportId: report, teamId: team, mayDistribute: true } });
    const { id } = await hourly({}, at("07:30"), await manager("support"));
    await expect(deleteDistribution(await manager("observer"), id)).rejects.toThrow("Only its owner");
    const elsewhere = await there.can("manager", "reports.read");
    await expect(listDistributions(elsewhere, report)).rejects.toThrow("no such report");
    await expect(deleteDistribution(elsewhere, id)).rejects.toThrow("no such report");
    await expect(hourly({}, at("07:30"), elsewhere)).rejects.toThrow("no such report");
    await deleteDistribution(await manager(), id);
    expect(await db.distribution.count()).toBe(0);
  });

  test("teams and elements of elsewhere are refused at their field", async () => {
    const { id: foreign } = await db.team.create({
      data: { projectId: there.project.id, name: "Theirs" },
      select: { id: true },
    });
    await expect(hourly({ teamIds: [foreign] })).rejects.toMatchObject({ fields: { teamIds: expect.any(String) } });
    await expect(hourly({ elementIds: [foreign] })).rejects.toMatchObject({
      fields: { elementIds: expect.any(String) },
    });
  });

  test("two hundred addresses are enough", () => {
    const addresses = Array.from({ length: 201 }, (_, n) => `a${n}@acme.com`).join("\n");
    const input = { reportId: report, subject: "S" };
    expect(mailNowInput.safeParse({ ...input, addresses }).error?.issues[0]?.message).toBe(
      "Give at most 200 addresses.",
    );
    expect(mailNowInput.safeParse({ ...input, addresses: addresses.replace(/.*\n/, "") }).success).toBe(true);
  });

  test.each([
    [{ addresses: "ceo@acme" }, "addresses"],
    [{ addresses: "" }, "addresses"],
    [{ subject: "((user.name))" }, "subject"],
    [{ subject: "" }, "subject"],
    [{ rate: "weekly", weekdays: [] }, "weekdays"],
    [{ timeZone: "Mars/Base" }, "timeZone"],
  ] as const)("%j is refused at its field", (change, field) => {
    const whole = {
      name: "N",
      reportId: report,
      subject: "S",
      addresses: "a@acme.com",
      rate: "daily",
      ...timing,
      ...change,
    };
    expect(distributionInput.safeParse(whole).error?.issues[0]?.path).toEqual([field]);
  });
  const timing = { startsAt: "2026-11-23T08:00", timeZone: "UTC" };

  test("one address goes, the last stays", async () => {
    const { id } = await hourly();
    await removeAddress(await manager(), id, "cfo@acme.com");
    await expect(removeAddress(await manager(), id, "ceo@acme.com")).rejects.toThrow("last recipient");
    expect((await listDistributions(await manager(), report)).rows[0]?.addresses).toEqual(["ceo@acme.com"]);
    expect(await db.auditEntry.count({ where: { kind: "distribution", objectId: id } })).toBe(2);
  });
});

describe("by hand", () => {
  test("it is e-mailed once, with the rights of who sends it; a test goes to who asks and takes no number", async () => {
    const input = { reportId: report, subject: "Look", elementIds: [element] };
    await mailNow(await manager(), mailNowInput.parse({ ...input, addresses: "ceo@acme.com" }));
    const { id } = await hourly();
    const { to } = await mailTest(await manager(), testMailInput.parse({ ...input, distributionId: id }));
    expect(to).toBe(cast.people.manager.email);
    await sendAll();
    expect((await issues()).map(({ cause, state, number }) => [cause, state, number])).toEqual([
      ["once", "sent", 1],
      ["test", "sent", 1],
    ]);
    expect((await listDistributions(await manager(), report)).rows[0]).toMatchObject({ last: null });
    expect((await listIssues(await manager(), { reportId: report })).rows).toMatchObject([{ cause: "once" }]);
  });
});

describe("what nobody reads", () => {
  const day = 86_400_000;
  const later = (days: number) => new Date(at("07:30").getTime() + days * day);
  const stateOf = async () => await db.distribution.findFirstOrThrow({ select: { state: true, warnedAt: true } });

  test("is warned of after 45 days and stops after 60, or goes on by the button of the mail", async () => {
    const { id } = await hourly();
    await putToSleep(later(44));
    expect(await db.emailMessage.count()).toBe(0);
    await putToSleep(later(45));
    await putToSleep(later(46));
    const [warning, ...more] = await db.emailMessage.findMany();
    expect(more).toEqual([]);
    expect(warning).toMatchObject({
      to: cast.people.manager.email,
      subject: "“To the board” will stop: nobody reads it",
    });
    expect(warning?.text).toMatch(
      /On 22 January 2027 it stops\..*Keep sending:\nhttp:\/\/localhost:3000\/keep-sending\//s,
    );
    await putToSleep(later(60));
    expect(await stateOf()).toMatchObject({ state: "asleep" });
    await claimDueDistributions(later(61));
    expect(await issues()).toEqual([]);
    const token = linkToken("keep sending", [id, later(90).getTime()]);
    expect(await keepSending(token, later(91))).toBe(false);
    expect(await keepSending(token, later(62))).toBe(true);
    expect(await stateOf()).toEqual({ state: "on", warnedAt: null });
    await claimDueDistributions(later(63));
    expect(await issues()).toHaveLength(1);
  });

  test("a look at the report takes the warning back, and counts from then", async () => {
    await hourly();
    await putToSleep(later(45));
    await noteView(report, later(50));
    await putToSleep(later(61));
    expect(await stateOf()).toEqual({ state: "on", warnedAt: null });
  });

  test("nothing stops without two weeks' warning, when no worker was there to warn", async () => {
    await hourly();
    await putToSleep(later(100));
    await putToSleep(later(101));
    expect(await stateOf()).toMatchObject({ state: "on" });
    await putToSleep(later(115));
    expect(await stateOf()).toMatchObject({ state: "asleep" });
  });

  test("what a person paused, no link of a mail sends on", async () => {
    const { id } = await hourly();
    await switchDistribution(await manager(), id, false);
    await keepSending(linkToken("keep sending", [id, later(90).getTime()]), later(1));
    expect(await stateOf()).toMatchObject({ state: "paused" });
  });
});

async function only(): Promise<{ reportId: string; distributionId: string }> {
  const { id } = await db.distribution.findFirstOrThrow({ select: { id: true } });
  return { reportId: report, distributionId: id };
}
