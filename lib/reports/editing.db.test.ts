import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { listEntries } from "@/lib/audit/entries";
import type { Can } from "@/lib/auth/actor";
import { also, authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { addBlock, moveBlock, removeBlock, restoreBlock, updateBlock } from "./block-commands";
import { createReport, updateReport } from "./commands";
import { listPins, pinElement } from "./pins";
import { getReport } from "./queries";
import { newBlock, reportSettings, type ReportBlock } from "./schema";

testDatabase();

let cast: Cast;
let manager: Can<"reports.write">;
let second: Can<"reports.write">;
/** Shared, with an element, a heading and a text. */
let report: string;
let ids: [string, string, string];

beforeAll(async () => {
  cast = await makeCast("vega");
  manager = await cast.can("manager", "reports.write");
  const data = { email: "second@vega.example", username: "second", firstName: "Sasha", lastName: "Two" };
  const { id: userId } = await db.user.create({ data, select: { id: true } });
  await db.participation.create({
    data: { projectId: cast.project.id, userId, role: "manager" },
    select: { userId: true },
  });
  second = await authorize(userId, { project: cast.project.key }, "reports.write");
});

beforeEach(async () => {
  report = (await createReport(manager, settings())).id;
  const add = async (block: ReportBlock) =>
    (await addBlock(manager, { destination: { kind: "report", id: report }, block })).id;
  ids = [await add(users()), await add({ kind: "heading", name: "Words" }), await add({ kind: "text", text: "Read" })];
});

const settings = (name = "Weekly", visibility: "mine" | "shared" = "shared") =>
  reportSettings.parse({ name, visibility });

const users = (name = "Users") => {
  const definition = { source: "users", items: [{ path: "user.score" }], style: "table" };
  return newBlock.shape.block.parse({ kind: "element", name, definition });
};

const read = () => getReport(also(manager, "reports.read"), report);
const names = async () => (await read()).blocks.map((block) => ("name" in block ? block.name : "Read"));

async function seenOf(id: string): Promise<string> {
  return (await read()).blocks.find((block) => block.id === id)?.seen ?? "";
}

test("an element that somebody changed after it was opened is not saved over unasked, and moving it changes nothing of it", async () => {
  const [id] = ids;
  const seen = await seenOf(id);
  await moveBlock(second, id, 2);
  await updateBlock(second, id, users("Theirs"), seen);
  await expect(updateBlock(manager, id, users("Mine"), seen)).rejects.toMatchObject({
    code: "stale",
    fields: { by: "Sasha Two", at: expect.stringMatching(/^20/) as string },
  });
  expect(await names()).toEqual(["Words", "Read", "Theirs"]);
  await updateBlock(manager, id, users("Mine"), null);
  expect(await names()).toContain("Mine");
});

test("of a private report, which the audit log does not keep, the second window is asked as well", async () => {
  await updateReport(manager, report, settings("Weekly", "mine"));
  const { seen: before } = await read();
  await updateReport(manager, report, settings("Monthly", "mine"), before);
  const late = updateReport(manager, report, settings("Yearly", "mine"), before);
  await expect(late).rejects.toMatchObject({ code: "stale", fields: { by: "You" } });
  const [, , id] = ids;
  const seen = await seenOf(id);
  await updateBlock(manager, id, { kind: "text", text: "One" }, seen);
  await expect(updateBlock(manager, id, { kind: "text", text: "Two" }, seen)).rejects.toMatchObject({ code: "stale" });
});

test("what others do with the parts of a report leaves the form of its settings as it is", async () => {
  const { seen } = await read();
  await removeBlock(second, ids[1]);
  await updateReport(manager, report, settings("Monthly"), seen);
  await expect(updateReport(second, report, settings("Yearly"), seen)).rejects.toMatchObject({ code: "stale" });
  expect(await read()).toMatchObject({ name: "Monthly" });
});

test("a part that stands elsewhere by now is not moved by what was seen before", async () => {
  await moveBlock(second, ids[2], 0, 2);
  await expect(moveBlock(manager, ids[0], 1, 0)).rejects.toMatchObject({ code: "stale", fields: { by: "Sasha Two" } });
  expect(await names()).toEqual(["Read", "Users", "Words"]);
  expect(await moveBlock(manager, ids[0], 2, 1)).toEqual({ position: 2 });
});

test("a removed element says what it was used by and comes back as itself, with its pin, its data packages and its distributions", async () => {
  const [id] = ids;
  await pinElement(manager, id);
  const apiKey = await db.apiKey.create({ data: { name: "BI", prefix: "fp_vega" }, select: { id: true } });
  const named = (key: string) => ({ kind: "package" as const, key, name: key, apiKeyId: apiKey.id, elementId: id });
  const [kept, given] = [randomUUID(), randomUUID()];
  const projectId = cast.project.id;
  await db.dataPackage.createMany({
    data: [
      { id: kept, projectId, ...named("kept") },
      { id: given, projectId, ...named("given") },
    ],
  });
  const timing = { rate: "daily", startsAt: "2031-01-01T09:00", timeZone: "UTC" } as const;
  await db.distribution.create({
    data: { reportId: report, name: "Board", subject: "Weekly", elementIds: [id], ...timing },
    select: { id: true },
  });
  expect(await removeBlock(manager, id)).toEqual({ isPinned: true, packages: 2, distributions: 1 });
  const elementOf = async (packageId: string) =>
    (await db.dataPackage.findUnique({ where: { id: packageId } }))?.elementId;
  expect([await elementOf(kept), await listPins(also(manager, "reports.read"))]).toEqual([null, []]);

  const other = await addBlock(manager, { destination: { kind: "report", id: report }, block: users("Other") });
  await db.dataPackage.update({ where: { id: given }, data: { elementId: other.id } });
  expect(await restoreBlock(second, id)).toEqual({ reportId: report, id });
  expect((await read()).blocks[0]).toMatchObject({ id, name: "Users" });
  expect((await listPins(also(manager, "reports.read"))).map(({ elementId }) => elementId)).toEqual([id]);
  expect([await elementOf(kept), await elementOf(given)]).toEqual([id, other.id]);
  await expect(restoreBlock(manager, id)).rejects.toMatchObject({ code: "not_found" });
  const { rows } = await listEntries(await cast.can("manager", "audit.read"), { kind: "report element", object: id });
  expect(rows.map(({ verb }) => verb)).toEqual(["created", "deleted", "pinned", "created"]);
});

test("whoever edits what was removed is told so, and may put it back as they have it", async () => {
  const [id] = ids;
  const seen = await seenOf(id);
  await removeBlock(second, id);
  await expect(updateBlock(manager, id, users("Mine"), seen)).rejects.toMatchObject({
    code: "stale",
    fields: { by: "Sasha Two", did: "removed" },
  });
  await expect(updateBlock(manager, id, { kind: "page_break" }, null)).rejects.toMatchObject({ code: "invalid" });
  const elsewhere = await makeCast();
  const { id: projectId } = elsewhere.project;
  const theirs = {
    projectId,
    ownerId: second.personId ?? "",
    source: "users",
    name: "Theirs",
    visibility: "project",
  } as const;
  const condition = { match: "all", conditions: [] };
  const { id: filterId } = await db.savedFilter.create({ data: { ...theirs, condition }, select: { id: true } });
  const mine = users("Mine");
  if (mine.kind !== "element") throw new Error("no element");
  const stolen = { ...mine, definition: { ...mine.definition, filterId } };
  await expect(updateBlock(manager, id, stolen, null)).rejects.toHaveProperty("fields.filterId");
  await updateBlock(manager, id, mine, null);
  expect((await read()).blocks[0]).toMatchObject({ id, name: "Mine" });
});

test("nothing comes back for those who may not change the report, and no element whose filter is gone", async () => {
  await removeBlock(manager, ids[2]);
  const elsewhere = await (await makeCast()).can("manager", "reports.write");
  await expect(restoreBlock(elsewhere, ids[2])).rejects.toMatchObject({ code: "not_found" });
  await updateReport(manager, report, settings("Weekly", "mine"));
  await expect(restoreBlock(second, ids[2])).rejects.toMatchObject({ code: "not_found" });

  const saved = {
    projectId: cast.project.id,
    source: "users",
    name: "Gone",
    condition: { match: "all", conditions: [] },
  };
  const filter = await db.savedFilter.create({
    data: { ...saved, ownerId: manager.personId ?? "" },
    select: { id: true },
  });
  await db.reportElement.update({ where: { id: ids[0] }, data: { filterId: filter.id }, select: { id: true } });
  await removeBlock(manager, ids[0]);
  await db.savedFilter.delete({ where: { id: filter.id }, select: { id: true } });
  await expect(restoreBlock(manager, ids[0])).rejects.toMatchObject({ code: "conflict" });
  expect(await names()).toEqual(["Words"]);
});
