import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { withConnection } from "@/lib/db/pool";
import { makeCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { exportScene, reportOf, stateOf } from "@/lib/testing/export-scene";
import { deleteUser } from "@/lib/users/erase";
import { cancelExport, deleteExport, retryExport, startExport } from "./commands";
import { makeFile } from "./make-file";
import { listExports } from "./queries";
import { exportLimits } from "./states";
import { storePieces } from "./store-pieces";
import { Unwanted } from "./watch-file";

testDatabase();
const scene = exportScene();
const { list, start, read, element } = scene;

const piecesOf = (id: string) => db.exportChunk.count({ where: { fileId: id } });

test("it is written with the rights that its person has then, and read with those they have when they take it", async () => {
  const [written, late] = [await start(list("")), await start(list(""))];
  await makeFile(written);
  const where = { projectId: scene.cast.project.id, userId: scene.cast.people.observer.id };
  await db.participation.updateMany({ where, data: { role: "participant" } });
  try {
    await makeFile(late);
    expect(await stateOf(late)).toMatchObject({
      state: "failed",
      message: expect.stringContaining("may not see reports"),
    });
    expect(await piecesOf(late)).toBe(0);
    await expect(read(written)).rejects.toMatchObject({ code: "forbidden" });
    await db.participation.updateMany({ where, data: { state: "removed" } });
    await expect(read(written)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("any more"),
    });
  } finally {
    await db.participation.updateMany({ where, data: { role: "observer", state: "active" } });
  }
  await retryExport(await scene.cast.can("observer", "home.read", "community"), late);
  await makeFile(late);
  expect(await read(late)).toEqual(await read(written));
});

test("a file is taken by whoever may still open what it is of: its report, or its filter and view", async () => {
  const inElement = await element({ items: [{ path: "feedback.title" }] });
  const reportId = await reportOf(inElement);
  const ownerId = scene.cast.people.manager.id;
  const view = await db.savedView.create({
    data: {
      projectId: scene.cast.project.id,
      ownerId,
      visibility: "project",
      source: `feedback:${scene.type}`,
      name: "Ours",
      columns: [{ path: "feedback.title" }],
    },
    select: { id: true },
  });
  const ids = [
    await start({ kind: "report", reportId }, "pdf"),
    await start(inElement),
    await start(list(`view=${view.id}`)),
  ];
  for (const id of ids) {
    await makeFile(id);
    expect((await read(id)).length).toBeGreaterThan(0);
  }
  await db.report.update({ where: { id: reportId }, data: { visibility: "mine", ownerId } });
  await db.savedView.update({ where: { id: view.id }, data: { visibility: "mine" } });
  for (const id of ids)
    await expect(read(id)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(
        /^You may not see .* not shared with you\..* shared with you again, or delete the file\.$/,
      ),
    });
  const team = await db.team.create({
    data: {
      projectId: scene.cast.project.id,
      name: "Readers",
      memberships: { create: { userId: scene.cast.people.observer.id } },
      reportAccess: { create: { reportId } },
    },
    select: { id: true },
  });
  for (const id of ids.slice(0, 2)) expect((await read(id)).length).toBeGreaterThan(0);
  await db.team.delete({ where: { id: team.id } });
  await expect(read(ids[0] ?? "")).rejects.toMatchObject({ code: "forbidden" });
});

test("two files of the same list in the same minute have names of their own", async () => {
  const ids = [await start(list("")), await start(list("")), await start(list(""), "xlsx")];
  const files = await db.exportFile.findMany({ where: { id: { in: ids } }, select: { fileName: true } });
  expect(new Set(files.map(({ fileName }) => fileName)).size).toBe(3);
});

test("nobody has the file of another, and no list of another project", async () => {
  const id = await start(list(""));
  await makeFile(id);
  await expect(read(id, "manager")).rejects.toMatchObject({ code: "not_found" });
  const manager = await scene.cast.can("manager", "home.read", "community");
  await expect(deleteExport(manager, id)).rejects.toMatchObject({ code: "not_found" });
  expect((await listExports(manager, null)).rows).toEqual([]);
  const elsewhere = await makeCast();
  const stranger = await elsewhere.can("manager", "reports.read");
  const foreign = startExport(stranger, { request: list(""), format: "csv" });
  await expect(foreign).rejects.toMatchObject({ code: "not_found" });
  const report = await element({ items: [{ path: "feedback.title" }] });
  await expect(startExport(stranger, { request: report, format: "csv" })).rejects.toMatchObject({ code: "not_found" });
});

test("a file that is cancelled ends within a second, also while PostgreSQL is at work", async () => {
  const reportId = await reportOf(await element({ items: [{ path: "feedback.title" }] }));
  for (const request of [list(""), { kind: "report" as const, reportId }]) {
    const id = await start(request);
    await withConnection(async (connection) => {
      await connection.query("begin; lock table feedback in access exclusive mode");
      const making = makeFile(id);
      await vi.waitUntil(async () => (await stateOf(id)).state === "running");
      await cancelExport(await scene.cast.can("observer", "home.read", "community"), id);
      const from = performance.now();
      await making;
      expect(performance.now() - from).toBeLessThan(1_000);
      await connection.query("rollback");
    });
    expect(await stateOf(id)).toMatchObject({ state: "cancelled" });
    expect(await piecesOf(id)).toBe(0);
    await makeFile(id);
    expect(await stateOf(id)).toMatchObject({ state: "cancelled" });
  }
});

test("a file whose writer died is begun again, and the dead one writes no more", async () => {
  const id = await start(list(""));
  await db.exportFile.update({ where: { id }, data: { state: "running", attempt: 1 } });
  const rest = async function* () {
    yield await Promise.resolve(Buffer.alloc(exportLimits.piece * 2 + 1, "old "));
  };
  await storePieces({ id, attempt: 1 }, rest());
  await makeFile(id);
  expect((await read(id)).toString()).not.toContain("old ");
  await expect(storePieces({ id, attempt: 1 }, rest())).rejects.toBeInstanceOf(Unwanted);
  await db.exportFile.update({ where: { id }, data: { state: "running", attempt: exportLimits.attempts } });
  await makeFile(id);
  expect(await stateOf(id)).toMatchObject({ state: "failed", message: expect.stringContaining("again and again") });
});

test("one person has ten files under way", async () => {
  for (let n = 0; n < exportLimits.waiting; n++) await start(list(""));
  await expect(start(list(""))).rejects.toMatchObject({ code: "too_many" });
  await start(list(""), "csv", "support");
});

test("what is gone meanwhile is said", async () => {
  const id = await start(await element({ items: [{ path: "feedback.title" }] }));
  await db.report.deleteMany();
  await makeFile(id);
  expect(await stateOf(id)).toMatchObject({
    state: "failed",
    message: expect.stringContaining("no such report element"),
  });
  await expect(start(list(`view=${randomUUID()}`))).rejects.toMatchObject({ code: "not_found" });
});

test("whoever is erased takes their files along", async () => {
  const id = await start(list(""), "csv", "support");
  await makeFile(id);
  await deleteUser(await scene.cast.can("communityManager", "users.write", "community"), scene.cast.people.support.id);
  expect(await db.exportFile.count({ where: { id } })).toBe(0);
  expect(await piecesOf(id)).toBe(0);
});
