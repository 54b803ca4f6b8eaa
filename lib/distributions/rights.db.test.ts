import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { testDatabase } from "@/lib/testing/database";
import { claimDueDistributions } from "./claim";
import { deleteDistribution, removeAddress, switchDistribution } from "./commands";
import { allIssues, at, distributionScene, hourly, reader, sendAll } from "@/lib/testing/distribution-scene";
import { listIssues } from "./issues";
import { listDistributions } from "./queries";
import { distributionInput, mailNowInput, testMailInput } from "./schema";
import { mailNow, mailTest } from "./send-now";

testDatabase();
const scene = distributionScene();

describe("the rights of its owner", () => {
  async function stopped() {
    await claimDueDistributions(at("08:00"));
    const render = await sendAll();
    expect(render.times).toBe(0);
    await claimDueDistributions(at("10:00"));
    expect(await allIssues()).toHaveLength(1);
    const [row] = await db.distribution.findMany({ select: { state: true, stateReason: true } });
    return row;
  }

  test("are asked at every issue: without the sharing it stops, and the managers are told", async () => {
    await db.reportAccess.create({ data: { reportId: scene.report, teamId: scene.team, mayDistribute: true } });
    await hourly(scene, {}, { actor: await reader(scene, "support") });
    await db.reportAccess.updateMany({ data: { mayDistribute: false } });
    expect(await stopped()).toEqual({ state: "stopped", stateReason: "Its owner may not send this report any more." });
    const told = (await db.emailMessage.findMany({ orderBy: { to: "asc" } })).map(({ to, subject }) => [to, subject]);
    expect(told).toEqual([
      [scene.cast.people.manager.email, "“To the board” was stopped"],
      [scene.cast.people.support.email, "“To the board” was stopped"],
    ]);
    const { id } = await db.distribution.findFirstOrThrow({ select: { id: true } });
    await switchDistribution(await reader(scene), id, true, at("10:30"));
    await claimDueDistributions(at("11:00"));
    await sendAll();
    expect((await allIssues()).map(({ state }) => state)).toEqual(["failed", "sent"]);
  });

  test("an account that is not active any more sends nothing", async () => {
    await hourly(scene);
    await db.user.update({ where: { id: scene.cast.people.manager.id }, data: { state: "disabled" } });
    expect((await stopped())?.stateReason).toBe("The account of its owner is not active any more.");
    await db.user.update({ where: { id: scene.cast.people.manager.id }, data: { state: "active" } });
  });

  test("whoever left the project sends nothing, nor whoever was made a participant", async () => {
    const of = { projectId_userId: { projectId: scene.cast.project.id, userId: scene.cast.people.manager.id } };
    await hourly(scene);
    await db.participation.update({ where: of, data: { state: "removed" } });
    expect((await stopped())?.stateReason).toBe("Its owner is not in the project any more.");
    await db.participation.update({ where: of, data: { state: "active", role: "participant" } });
    await db.distributionIssue.deleteMany();
    await db.distribution.updateMany({ data: { state: "on", nextAt: at("08:00") } });
    expect((await stopped())?.stateReason).toBe("The role of its owner does not see reports any more.");
    await db.participation.update({ where: of, data: { role: "manager" } });
  });

  test("a report in the archive is not sent", async () => {
    await hourly(scene);
    await db.report.update({ where: { id: scene.report }, data: { archivedAt: new Date() } });
    expect((await stopped())?.stateReason).toBe("The report was put into the archive.");
    await expect(hourly(scene)).rejects.toThrow("in the archive");
  });
});

describe("who may send", () => {
  test("whoever may change the report, and a team it is shared with to distribute; nobody else, nobody elsewhere", async () => {
    await expect(hourly(scene, {}, { actor: await reader(scene, "support") })).rejects.toThrow("not send it");
    await db.reportAccess.create({ data: { reportId: scene.report, teamId: scene.team, mayDistribute: true } });
    const { id } = await hourly(scene, {}, { actor: await reader(scene, "support") });
    await expect(deleteDistribution(await reader(scene, "observer"), id)).rejects.toThrow("Only its owner");
    const elsewhere = await scene.there.can("manager", "reports.read");
    await expect(listDistributions(elsewhere, scene.report)).rejects.toThrow("no such report");
    await expect(deleteDistribution(elsewhere, id)).rejects.toThrow("no such report");
    await expect(hourly(scene, {}, { actor: elsewhere })).rejects.toThrow("no such report");
    await deleteDistribution(await reader(scene), id);
    expect(await db.distribution.count()).toBe(0);
  });

  test("teams and elements of elsewhere are refused at their field", async () => {
    const { id: foreign } = await db.team.create({
      data: { projectId: scene.there.project.id, name: "Theirs" },
      select: { id: true },
    });
    await expect(hourly(scene, { teamIds: [foreign] })).rejects.toMatchObject({
      fields: { teamIds: expect.any(String) },
    });
    await expect(hourly(scene, { elementIds: [foreign] })).rejects.toMatchObject({
      fields: { elementIds: expect.any(String) },
    });
  });

  test("two hundred addresses are enough", () => {
    const addresses = Array.from({ length: 201 }, (_, n) => `a${n}@acme.com`).join("\n");
    const input = { reportId: scene.report, subject: "S" };
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
      reportId: scene.report,
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
    const { id } = await hourly(scene);
    await removeAddress(await reader(scene), id, "cfo@acme.com");
    await expect(removeAddress(await reader(scene), id, "ceo@acme.com")).rejects.toThrow("last recipient");
    expect((await listDistributions(await reader(scene), scene.report)).rows[0]?.addresses).toEqual(["ceo@acme.com"]);
    expect(await db.auditEntry.count({ where: { kind: "distribution", objectId: id } })).toBe(2);
  });
});

describe("by hand", () => {
  test("it is e-mailed once, with the rights of who sends it; a test goes to who asks and takes no number", async () => {
    const input = { reportId: scene.report, subject: "Look", elementIds: [scene.element] };
    await mailNow(await reader(scene), mailNowInput.parse({ ...input, addresses: "ceo@acme.com" }));
    const { id } = await hourly(scene);
    const { to } = await mailTest(await reader(scene), testMailInput.parse({ ...input, distributionId: id }));
    expect(to).toBe(scene.cast.people.manager.email);
    await sendAll();
    expect((await allIssues()).map(({ cause, state, number }) => [cause, state, number])).toEqual([
      ["once", "sent", 1],
      ["test", "sent", 1],
    ]);
    expect((await listDistributions(await reader(scene), scene.report)).rows[0]).toMatchObject({ last: null });
    expect((await listIssues(await reader(scene), { reportId: scene.report })).rows).toMatchObject([{ cause: "once" }]);
  });
});
