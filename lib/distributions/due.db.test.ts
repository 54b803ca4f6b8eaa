import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { testDatabase } from "@/lib/testing/database";
import { claimDueDistributions } from "./claim";
import { switchDistribution } from "./commands";
import { allIssues, at, distributionScene, hourly, reader } from "@/lib/testing/distribution-scene";
import { linkToken } from "./links";
import { followReportLink } from "./report-link";
import { listTroubledDistributions } from "./troubled";
import { keepSending, keepSendingOn, noteView, putToSleep } from "./views";

testDatabase();
const scene = distributionScene();

describe("what is due", () => {
  test("becomes one issue, however many look; of several that were missed the latest", async () => {
    await hourly(scene);
    await Promise.all([claimDueDistributions(at("08:00")), claimDueDistributions(at("08:00"))]);
    await claimDueDistributions(at("08:59"));
    await claimDueDistributions(at("11:30"));
    expect(
      (await allIssues()).map(({ dueAt, number, missed }) => [dueAt?.toISOString().slice(11, 16), number, missed]),
    ).toEqual([
      ["08:00", 1, 0],
      ["11:00", 2, 2],
    ]);
  });

  test("is not sent while it is paused, nor later", async () => {
    const { id } = await hourly(scene);
    await switchDistribution(await reader(scene), id, false, at("07:40"));
    await claimDueDistributions(at("09:00"));
    await switchDistribution(await reader(scene), id, true, at("09:30"));
    await claimDueDistributions(at("10:00"));
    expect((await allIssues()).map(({ dueAt }) => dueAt?.toISOString().slice(11, 16))).toEqual(["10:00"]);
  });

  test("is not saved by pausing it, so its page keeps what somebody types into its settings", async () => {
    const { id } = await hourly(scene);
    const savedAt = async () => (await db.distribution.findUniqueOrThrow({ where: { id } })).modifiedAt;
    const before = await savedAt();
    await switchDistribution(await reader(scene), id, false, new Date(before.getTime() + 60_000));
    expect(await savedAt()).toEqual(before);
  });

  test.each([
    ["Europe/Berlin", "2026-03-29T02:30", ["2026-03-28T01:30", "2026-03-29T01:00", "2026-03-30T00:30"]],
    ["Europe/Berlin", "2026-10-25T02:30", ["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"]],
    ["America/New_York", "2026-03-08T02:30", ["2026-03-07T07:30", "2026-03-08T07:00", "2026-03-09T06:30"]],
    ["America/New_York", "2026-11-01T01:30", ["2026-10-31T05:30", "2026-11-01T05:30", "2026-11-02T06:30"]],
  ])("keeps to the clocks of %s around %s, once a day", async (timeZone, change, expected) => {
    const start = new Date(Date.parse(`${change}Z`) - 86_400_000);
    const startsAt = start.toISOString().slice(0, 16);
    await hourly(scene, { rate: "daily", startsAt, timeZone }, { now: new Date(start.getTime() - 2 * 86_400_000) });
    for (const due of expected) {
      await claimDueDistributions(new Date(Date.parse(`${due}Z`) - 60_000));
      await claimDueDistributions(new Date(`${due}Z`));
    }
    expect((await allIssues()).map(({ dueAt }) => dueAt?.toISOString().slice(0, 16))).toEqual(expected);
  });
});

describe("what nobody reads", () => {
  const day = 86_400_000;
  const later = (days: number) => new Date(at("07:30").getTime() + days * day);
  const stateOf = async () => await db.distribution.findFirstOrThrow({ select: { state: true, warnedAt: true } });

  test("is warned of after 45 days and stops after 60, or goes on by the button of the mail", async () => {
    const { id } = await hourly(scene);
    await putToSleep(later(44));
    expect(await db.emailMessage.count()).toBe(0);
    await putToSleep(later(45));
    await putToSleep(later(46));
    const [warning, ...more] = await db.emailMessage.findMany();
    expect(more).toEqual([]);
    expect(warning).toMatchObject({
      to: scene.cast.people.manager.email,
      subject: "“To the board” will stop: nobody reads it",
    });
    expect(warning?.text).toMatch(
      /On 22 January 2027 it stops\..*Keep sending:\nhttp:\/\/localhost:3000\/keep-sending\//s,
    );
    expect(warning?.html).toMatch(
      /<a href="http:\/\/localhost:3000\/keep-sending\/[^"]+" style="[^"]+">Keep sending<\/a>/,
    );
    const [troubled] = await listTroubledDistributions(await reader(scene));
    expect(troubled?.reason).toMatch(/It stops on \d+ \w+ 20\d\d\.$/);
    await putToSleep(later(60));
    expect(await stateOf()).toMatchObject({ state: "asleep" });
    await claimDueDistributions(later(61));
    expect(await allIssues()).toEqual([]);
    const token = linkToken("keep sending", [id, later(90).getTime()]);
    expect(await keepSending(token, later(91))).toBe(false);
    expect(await keepSending(token, later(62))).toBe(true);
    expect(await stateOf()).toEqual({ state: "on", warnedAt: null });
    await claimDueDistributions(later(63));
    expect(await allIssues()).toHaveLength(1);
  });

  test("a look at the report takes the warning back, and counts from then", async () => {
    await hourly(scene);
    await putToSleep(later(45));
    await noteView(scene.report, later(50));
    await putToSleep(later(61));
    expect(await stateOf()).toEqual({ state: "on", warnedAt: null });
  });

  test("following the link of a mail is no look: programs follow it too", async () => {
    await hourly(scene);
    await putToSleep(later(45));
    const token = linkToken("report open", [scene.report]);
    expect(await followReportLink(token)).toMatch(new RegExp(`/reports/${scene.report}$`));
    expect(await followReportLink(`${token}A`)).toBeNull();
    expect((await stateOf()).warnedAt).not.toBeNull();
  });

  test("nothing stops without two weeks' warning, when no worker was there to warn", async () => {
    await hourly(scene);
    await putToSleep(later(100));
    await putToSleep(later(101));
    expect(await stateOf()).toMatchObject({ state: "on" });
    await putToSleep(later(115));
    expect(await stateOf()).toMatchObject({ state: "asleep" });
  });

  test("what a person paused, no link of a mail sends on", async () => {
    const { id } = await hourly(scene);
    await switchDistribution(await reader(scene), id, false);
    await keepSending(linkToken("keep sending", [id, later(90).getTime()]), later(1));
    expect(await stateOf()).toMatchObject({ state: "paused" });
  });

  test("goes on when somebody who may change it says so on its page", async () => {
    const { id } = await hourly(scene);
    await putToSleep(later(45));
    await expect(keepSendingOn(await reader(scene, "support"), id)).rejects.toThrow("not send it");
    await keepSendingOn(await reader(scene), id, later(46));
    expect(await stateOf()).toEqual({ state: "on", warnedAt: null });
    await putToSleep(later(61));
    expect(await stateOf()).toMatchObject({ state: "on" });
  });
});
