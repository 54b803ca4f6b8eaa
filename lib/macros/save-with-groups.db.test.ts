import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { createGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput } from "@/lib/external-data/schema";
import { testDatabase } from "@/lib/testing/database";
import { getMacro } from "./queries";
import { saveMacroWithGroups } from "./save-with-groups";
import { macroWithGroups, type CaptureGroup } from "./save-with-groups-schema";
import { testProgramme, testWebhook, type TestProgramme } from "./test-programme";

testDatabase();

let programme: TestProgramme;
beforeAll(async () => {
  programme = await testProgramme();
});

const key = { label: "Jira key", parameter: "key", type: "string" as const, favorite: true };

/** Saves a macro with one webhook that captures into this group. */
function save(webhook: ReturnType<typeof testWebhook>, group: Omit<CaptureGroup, "actionId" | "target">) {
  const macro = { name: "Create", key: `create-${randomUUID()}`, actions: [webhook] };
  const groups = [{ ...group, actionId: webhook.id, target: "feedback" }];
  return saveMacroWithGroups(
    programme.can("macros.write"),
    macroWithGroups.parse({ id: null, home: programme.tickets, macro, groups }),
  );
}

test("a new group is made with the macro, and the webhook captures into it", async () => {
  const { id } = await save(testWebhook({}), { groupId: null, label: "Tracker", fields: [key] });
  const group = await db.externalDataGroup.findFirstOrThrow({
    where: { label: "Tracker" },
    select: { id: true, target: true, fields: { select: { parameter: true, favorite: true } } },
  });
  expect(group).toMatchObject({ target: "feedback", fields: [{ parameter: "key", favorite: true }] });
  const macro = await getMacro(programme.can("macros.read"), id);
  expect(macro.actions[0]).toMatchObject({ capture: { groupId: group.id, storeOn: "target" } });
});

test("no group is made for a macro that is refused", async () => {
  const broken = testWebhook({ body: '{ "a": ((nope)) }' });
  await expect(save(broken, { groupId: null, label: "Never", fields: [key] })).rejects.toMatchObject({
    fields: { "actions.0.body": expect.stringContaining("There is no tag") },
  });
  expect(await db.externalDataGroup.count({ where: { label: "Never" } })).toBe(0);
});

test("what is wrong with a group is told at its place", async () => {
  await expect(save(testWebhook({}), { groupId: null, label: " ", fields: [key] })).rejects.toMatchObject({
    fields: { "groups.0.label": "Give the group a label." },
  });
});

test("a further field joins a group that exists, and what it held stays", async () => {
  const writer = programme.can("groups.write");
  const input = externalDataGroupInput.parse({ target: "feedback", label: "Grows", fields: [key] });
  const { id } = await createGroup(writer, input);
  const capturing = () => testWebhook({ capture: { groupId: id, storeOn: "target" } });
  const more = { label: "Link", parameter: "self", type: "string" as const, favorite: false };
  await save(capturing(), { groupId: id, label: "", fields: [more] });
  const fields = await db.externalDataField.findMany({ where: { groupId: id }, orderBy: { order: "asc" } });
  expect(fields.map(({ parameter, archivedAt }) => [parameter, archivedAt])).toEqual([
    ["key", null],
    ["self", null],
  ]);
  await expect(save(capturing(), { groupId: id, label: "", fields: [more] })).rejects.toMatchObject({
    fields: { "groups.0.fields.0.parameter": expect.stringContaining("already") },
  });
});
