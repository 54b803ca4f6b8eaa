import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { runRecords } from "@/lib/macros/run-records";
import { testProgramme } from "@/lib/macros/test-programme";
import { testDatabase } from "@/lib/testing/database";
import { listRunning } from "./running";
import { startBulk } from "./start-bulk";

testDatabase();

test("whoever may read runs sees what runs in their projects, from anywhere, and what just ended", async () => {
  const programme = await testProgramme();
  const user = await programme.user();
  const ticket = await programme.ticket(user.id);
  const other = await testProgramme();
  const join = async (role: "support" | "participant", projectId: string) => {
    const person = await programme.user();
    await db.participation.upsert({
      where: { projectId_userId: { projectId, userId: person.id } },
      create: { projectId, userId: person.id, role },
      update: { role },
    });
    return authorize(person.id, "community", "home.read");
  };
  const support = await join("support", programme.project.id);
  const participant = await join("participant", programme.project.id);
  const elsewhere = await join("support", other.project.id);
  const { id } = await programme.macro(programme.tickets, {
    name: "Say it",
    actions: [{ id: randomUUID(), kind: "add_comment", body: "said" }],
  });
  expect(await listRunning(support)).toEqual([]);

  const { runId } = await startBulk(programme.can("macros.run"), {
    macroId: id,
    selection: { kind: "ids", ids: [ticket.id] },
  });
  expect(await listRunning(support)).toMatchObject([
    { id: runId, macro: "Say it", project: { key: programme.project.key }, state: "running", counts: { waiting: 1 } },
  ]);
  expect(await listRunning(participant)).toBeNull();
  expect((await listRunning(elsewhere))?.map((run) => run.id)).not.toContain(runId);

  await runRecords(runId);
  expect(await listRunning(support)).toMatchObject([{ id: runId, state: "done", counts: { done: 1 } }]);
  await db.macroRun.update({ where: { id: runId }, data: { finishedAt: new Date(Date.now() - 60_000) } });
  expect(await listRunning(support)).toEqual([]);

  await db.macroRun.update({ where: { id: runId }, data: { cause: "listener", state: "running", finishedAt: null } });
  expect(await listRunning(support)).toEqual([]);
});
