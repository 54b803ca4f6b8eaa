import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { testProgramme, type TestProgramme } from "@/lib/macros/test-programme";
import { testDatabase } from "@/lib/testing/database";
import { deleteTrigger, saveTrigger, switchTrigger } from "./commands";
import { triggerInput } from "./schema";
import { triggersOf } from "./test-triggers";

testDatabase();

let programme: TestProgramme;
beforeAll(async () => {
  programme = await testProgramme();
});

const { macroThat, trigger } = triggersOf(() => programme);

test("what does not fit is refused by its field", async () => {
  const macro = await macroThat();
  const stranger = await testProgramme();
  const users = await programme.macro(programme.people, { actions: [] });
  const refused = async (draft: Parameters<typeof trigger>[0], field: string) =>
    expect(trigger(draft)).rejects.toMatchObject({ code: "invalid", fields: { [field]: expect.any(String) } });
  await refused({ macroId: users.id, event: "feedback_submitted" }, "macroId");
  await refused({ macroId: users.id, event: "user_registered" }, "event");
  await refused({ macroId: macro.id, event: "feedback_modified", fields: ["feedback.nothing"] }, "fields");
  await refused({ macroId: macro.id, event: "feedback_modified", fields: ["user.username"] }, "fields");
  await refused({ macroId: macro.id, event: "feedback_modified", filterId: randomUUID() }, "filterId");
  await refused({ macroId: macro.id, event: "feedback_modified", feedbackTypeId: stranger.type.id }, "feedbackTypeId");
  const { id } = await trigger({ macroId: macro.id, event: "feedback_modified" });
  await expect(switchTrigger(stranger.can("macros.write"), id, false)).rejects.toMatchObject({ code: "not_found" });
  await expect(deleteTrigger(stranger.can("macros.write"), id)).rejects.toMatchObject({ code: "not_found" });
});

test("with a project go its triggers, though its macros are kept for them", async () => {
  const other = await testProgramme();
  const macro = await other.macro(other.people, { actions: [] });
  const input = triggerInput.parse({ name: "T", macroId: macro.id, event: "team_changed" });
  const { id } = await saveTrigger(other.can("macros.write"), input);
  await expect(db.macro.delete({ where: { id: macro.id } })).rejects.toThrow();
  await db.project.delete({ where: { id: other.project.id } });
  expect(await db.macroTrigger.count({ where: { id } })).toBe(0);
});
