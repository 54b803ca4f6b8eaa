import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { listEntries } from "@/lib/audit/entries";
import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { deleteTrigger, saveTrigger } from "@/lib/automation/commands";
import { triggerInput } from "@/lib/automation/schema";
import { updateCommunity } from "@/lib/community/settings";
import { db } from "@/lib/db/client";
import { deleteReport } from "@/lib/distributions/delete-report";
import { createGroup, deleteGroup, updateGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput } from "@/lib/external-data/schema";
import { createFeedbackType, updateFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { deleteFilter, saveFilter } from "@/lib/filters/filters";
import { filterInput } from "@/lib/filters/schema";
import { noFilter } from "@/lib/conditions/schema";
import { createListener, deleteListener, updateListener } from "@/lib/listeners/commands";
import { listenerInput } from "@/lib/listeners/schema";
import { createMacro, deleteMacro } from "@/lib/macros/commands";
import { createMailTemplate, deleteMailTemplate, updateMailTemplate } from "@/lib/mail-templates/commands";
import { mailTemplateInput } from "@/lib/mail-templates/schema";
import { addBlock, moveBlock, removeBlock } from "@/lib/reports/block-commands";
import { createReport } from "@/lib/reports/commands";
import { getReport } from "@/lib/reports/queries";
import { newBlock, reportSettings } from "@/lib/reports/schema";
import { updateProject } from "@/lib/projects/commands";
import { openSecret } from "@/lib/secrets/secret";
import { sourceHere } from "@/lib/sources/source-here";
import { createTeam, deleteTeam } from "@/lib/teams/commands";
import { testDatabase } from "@/lib/testing/database";
import { macroOf, noteAction, restoreScene } from "@/lib/testing/restore-scene";
import { createRank, deleteRank } from "@/lib/users/ranks";
import { previewRestore, restoreVersion } from "./restore";

testDatabase();

const user = { target: "user" } as const;

test("a deleted macro, team, rank, filter, trigger, data group and listener are made anew", async () => {
  const { cast, restore, latest } = await restoreScene();
  const writer = await cast.can("manager", "macros.write");
  const made = await createMacro(writer, user, macroOf({ actions: [noteAction("Hi")] }));

  const trigger = { name: "Welcome", macroId: made.id, event: "user_joined" };
  await deleteTrigger(writer, (await saveTrigger(writer, triggerInput.parse(trigger))).id);
  const { id: triggerId } = await restore(await latest("trigger"), "before");
  expect(await db.macroTrigger.findUnique({ where: { id: triggerId } })).toMatchObject({ ...trigger, enabled: true });
  await deleteTrigger(writer, triggerId);

  await deleteMacro(writer, made.id);
  const { id: macroId } = await restore(await latest("macro"), "before");
  expect(await db.macro.findUnique({ where: { id: macroId } })).toMatchObject({ key: "escalate", version: 1 });

  const teams = await cast.can("manager", "teams.write");
  await deleteTeam(teams, (await createTeam(teams, { name: "VIP", description: "Best" })).id);
  await restore(await latest("team"), "before");
  expect(await db.team.count({ where: { name: "VIP", description: "Best" } })).toBe(1);

  const ranks = await cast.can("manager", "ranks.write");
  await deleteRank(ranks, (await createRank(ranks, { name: "Hunter", points: 10 })).id);
  await restore(await latest("rank"), "before");
  expect(await db.rank.count({ where: { name: "Hunter", points: 10 } })).toBe(1);

  const filters = await cast.can("manager", "filters.write");
  const input = filterInput.parse({ name: "All", source: "users", visibility: "project", condition: noFilter });
  await deleteFilter(filters, (await saveFilter(filters, await sourceHere(filters, "users"), input)).id);
  await restore(await latest("filter"), "before");
  expect(await db.savedFilter.count({ where: { name: "All", visibility: "project" } })).toBe(1);

  const groups = await cast.can("manager", "groups.write");
  const fields = [{ label: "Plan", parameter: "plan", type: "string" as const }];
  const group = await createGroup(groups, externalDataGroupInput.parse({ label: "CRM", target: "user", fields }));
  const keys = await cast.can("communityManager", "apiKeys.write", "community");
  const key = await createApiKey(keys, apiKeyInput.parse({ name: "Key" }));
  const listeners = await cast.can("manager", "listeners.write");
  const listener = listenerInput.parse({
    id: randomUUID(),
    name: "CRM",
    key: `crm-${cast.project.key}`,
    target: "user",
    kind: "external_data",
    apiKeyId: key.id,
    groupId: group.id,
  });
  await createListener(listeners, listener);
  await deleteListener(listeners, listener.id);
  expect(await restore(await latest("listener"), "before")).toEqual({ kind: "listener", id: listener.id });
  await deleteListener(listeners, listener.id);
  await deleteGroup(groups, group.id);
  await expect(restore(await latest("listener"), "before")).rejects.toMatchObject({ code: "invalid" });
  const again = await restore(await latest("external data group"), "before");
  expect(await db.externalDataField.findMany({ where: { groupId: again.id } })).toMatchObject([{ key: "plan" }]);
});

test("a listener gets back its rules and its signature with the secret of today; a deleted one asks for another", async () => {
  const { cast, restore, latest } = await restoreScene();
  const groups = await cast.can("manager", "groups.write");
  const plan = { label: "Plan", parameter: "plan", type: "string" };
  const group = await createGroup(
    groups,
    externalDataGroupInput.parse({ label: "Hook", target: "user", fields: [plan] }),
  );
  const keys = await cast.can("communityManager", "apiKeys.write", "community");
  const key = await createApiKey(keys, apiKeyInput.parse({ name: "Hook" }));
  const writer = await cast.can("manager", "listeners.write");
  const id = randomUUID();
  const accept = [{ path: "type", is: "is", value: "track" }];
  const base = { id, name: "Hook", key: `hook-${cast.project.key}`, target: "user", kind: "external_data" };
  const input = (change: object) =>
    listenerInput.parse({ ...base, apiKeyId: key.id, groupId: group.id, accept, ...change });
  const signature = (header: string, value: string) => ({ scheme: "body", header, secret: { value } });
  const stored = async () => db.externalListener.findUniqueOrThrow({ where: { id } });
  const secretOf = async () => openSecret(db, ((await stored()).signature as { secretId: string }).secretId);

  await createListener(writer, input({ signature: signature("x-first", "first secret") }));
  await updateListener(writer, input({ accept: [], signature: signature("x-second", "second secret") }));
  await restore(await latest("listener"), "before");
  expect(await stored()).toMatchObject({ enabled: true, accept, signature: { header: "x-first" } });
  expect(await secretOf()).toBe("second secret");

  await updateListener(writer, input({ signature: null }));
  await expect(restore(await latest("listener"), "before")).rejects.toThrow("signature");
  await updateListener(writer, input({ signature: signature("x-third", "third secret") }));
  await deleteListener(writer, id);
  await restore(await latest("listener"), "before");
  expect(await stored()).toMatchObject({ enabled: false, signature: { header: "x-third", hint: "not typed yet" } });
  expect(await db.secret.count({ where: { ownerId: id } })).toBe(0);
});

test("an e-mail template gets back what it was, and a deleted one is made anew for what it was about", async () => {
  const { cast, entriesOf, restore } = await restoreScene();
  const writer = await cast.can("manager", "macros.write");
  const words = (subject: string) => mailTemplateInput.parse({ name: "Thanks", subject, body: "Hello" });
  const { id } = await createMailTemplate(writer, user, words("One"));
  await updateMailTemplate(writer, id, words("Two"));
  const [changed] = await entriesOf("e-mail template", id);
  await restore(changed?.id ?? "", "before");
  expect(await db.mailTemplate.findUnique({ where: { id } })).toMatchObject({ subject: "One" });
  await deleteMailTemplate(writer, id);
  const [deleted] = await entriesOf("e-mail template", id);
  await restore(deleted?.id ?? "", "before");
  const anew = await db.mailTemplate.findMany({ where: { projectId: cast.project.id } });
  expect(anew).toMatchObject([{ name: "Thanks", subject: "One", target: "user", feedbackTypeId: null }]);
});

test("a data group, a feedback type, the project and the settings get back what they were", async () => {
  const { cast, restore, latest } = await restoreScene();
  const groups = await cast.can("manager", "groups.write");
  const plan = { label: "Plan", parameter: "plan", type: "string" as const, favorite: false };
  const { id, fields } = await createGroup(
    groups,
    externalDataGroupInput.parse({ label: "A", target: "user", fields: [plan] }),
  );
  await updateGroup(groups, { id, label: "B", clearMissing: true, newerBy: null, fields: [] });
  await restore(await latest("external data group"), "before");
  const field = { groupId: id, archivedAt: null, id: fields[0]?.id ?? "" };
  expect(await db.externalDataField.count({ where: field })).toBe(1);
  expect(await db.externalDataGroup.findUnique({ where: { id } })).toMatchObject({ label: "A", clearMissing: false });

  const types = await cast.can("manager", "types.write");
  const open = { name: "Open", key: "open", isDefault: true };
  const first = feedbackTypeInput.parse({ name: "Bug", key: "bug", prefix: "BUG", fields: [], statuses: [open] });
  const type = await createFeedbackType(types, first);
  const severity = {
    label: "Severity",
    key: "severity",
    type: "text" as const,
    options: [],
    required: false,
    help: "",
    staffOnly: false,
  };
  await updateFeedbackType(types, type.id, { ...first, name: "Defect", fields: [severity] });
  await restore(await latest("feedback type"), "before");
  expect(await db.feedbackType.findUnique({ where: { id: type.id } })).toMatchObject({ name: "Bug" });
  expect(await db.feedbackField.count({ where: { typeId: type.id, archivedAt: null } })).toBe(0);

  const project = await cast.can("manager", "project.write");
  const settings = { name: "Aurora", description: "", timeZone: "UTC", state: "active" as const, isTemplate: false };
  await updateProject(project, settings);
  await updateProject(project, { ...settings, name: "Borealis", state: "closed" });
  await restore(await latest("project"), "before");
  expect(await db.project.findUnique({ where: { id: cast.project.id } })).toMatchObject({
    name: "Aurora",
    state: "active",
  });

  const manager = await cast.can("communityManager", "settings.write", "community");
  const community = { name: "One", timeZone: "UTC", baseUrl: null, enhancedIntegrations: true };
  const days = { bodyDays: 7, failedBodyDays: 30, attemptDays: 90, receiptDays: 30 };
  await updateCommunity(manager, { ...community, ...days });
  await updateCommunity(manager, { ...community, ...days, name: "Two", bodyDays: 3 });
  const everything = await cast.can("communityManager", "audit.read", "community");
  const [entry] = (await listEntries(everything, { kind: "settings" })).rows;
  const preview = await previewRestore(everything, entry?.id ?? "", "before");
  if (!preview.possible) throw new Error(preview.why);
  await restoreVersion(everything, { entryId: entry?.id ?? "", side: "before", seen: preview.seen });
  expect(await db.community.findUnique({ where: { id: 1 } })).toMatchObject({ name: "One", bodyDays: 7 });
});

test("a shared report comes back with everything it consisted of, and an element of it to its place", async () => {
  const { cast, restore, latest } = await restoreScene();
  const writer = await cast.can("manager", "reports.write");
  const reader = await cast.can("manager", "reports.read");
  const report = await createReport(writer, reportSettings.parse({ name: "Weekly", visibility: "shared" }));
  const destination = { kind: "report" as const, id: report.id };
  const definition = { source: "users", measures: [{ kind: "count" }], style: "number" };
  const element = newBlock.shape.block.parse({ kind: "element", name: "Users", definition });
  const { id } = await addBlock(writer, { destination, block: element });
  await addBlock(writer, { destination, block: { kind: "heading", name: "After" } });
  const names = async (of: string) =>
    (await getReport(reader, of)).blocks.map((block) => ("name" in block ? block.name : ""));

  await removeBlock(writer, id);
  await restore(await latest("report element"), "before");
  expect(await names(report.id)).toEqual(["Users", "After"]);
  await moveBlock(writer, id, 1);
  await restore(await latest("report element"), "before");
  expect(await names(report.id)).toEqual(["Users", "After"]);

  // Long after, when what hung on it is forgotten, it is still the same element.
  await removeBlock(writer, id);
  await db.removedReportElement.deleteMany();
  await restore(await latest("report element"), "before");
  expect((await getReport(reader, report.id)).blocks[0]).toMatchObject({ id, name: "Users" });

  await deleteReport(writer, report.id);
  const made = await restore(await latest("report"), "before");
  expect(await names(made.id)).toEqual(["Users", "After"]);
});
