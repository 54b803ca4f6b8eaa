import { expect, test } from "vitest";
import { listEntries } from "@/lib/audit/entries";
import { db } from "@/lib/db/client";
import { claimDueDistributions } from "@/lib/distributions/claim";
import { deleteDistribution, removeAddress, switchDistribution } from "@/lib/distributions/commands";
import { linkToken } from "@/lib/distributions/links";
import { listRecipients } from "@/lib/distributions/recipient-log";
import { endReportMail } from "@/lib/distributions/unsubscribe";
import { testDatabase } from "@/lib/testing/database";
import { allIssues, at, distributionScene, hourly, reader, sendAll } from "@/lib/testing/distribution-scene";
import { previewRestore, restoreVersion } from "./restore";

testDatabase();
const scene = distributionScene();

/** Brings back what was before the latest entry of a distribution. */
async function restore(id: string) {
  const actor = await scene.cast.can("communityManager", "audit.read");
  const [latest] = (await listEntries(actor, { kind: "distribution", object: id })).rows;
  const entryId = latest?.id ?? "";
  const preview = await previewRestore(actor, entryId, "before");
  if (!preview.possible) throw new Error(preview.why);
  return { ...(await restoreVersion(actor, { entryId, side: "before", seen: preview.seen })), preview };
}

test("a deleted distribution comes back with its recipients and its schedule, paused, whoever ended it left out", async () => {
  const { id } = await hourly(scene, { teamIds: [scene.team], elementIds: [scene.element], note: "Dear all" });
  const before = await db.distribution.findUniqueOrThrow({ where: { id }, include: { teams: true } });
  await endReportMail(linkToken("report unsubscribe", [scene.report, id, "ceo@acme.com"]));
  await deleteDistribution(await reader(scene), id);
  expect(await db.distribution.count()).toBe(0);

  const restored = await restore(id);
  expect(restored.id).toBe(id);
  expect(restored.preview).toMatchObject({ isGone: true, loses: expect.stringContaining("paused") });
  const back = await db.distribution.findUniqueOrThrow({ where: { id }, include: { teams: true } });
  const { name, subject, note, addresses, teams, elementIds, formats, rate, startsAt, timeZone, skipEmpty } = before;
  expect(back).toMatchObject({
    name,
    subject,
    note,
    addresses,
    teams,
    elementIds,
    formats,
    rate,
    startsAt,
    timeZone,
    skipEmpty,
  });
  expect(back).toMatchObject({ state: "paused", ownerId: scene.cast.people.communityManager.id });
  await claimDueDistributions(at("12:00"));
  expect(await allIssues()).toEqual([]);

  await switchDistribution(await reader(scene), id, true, at("12:30"));
  await claimDueDistributions(at("13:00"));
  await sendAll();
  const [issue] = await allIssues();
  const { rows } = await listRecipients(await reader(scene), { issueId: issue?.id ?? "" });
  expect(rows.find(({ address }) => address === "ceo@acme.com")).toMatchObject({ state: "left_out" });
  expect(rows.filter(({ state }) => state === "kept")).toHaveLength(3);
});

test("an earlier version is saved over what is there", async () => {
  const { id } = await hourly(scene);
  await removeAddress(await reader(scene), id, "cfo@acme.com");
  await restore(id);
  expect(await db.distribution.findUnique({ where: { id } })).toMatchObject({
    addresses: ["ceo@acme.com", "cfo@acme.com"],
    state: "on",
  });
});

test("without its report it stays gone, and says so", async () => {
  const { id } = await hourly(scene);
  await deleteDistribution(await reader(scene), id);
  await db.report.deleteMany();
  await expect(restore(id)).rejects.toThrow("no such report");
});
