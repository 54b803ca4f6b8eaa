import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { listEntries } from "@/lib/audit/entries";
import { db } from "@/lib/db/client";
import { drillCondition } from "@/lib/elements/drill";
import { elementDefinition, type ElementDraft } from "@/lib/elements/schema";
import { canonical } from "@/lib/conditions/canonical";
import type { Condition } from "@/lib/conditions/schema";
import { also, authorize } from "@/lib/auth/authorize";
import { AppError } from "@/lib/errors/app-error";
import { deleteFilter, listFilters, saveFilter } from "@/lib/filters/filters";
import { filterInput } from "@/lib/filters/schema";
import { usersOf } from "@/lib/sources/load-source";
import { createTeam } from "@/lib/teams/commands";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import type { z } from "zod";
import { addBlock, moveBlock, removeBlock, restoreBlock, setBlockWidth, updateBlock } from "./block-commands";
import { archiveReport, cloneReport, createReport, updateReport } from "./commands";
import { previewElement, previewRows } from "./preview-element";
import { elementQuestion, passedOver, readElement } from "./read-element";
import { underlyingRows } from "./underlying-rows";
import { listReports } from "./list-reports";
import { getReport } from "./queries";
import { newBlock, reportInput, type ReportBlock } from "./schema";

testDatabase();

let cast: Cast;
let other: { id: string };

beforeAll(async () => {
  cast = await makeCast("orion");
  other = await db.user.create({
    data: { email: "second@orion.example", username: "second", firstName: "Second" },
    select: { id: true },
  });
  await db.participation.create({
    data: { projectId: cast.project.id, userId: other.id, role: "manager" },
    select: { userId: true },
  });
});

const manager = () => cast.can("manager", "reports.write");
const settings = (draft: Partial<z.input<typeof reportInput>> = {}) =>
  reportInput.omit({ id: true }).parse({ name: "Weekly", ...draft });

const element = (draft: Partial<ElementDraft> = {}, name = "By role") =>
  newBlock.shape.block.parse({
    kind: "element",
    name,
    definition: {
      source: "users",
      groups: [{ path: "user.role" }],
      measures: [{ kind: "count" }],
      style: "bar",
      ...draft,
    },
  });

async function secondManager() {
  return authorize(other.id, { project: cast.project.key }, "reports.write");
}

async function reportOf(...blocks: ReportBlock[]): Promise<{ id: string; blocks: string[] }> {
  const actor = await manager();
  const { id } = await createReport(actor, settings());
  const made: string[] = [];
  for (const block of blocks) made.push((await addBlock(actor, { destination: { kind: "report", id }, block })).id);
  return { id, blocks: made };
}

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error;
}

test("a private report is its owner's: other managers neither see nor change it, and the audit log does not name it", async () => {
  const { id, blocks } = await reportOf(element());
  const second = await secondManager();
  expect((await refusal(getReport(also(second, "reports.read"), id))).code).toBe("not_found");
  for (const work of [
    () => updateReport(second, id, settings()),
    () => archiveReport(second, id, true),
    () => cloneReport(second, id),
    () => moveBlock(second, blocks[0] ?? "", 0),
    () => removeBlock(second, blocks[0] ?? ""),
    () => addBlock(second, { destination: { kind: "report", id }, block: { kind: "page_break" } }),
  ])
    expect((await refusal(work())).code).toBe("not_found");
  const { rows } = await listEntries(await cast.can("manager", "audit.read"), { kind: "report" });
  expect(rows.map(({ objectId }) => objectId)).not.toContain(id);
  expect((await getReport(await cast.can("manager", "reports.read"), id)).blocks).toHaveLength(1);
});

test("shared with a team its members see a report, others of the staff do not, and nobody without the right changes it", async () => {
  const { id } = await reportOf(element());
  const team = await createTeam(await cast.can("manager", "teams.write"), {
    name: "Readers",
    impactFactor: 1,
    description: "",
  });
  await db.teamMembership.create({
    data: { teamId: team.id, userId: cast.people.support.id },
    select: { teamId: true },
  });
  await updateReport(await manager(), id, settings({ access: [{ teamId: team.id, mayDistribute: true }] }));
  const seen = await getReport(await cast.can("support", "reports.read"), id);
  expect(seen).toMatchObject({ mayChange: false, mayDistribute: true });
  expect((await refusal(getReport(await cast.can("observer", "reports.read"), id))).code).toBe("not_found");
  expect((await refusal(cast.can("support", "reports.write"))).code).toBe("forbidden");
  expect((await refusal(cast.can("participant", "reports.read"))).code).toBe("forbidden");
  const { rows } = await listEntries(await cast.can("manager", "audit.read"), { kind: "report", object: id });
  expect(rows.map(({ verb }) => verb)).toEqual(["changed"]);
});

test("a shared report is changed by every manager of its project, made private by its owner only, and unknown elsewhere", async () => {
  const { id } = await reportOf();
  await updateReport(await manager(), id, settings({ visibility: "shared" }));
  const second = await secondManager();
  await updateReport(second, id, settings({ name: "Monthly", visibility: "shared" }));
  expect((await refusal(updateReport(second, id, settings({ visibility: "mine" })))).code).toBe("forbidden");
  expect(await getReport(await cast.can("observer", "reports.read"), id)).toMatchObject({
    name: "Monthly",
    mayChange: false,
  });
  const elsewhere = await makeCast();
  expect((await refusal(archiveReport(await elsewhere.can("manager", "reports.write"), id, true))).code).toBe(
    "not_found",
  );
  expect((await refusal(getReport(await elsewhere.can("manager", "reports.read"), id))).code).toBe("not_found");
  const inCommunity = await cast.can("communityManager", "reports.read", "community");
  expect((await refusal(getReport(inCommunity, id))).code).toBe("not_found");
});

test("an element is refused with its place when it cannot be asked or drawn", async () => {
  const { id } = await reportOf();
  const actor = await manager();
  const add = async (draft: Partial<ElementDraft>) =>
    (await refusal(addBlock(actor, { destination: { kind: "report", id }, block: element(draft) }))).fields;
  expect(await add({ groups: [{ path: "user.gone" }] })).toEqual({});
  expect(Object.keys(await add({ style: "pie", measures: [{ kind: "average", path: "user.score" }] }))).toEqual([
    "style",
  ]);
  expect(Object.keys(await add({ measures: [{ kind: "sum", path: "user.username" }] }))).toEqual(["measures"]);
  expect(Object.keys(await add({ groups: [], measures: [], style: "table" }))).toEqual(["items"]);
  expect(Object.keys(await add({ sort: [{ path: "measure:3", dir: "asc" }] }))).toEqual(["sort"]);
  const asks = { match: "all", conditions: [{ field: "user.username", is: "contains", ask: true }] } as const;
  expect(Object.keys(await add({ condition: { ...asks, conditions: [...asks.conditions] } }))).toEqual(["condition"]);
  expect((await getReport(await cast.can("manager", "reports.read"), id)).blocks).toEqual([]);
});

test("a filter that an element asks is not deleted, and says whose report uses it", async () => {
  const writer = await cast.can("manager", "filters.write");
  const source = await usersOf(writer);
  const condition = {
    match: "all" as const,
    conditions: [{ field: "user.role", is: "is" as const, value: "participant" }],
  };
  const draft = { name: "Participants", source: "users", visibility: "project" as const, condition };
  const { id: filterId } = await saveFilter(writer, source, filterInput.parse(draft));
  const { id, blocks } = await reportOf(element({ filterId }, "Testers"));
  const [filter] = await listFilters(writer, "users");
  expect(filter?.usedBy).toEqual([{ kind: "report element", id: blocks[0], name: "Testers" }]);
  expect(await refusal(deleteFilter(writer, filterId))).toMatchObject({
    code: "conflict",
    message: expect.stringContaining("“Testers” of the report “Weekly”") as string,
  });
  const second = await authorize(other.id, { project: cast.project.key }, "filters.write");
  expect((await refusal(deleteFilter(second, filterId))).message).not.toContain("Testers");
  await removeBlock(await manager(), blocks[0] ?? "");
  await deleteFilter(writer, filterId);
  expect((await getReport(await cast.can("manager", "reports.read"), id)).blocks).toEqual([]);
});

test("somebody else's private filter cannot be asked", async () => {
  const second = await authorize(other.id, { project: cast.project.key }, "filters.write");
  const draft = { name: "Mine", source: "users", visibility: "mine", condition: { match: "all", conditions: [] } };
  const { id: filterId } = await saveFilter(second, await usersOf(second), filterInput.parse(draft));
  const error = await refusal(
    addBlock(await manager(), { destination: { kind: "new", name: "New" }, block: element({ filterId }) }),
  );
  expect(Object.keys(error.fields)).toEqual(["filterId"]);
});

test("parts keep their order when they are added, moved, removed and put back", async () => {
  const heading = (name: string): ReportBlock => ({ kind: "heading", name });
  const { id, blocks } = await reportOf(heading("a"), heading("b"), heading("c"));
  const actor = await manager();
  const reader = await cast.can("manager", "reports.read");
  const order = async () => (await getReport(reader, id)).blocks.map((block) => ("name" in block ? block.name : "-"));
  const [a = "", , c = ""] = blocks;
  expect(await moveBlock(actor, c, 0)).toEqual({ position: 0 });
  expect(await order()).toEqual(["c", "a", "b"]);
  expect(await moveBlock(actor, c, 99)).toEqual({ position: 2 });
  expect(await order()).toEqual(["a", "b", "c"]);
  await addBlock(actor, { destination: { kind: "report", id }, block: { kind: "page_break" }, position: 1 });
  expect(await order()).toEqual(["a", "-", "b", "c"]);
  await removeBlock(actor, a);
  expect(await order()).toEqual(["-", "b", "c"]);
  await restoreBlock(actor, a);
  expect(await order()).toEqual(["a", "-", "b", "c"]);
  expect((await refusal(setBlockWidth(actor, c, true))).code).toBe("invalid");
});

test("a clone is a private copy of one's own, with every part", async () => {
  const { id } = await reportOf(element(), { kind: "text", text: "Read **this**" }, { kind: "page_break" });
  await updateReport(await manager(), id, settings({ visibility: "shared" }));
  const second = await secondManager();
  const copy = await getReport(also(second, "reports.read"), (await cloneReport(second, id)).id);
  const original = await getReport(also(second, "reports.read"), id);
  const bare = (blocks: typeof copy.blocks) => blocks.map(({ id: _, ...block }) => block);
  expect(copy).toMatchObject({ name: "Weekly (copy)", visibility: "mine", access: [], owner: { id: other.id } });
  expect(bare(copy.blocks)).toEqual(bare(original.blocks));
});

test("the list has one's own, the shared and the archived, and counts elements only", async () => {
  const { id } = await reportOf(element(), { kind: "heading", name: "Words" });
  const reader = await cast.can("manager", "reports.read");
  const row = async () => (await listReports(reader)).find((each) => each.id === id);
  expect(await row()).toMatchObject({ section: "mine", elements: 1, mayChange: true });
  await updateReport(await manager(), id, settings({ visibility: "shared" }));
  expect(await row()).toMatchObject({ section: "shared" });
  await archiveReport(await manager(), id, true);
  expect(await row()).toMatchObject({ section: "archived" });
  expect((await listReports(await cast.can("observer", "reports.read"))).find((each) => each.id === id)).toMatchObject({
    mayChange: false,
  });
});

test("the rows behind a part of an element are those that it counted, page by page, narrowed by what the viewer chose", async () => {
  const { id } = await reportOf(element());
  const reader = await cast.can("observer", "reports.read");
  const [block] = (await getReport(await cast.can("manager", "reports.read"), id)).blocks;
  if (block?.kind !== "element") throw new Error("no element");
  const data = await readElement(reader, block);
  if (data.shape !== "summary") throw new Error("no summary");
  for (const row of data.rows) {
    const drill = drillCondition(data, row) ?? undefined;
    const { rows, count, next } = await underlyingRows(reader, block, { drill });
    expect([rows.length, count?.count, next]).toEqual([row.values[0], row.values[0], null]);
  }
  const where: Condition = {
    match: "all",
    conditions: [
      { field: "user.username", is: "is", value: cast.people.support.username },
      { field: "feedback.title", is: "contains", value: "crash" },
    ],
  };
  expect((await underlyingRows(reader, block, { where })).rows.map(({ label }) => label)).toEqual([
    cast.people.support.username,
  ]);
  expect((await readElement(reader, block, { chosen: where })).rows).toHaveLength(1);
  const waits: Condition = { match: "all", conditions: [{ field: "user.username", is: "is", ask: true }] };
  expect(passedOver(await elementQuestion(reader, block), where)).toEqual(["feedback.title"]);
  expect(canonical((await elementQuestion(reader, block, waits)).condition).conditions).toEqual([]);
  const gone = { match: "all" as const, conditions: [{ field: "user.gone", is: "empty" as const }] };
  expect((await refusal(underlyingRows(reader, block, { drill: gone }))).fields).toHaveProperty("drill");
});

test("a preview answers before anything is saved, says which styles suit, draws the best, and leads to the rows behind it", async () => {
  const actor = await cast.can("manager", "reports.read");
  const { style: _, ...draft } = elementDefinition.parse({
    source: "users",
    groups: [{ path: "user.role" }],
    measures: [{ kind: "count" }],
    style: "table",
  });
  const frame = { width: 600, theme: "light" as const };
  const drawn = await previewElement(actor, draft, frame);
  expect(drawn).toMatchObject({ style: "bar", problem: null, chart: { width: 600 } });
  expect(drawn.styles.find(({ style }) => style === "gauge")?.problem).toContain("Remove the grouping");
  expect((await previewElement(actor, { ...draft, style: "gauge" }, frame)).style).toBe("bar");
  expect((await previewElement(actor, { ...draft, style: "doughnut" }, frame)).style).toBe("doughnut");

  const { data } = drawn;
  if (data.shape !== "summary" || !data.rows[0]) throw new Error("no summary");
  const drill = drillCondition(data, data.rows[0]) ?? undefined;
  expect((await previewRows(actor, draft, { drill })).count?.count).toBe(data.rows[0].values[0]);
  const stranger = { ...draft, filterId: randomUUID() };
  expect((await refusal(previewRows(actor, stranger, {}))).fields).toHaveProperty("filterId");
});

test("a changed element is written down before and after, where others see the report", async () => {
  const { id, blocks } = await reportOf(element());
  const actor = await manager();
  await updateReport(actor, id, settings({ visibility: "shared" }));
  await updateBlock(actor, blocks[0] ?? "", element({ style: "column" }, "Renamed"));
  expect((await refusal(updateBlock(actor, blocks[0] ?? "", { kind: "page_break" }))).code).toBe("invalid");
  const { rows } = await listEntries(await cast.can("manager", "audit.read"), { kind: "report element" });
  const [entry] = rows.filter(({ objectId }) => objectId === blocks[0]);
  expect(entry).toMatchObject({ verb: "changed", label: "Weekly: Renamed" });
});
