import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { deleteFilter } from "@/lib/filters/filters";
import { deleteMacro } from "@/lib/macros/commands";
import { testProgramme, type TestProgramme } from "@/lib/macros/test-programme";
import { testDatabase } from "@/lib/testing/database";
import { deleteTrigger } from "./commands";
import { listTriggers, listVerdicts } from "./queries";
import { settle, triggersOf } from "./test-triggers";

testDatabase();

let programme: TestProgramme;
let owner: { id: string };
beforeAll(async () => {
  programme = await testProgramme();
  owner = await programme.user();
});

const { macroThat, trigger, newTicket, runsOn } = triggersOf(() => programme);

const crashes = { field: "feedback.title", is: "contains", value: "crash" };

const filterOf = (test: Record<string, unknown>) =>
  db.savedFilter.create({
    data: {
      projectId: programme.project.id,
      source: `feedback:${programme.type.id}`,
      name: "Crashes",
      condition: { match: "all", conditions: [test] } as never,
      ownerId: owner.id,
      visibility: "project",
    },
  });

test("a submitted ticket that matches the filter runs the macro; another says why not", async () => {
  const macro = await macroThat({ kind: "add_comment", body: "Thank you for ((feedback.title))" });
  const filter = await filterOf(crashes);
  const { id } = await trigger({ macroId: macro.id, event: "feedback_submitted", filterId: filter.id });
  const [crash, idea] = [await newTicket("A crash"), await newTicket("An idea")];
  expect(await settle()).toBe(2);
  expect(await runsOn(macro, crash.id)).toMatchObject([
    { state: "done", run: { cause: "trigger", causeDetail: { label: "T", triggerId: id }, depth: 0 } },
  ]);
  expect(await db.comment.findFirst({ where: { feedbackId: crash.id } })).toMatchObject({
    body: "Thank you for A crash",
  });
  expect(await runsOn(macro, idea.id)).toEqual([]);
  expect(await listVerdicts(programme.can("runs.read"), idea.id)).toMatchObject([
    { outcome: "not_matching", times: 1, reason: "It did not match the filter “Crashes”." },
  ]);
  // Its use is known wherever it would be taken away.
  const manager = { ...programme.can("filters.write"), personId: owner.id };
  await expect(deleteFilter(manager, filter.id)).rejects.toThrow("the trigger “T”");
  await expect(deleteMacro(programme.can("macros.write"), macro.id)).rejects.toThrow("the trigger “T”");
  expect(await listTriggers(programme.can("macros.read"), programme.tickets)).toMatchObject([
    { id, filter: { name: "Crashes" }, lastRun: {} },
  ]);
  await deleteTrigger(programme.can("macros.write"), id);
});

test("a filter that waits for a value is refused, and lets nothing through when it begins to wait later", async () => {
  const macro = await macroThat();
  const waiting = await filterOf({ ...crashes, value: "", ask: true });
  await expect(trigger({ macroId: macro.id, event: "feedback_submitted", filterId: waiting.id })).rejects.toMatchObject(
    {
      code: "invalid",
      fields: { filterId: expect.stringContaining("Give the question a default") },
    },
  );
  const withDefault = await filterOf({ ...crashes, ask: true });
  const { id } = await trigger({ macroId: macro.id, event: "feedback_submitted", filterId: withDefault.id });
  const before = await newTicket("A crash");
  await settle();
  expect(await runsOn(macro, before.id)).toHaveLength(1);
  await db.savedFilter.update({ where: { id: withDefault.id }, data: { condition: waiting.condition as never } });
  const after = await newTicket("A crash");
  await settle();
  expect(await runsOn(macro, after.id)).toEqual([]);
  expect(await listVerdicts(programme.can("runs.read"), after.id)).toMatchObject([
    { outcome: "refused", reason: expect.stringContaining("asks for a value") },
  ]);
  await deleteTrigger(programme.can("macros.write"), id);
});
