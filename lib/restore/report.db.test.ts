import { expect, test } from "vitest";
import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { listEntries } from "@/lib/audit/entries";
import { deletePackage, savePackage } from "@/lib/data-packages/commands";
import { packageInput } from "@/lib/data-packages/schema";
import { db } from "@/lib/db/client";
import { claimDueDistributions } from "@/lib/distributions/claim";
import { deleteDistribution } from "@/lib/distributions/commands";
import { deleteReport } from "@/lib/distributions/delete-report";
import { linkToken } from "@/lib/distributions/links";
import { followReportLink } from "@/lib/distributions/report-link";
import { endReportMail } from "@/lib/distributions/unsubscribe";
import { elementDefinition, type ElementDefinition } from "@/lib/elements/schema";
import { addBlock } from "@/lib/reports/block-commands";
import { updateReport } from "@/lib/reports/commands";
import { listPins, pinElement } from "@/lib/reports/pins";
import { getReport } from "@/lib/reports/queries";
import { getReportUses } from "@/lib/reports/removed-report";
import { reportSettings } from "@/lib/reports/schema";
import { testDatabase } from "@/lib/testing/database";
import { allIssues, at, distributionScene, hourly, reader } from "@/lib/testing/distribution-scene";
import { previewRestore, restoreVersion } from "./restore";
import { undoDeletion } from "./undo";

testDatabase();
const scene = distributionScene();

const manager = () => scene.cast.can("manager", "reports.write");
const table = { source: "users", items: [{ path: "user.score" }], style: "table" } as const;

/** The scene's report with a table, which is pinned and published, and a heading. */
async function wholeReport(of: Partial<ElementDefinition> = {}) {
  const writer = await manager();
  const destination = { kind: "report", id: scene.report } as const;
  const definition = elementDefinition.parse({ ...table, ...of });
  await addBlock(writer, { destination, block: { kind: "heading", name: "Scores" } });
  const block = { kind: "element", name: "All scores", isHalf: true, definition } as const;
  const { id } = await addBlock(writer, { destination, block });
  await pinElement(writer, id);
  const keys = await scene.cast.can("communityManager", "apiKeys.write", "community");
  const key = await createApiKey(keys, apiKeyInput.parse({ name: `Tableau ${id}` }));
  const published = packageInput.parse({
    id: crypto.randomUUID(),
    kind: "package",
    name: "Scores",
    key: `scores-${id}`,
    elementId: id,
    apiKeyId: key.id,
    everyMinutes: 60,
  });
  await savePackage(writer, published);
  return { element: id, published: published.id };
}

/** The latest entry of the report. */
async function latest(id = scene.report) {
  const log = await scene.cast.can("manager", "audit.read");
  return (await listEntries(log, { kind: "report", object: id })).rows[0]?.id ?? "";
}

async function restore(entryId: string, who: "manager" | "communityManager" = "manager") {
  const log = await scene.cast.can(who, "audit.read");
  const preview = await previewRestore(log, entryId, "before");
  if (!preview.possible) throw new Error(preview.why);
  await restoreVersion(log, { entryId, side: "before", seen: preview.seen });
  return preview;
}

test("a deleted report comes back under its ids, pinned and published as it was, and the links of its mails open it", async () => {
  const { element, published } = await wholeReport();
  const before = await getReport(await reader(scene), scene.report);
  const [pin, shown] = [
    await db.reportPin.findFirst(),
    await db.dataPackage.findUniqueOrThrow({ where: { id: published } }),
  ];
  await deleteReport(await manager(), scene.report);
  expect(await db.reportPin.count()).toBe(0);
  expect(await db.dataPackage.findUnique({ where: { id: published } })).toMatchObject({ elementId: null });
  const link = linkToken("report open", [scene.report]);
  expect(await followReportLink(link)).toBeNull();

  const preview = await restore(await latest(), "communityManager");
  expect(preview).toMatchObject({ isGone: true, loses: expect.stringContaining("paused") as string });
  const { modifiedAt: _, ...back } = await getReport(await reader(scene), scene.report);
  const { modifiedAt: _was, ...was } = before;
  expect(back).toEqual(was);
  expect(await listPins(await reader(scene))).toMatchObject([{ elementId: element }]);
  expect(await db.reportPin.findFirst()).toMatchObject({ position: pin?.position });
  const { modifiedAt: _then, ...asShown } = shown;
  expect(await db.dataPackage.findUnique({ where: { id: published } })).toMatchObject(asShown);
  expect(await followReportLink(link)).toBe(`/projects/${scene.cast.project.key}/reports/${scene.report}`);
  const restored = await db.auditEntry.findUniqueOrThrow({ where: { id: await latest() } });
  expect(restored).toMatchObject({ verb: "restored", byId: scene.cast.people.communityManager.id });
});

test("its distributions come back paused, with recipients and owner, and whoever ended them stays left out", async () => {
  const mine = await hourly(scene, {
    name: "Mine",
    teamIds: [scene.team],
    elementIds: [scene.element],
    note: "Dear all",
  });
  const admin = await scene.cast.can("communityManager", "reports.read");
  const theirs = await hourly(scene, { name: "Theirs", addresses: "x@acme.com" }, { actor: admin });
  await endReportMail(linkToken("report unsubscribe", [scene.report, mine.id, "ceo@acme.com"]));
  const columns = { include: { teams: true }, omit: { viewedAt: true, modifiedAt: true, createdAt: true } } as const;
  const stored = () => db.distribution.findMany({ orderBy: { name: "asc" }, ...columns });
  const before = await stored();
  await deleteReport(await manager(), scene.report);
  expect(await db.distribution.count()).toBe(0);
  await db.user.update({ where: { id: admin.personId ?? "" }, data: { state: "disabled" }, select: { id: true } });

  await restore(await latest());
  const paused = {
    state: "paused",
    stateReason: expect.stringContaining("came back") as string,
    nextAt: expect.any(Date) as Date,
  };
  expect(await stored()).toEqual([
    { ...before[0], ...paused },
    { ...before[1], ...paused, ownerId: scene.cast.people.manager.id },
  ]);
  expect(before.map(({ id }) => id)).toEqual([mine.id, theirs.id]);
  expect(await db.distributionOptOut.findMany()).toMatchObject([{ distributionId: mine.id, address: "ceo@acme.com" }]);
  await claimDueDistributions(at("12:00"));
  expect(await allIssues()).toEqual([]);
  await db.user.update({ where: { id: admin.personId ?? "" }, data: { state: "active" }, select: { id: true } });
});

test("restored twice it says that it is there, and an id that is taken says where", async () => {
  const { element } = await wholeReport();
  await deleteReport(await manager(), scene.report);
  const entry = await latest();
  const log = await scene.cast.can("manager", "audit.read");
  const input = { entryId: entry, side: "before" as const, seen: entry };
  const both = await Promise.allSettled([restoreVersion(log, input), restoreVersion(log, input)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { message: expect.stringMatching(/there already|since you opened it/) as string },
  });
  await expect(restore(entry)).rejects.toThrow("This is how it is now");
  await expect(restoreVersion(log, { ...input, seen: await latest() })).resolves.toMatchObject({ id: scene.report });
  expect(await db.report.count()).toBe(1);
  expect(await db.reportElement.count()).toBe(3);

  await deleteReport(await manager(), scene.report);
  const other = await db.report.create({
    data: { name: "Other", visibility: "project", projectId: scene.cast.project.id },
    select: { id: true },
  });
  const taken = { id: element, reportId: other.id, kind: "heading", position: 0, name: "Mine now" } as const;
  await db.reportElement.create({ data: taken, select: { id: true } });
  await expect(restore(await latest())).rejects.toMatchObject({
    code: "conflict",
    fields: { blocks: expect.stringContaining("“All scores” is in another report") as string },
  });
  expect(await db.report.findUnique({ where: { id: scene.report } })).toBeNull();
});

test("what is gone meanwhile stays out: a team, a filter, a place on the home page, a package that publishes something else", async () => {
  const { id: projectId } = scene.cast.project;
  const filter = await db.savedFilter.create({
    data: {
      projectId,
      name: "All",
      source: "users",
      ownerId: scene.cast.people.manager.id,
      visibility: "project",
      condition: { match: "all", conditions: [] },
    },
    select: { id: true },
  });
  const { element: filtered } = await wholeReport({ filterId: filter.id });
  const { element, published } = await wholeReport();
  const team = await db.team.create({ data: { projectId, name: "Gone" }, select: { id: true } });
  const access = [team.id, scene.team].map((teamId) => ({ teamId, mayDistribute: true }));
  await updateReport(
    await manager(),
    scene.report,
    reportSettings.parse({ name: "Weekly", visibility: "shared", access }),
  );
  const sent = await hourly(scene, { teamIds: [team.id, scene.team] });
  await deleteReport(await manager(), scene.report);

  await db.team.delete({ where: { id: team.id }, select: { id: true } });
  await db.savedFilter.delete({ where: { id: filter.id }, select: { id: true } });
  const full = await db.report.create({
    data: {
      name: "Full",
      projectId,
      visibility: "project",
      elements: { create: Array.from({ length: 12 }, (_, position) => ({ position, name: "Pin", definition: table })) },
    },
    select: { elements: { select: { id: true, position: true } } },
  });
  await db.reportPin.createMany({
    data: full.elements.map(({ id, position }) => ({ projectId, elementId: id, position })),
  });
  const elsewhere = full.elements[0]?.id ?? "";
  await db.dataPackage.update({ where: { id: published }, data: { elementId: elsewhere }, select: { id: true } });

  await restore(await latest());
  const back = await getReport(await reader(scene), scene.report);
  expect(back.access).toEqual([{ teamId: scene.team, team: "Leads", mayDistribute: true }]);
  expect(back.blocks.map((block) => block.id)).toContain(element);
  expect(back.blocks.map((block) => block.id)).not.toContain(filtered);
  expect(back.blocks[2]).toMatchObject({
    kind: "text",
    text: expect.stringContaining("“All scores” did not come back") as string,
  });
  expect(await db.reportPin.count({ where: { element: { reportId: scene.report } } })).toBe(0);
  expect(await db.dataPackage.findUnique({ where: { id: published } })).toMatchObject({ elementId: elsewhere });
  expect(await db.distributionTeam.findMany()).toEqual([{ distributionId: sent.id, teamId: scene.team }]);
});

test("an entry of an earlier version brings the report back with new parts", async () => {
  const settings = { name: "Old", description: "", visibility: "shared", access: [], controls: [], archived: true };
  const blocks = [{ kind: "heading", name: "One" }, { kind: "page_break" }];
  const { id: projectId } = scene.cast.project;
  const objectId = crypto.randomUUID();
  const of = { projectId, objectId, kind: "report", verb: "deleted", label: "Old", via: "browser" };
  const { id } = await db.auditEntry.create({ data: { ...of, before: { ...settings, blocks } }, select: { id: true } });
  await restore(id);
  const back = await getReport(await reader(scene), objectId);
  expect(back).toMatchObject({ name: "Old", owner: { id: scene.cast.people.manager.id }, blocks });
  expect(back.archivedAt).not.toBeNull();
});

test("who lost the right restores nothing, and nobody restores another project's", async () => {
  await deleteReport(await manager(), scene.report);
  const entry = await latest();
  const log = await scene.cast.can("manager", "audit.read");
  const there = await scene.there.can("manager", "audit.read");
  await expect(previewRestore(there, entry, "before")).rejects.toMatchObject({ code: "not_found" });
  await expect(restoreVersion(there, { entryId: entry, side: "before", seen: entry })).rejects.toMatchObject({
    code: "not_found",
  });
  const undo = { kind: "report", id: scene.report } as const;
  await expect(undoDeletion(await scene.there.can("manager", "reports.read"), undo)).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(undoDeletion(await reader(scene, "support"), undo)).rejects.toMatchObject({ code: "forbidden" });
  await expect(deleteReport(await scene.there.can("manager", "reports.write"), scene.report)).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(
    restoreVersion({ ...log, role: "support" }, { entryId: entry, side: "before", seen: entry }),
  ).rejects.toMatchObject({ code: "forbidden" });
  expect(await db.report.count()).toBe(0);
});

test("undo brings back a report, a distribution and a data package, for whoever deleted it and once", async () => {
  const { published, element } = await wholeReport();
  const actor = await reader(scene);
  const { id } = await hourly(scene);
  const undoes = { report: scene.report, distribution: id, "data package": published };
  await deleteReport(await manager(), scene.report);
  const admin = await scene.cast.can("communityManager", "reports.read");
  await expect(undoDeletion(admin, { kind: "report", id: scene.report })).rejects.toMatchObject({ code: "not_found" });
  await undoDeletion(actor, { kind: "report", id: undoes.report });
  await expect(undoDeletion(actor, { kind: "report", id: undoes.report })).rejects.toMatchObject({ code: "conflict" });
  expect(await db.distribution.findUnique({ where: { id } })).toMatchObject({ state: "paused" });

  await deleteDistribution(actor, id);
  await undoDeletion(actor, { kind: "distribution", id });
  expect(await db.distribution.findUnique({ where: { id } })).toMatchObject({
    state: "paused",
    ownerId: actor.personId,
  });

  await deletePackage(await manager(), published);
  await undoDeletion(actor, { kind: "data package", id: published });
  expect(await db.dataPackage.findUnique({ where: { id: published } })).toMatchObject({
    elementId: element,
    everyMinutes: 60,
  });
  expect((await db.auditEntry.findFirst({ orderBy: { id: "desc" } }))?.verb).toBe("restored");
});

test("a private report leaves no trace in the log, and its owner alone takes it back", async () => {
  const { element } = await wholeReport();
  await db.report.update({ where: { id: scene.report }, data: { visibility: "mine" }, select: { id: true } });
  expect(await getReportUses(await manager(), scene.report)).toEqual({
    pins: 1,
    packages: 1,
    distributions: 0,
    isPrivate: true,
  });
  await deleteReport(await manager(), scene.report);
  expect(await db.auditEntry.count({ where: { kind: "report", objectId: scene.report } })).toBe(0);
  const undo = { kind: "report", id: scene.report } as const;
  await expect(undoDeletion(await scene.cast.can("communityManager", "reports.read"), undo)).rejects.toMatchObject({
    code: "not_found",
  });
  await undoDeletion(await reader(scene), undo);
  expect(await listPins(await reader(scene))).toMatchObject([{ elementId: element }]);
  expect(await db.removedReport.count()).toBe(0);

  await deleteReport(await manager(), scene.report);
  const removedAt = new Date(Date.now() - 2 * 3_600_000);
  await db.removedReport.update({ where: { id: scene.report }, data: { removedAt }, select: { id: true } });
  await expect(undoDeletion(await reader(scene), undo)).rejects.toMatchObject({ code: "not_found" });
});
