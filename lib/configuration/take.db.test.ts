import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Can } from "@/lib/auth/actor";
import { also, authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { savePackage } from "@/lib/data-packages/commands";
import { packageInput } from "@/lib/data-packages/schema";
import { saveDistribution, switchDistribution } from "@/lib/distributions/commands";
import { distributionInput } from "@/lib/distributions/schema";
import { createMacro } from "@/lib/macros/commands";
import { macroInput } from "@/lib/macros/schema";
import { createMailTemplate } from "@/lib/mail-templates/commands";
import { mailTemplateInput } from "@/lib/mail-templates/schema";
import { createProject } from "@/lib/projects/commands";
import { projectInput } from "@/lib/projects/schema";
import { addBlock } from "@/lib/reports/block-commands";
import { createReport } from "@/lib/reports/commands";
import { newBlock, reportSettings } from "@/lib/reports/schema";
import { loadSample } from "@/lib/sample/programme";
import { removeSample } from "@/lib/sample/remove";
import { testDatabase } from "@/lib/testing/database";
import { renameGroups } from "./group-keys";
import { parseConfiguration } from "./parse";
import { readConfiguration } from "./read";
import type { Configuration } from "./schema";
import { checkConfiguration, takeConfiguration, type TakeOptions } from "./take";

testDatabase();

let owner: string;
let options: TakeOptions;
let file: Configuration;

const inProject = (key: string): Promise<Can<"project.write">> => authorize(owner, { project: key }, "project.write");
const emptyProject = async (key: string) => {
  const actor = await authorize(owner, "community", "projects.create");
  await createProject(actor, projectInput.parse({ name: key, key, timeZone: "Asia/Tokyo" }));
  return inProject(key);
};
const states = ({ items }: { items: { state: string }[] }) => [...new Set(items.map(({ state }) => state))];

beforeAll(async () => {
  await loadSample({ testers: 3, bugs: 2, ideas: 1 });
  const made = { email: "owner@example.org", username: "owner", communityRole: "community_manager" } as const;
  ({ id: owner } = await db.user.create({ data: made }));
  const { id } = await db.apiKey.findFirstOrThrow();
  options = { take: null, apiKeyOf: () => id };
  const bug = await db.feedbackType.findFirstOrThrow({ where: { key: "bug-report" } });
  const jira = await db.macro.findFirstOrThrow({ where: { key: "send-jira" } });
  const vetted = await db.savedFilter.findFirstOrThrow({ where: { name: "Vetted" } });
  const macros = also(await inProject("aurora"), "macros.write");
  const { saveTrigger } = await import("@/lib/automation/commands");
  const { triggerInput } = await import("@/lib/automation/schema");
  const { saveSchedule } = await import("@/lib/automation/schedule-commands");
  const { scheduleInput } = await import("@/lib/automation/schedule-schema");
  const starts = { feedbackTypeId: bug.id, macroId: jira.id, filterId: vetted.id };
  const fields = ["feedback.status", "external.jira.key"];
  await saveTrigger(macros, triggerInput.parse({ ...starts, name: "Vetted", event: "feedback_modified", fields }));
  const daily = { rate: "daily", startsAt: "2026-01-01T09:00", timeZone: "Europe/Berlin" };
  await saveSchedule(macros, scheduleInput.parse({ ...starts, name: "Vetted", ...daily }));
  const tell = {
    name: "Tell the CRM",
    key: "tell-crm",
    actions: [
      { id: randomUUID(), kind: "webhook", url: "https://example.com/", body: "{}", needs: ["external.crm.plan"] },
      { id: randomUUID(), kind: "add_points", points: 5, mostPerDay: 20 },
    ],
  };
  await createMacro(macros, { target: "user" }, macroInput.parse(tell));
  const tracked = { name: "Tracked", subject: "((feedback.display_id))", body: "((external.jira.key))" };
  const about = { target: "feedback", typeId: bug.id } as const;
  const template = await createMailTemplate(macros, about, mailTemplateInput.parse(tracked));
  const mails = { id: randomUUID(), kind: "email", templateId: template.id } as const;
  const telling = macroInput.parse({ name: "Tell", key: "tell", actions: [mails] });
  await createMacro(macros, { target: "feedback", typeId: bug.id }, telling);
  await makeReport({ typeId: bug.id, filterId: vetted.id, apiKeyId: id });
  file = await readConfiguration(await inProject("aurora"));
});

/** A report that everybody sees, one of its tables published, and a private one. */
async function makeReport({ typeId, filterId, apiKeyId }: { typeId: string; filterId: string; apiKeyId: string }) {
  const actor = also(await inProject("aurora"), "reports.write");
  const shared = { name: "Issues", visibility: "shared", controls: [{ path: "external.crm.plan" }] };
  const report = await createReport(actor, reportSettings.parse(shared));
  await createReport(actor, reportSettings.parse({ name: "Only mine" }));
  const destination = { kind: "report", id: report.id } as const;
  const add = (block: object) => addBlock(actor, newBlock.parse({ destination, block }));
  await add({ kind: "heading", name: "Bugs" });
  const source = `feedback:${typeId}`;
  const groups = [{ path: "external.jira.key" }];
  const chart = { source, filterId, groups, measures: [{ kind: "count" }], style: "bar" };
  const charted = await add({ kind: "element", name: "By issue", definition: chart });
  const mailed = { name: "To the board", reportId: report.id, subject: "((report.name))", elementIds: [charted.id] };
  const monthly = { rate: "monthly", monthDay: "last", startsAt: "2027-01-01T09:00", timeZone: "Europe/Berlin" };
  const sent = distributionInput.parse({ ...mailed, ...monthly, addresses: "ceo@acme.com" });
  await saveDistribution(also(actor, "reports.read"), sent);
  const items = [{ path: "user.username" }, { path: "external.crm.plan" }];
  const people = { source: "users", items, style: "table" };
  const { id: elementId } = await add({ kind: "element", name: "People", definition: people });
  const confirmed = items.map(({ path }) => path);
  const lookup = { kind: "lookup", name: "People", key: "people", elementId, apiKeyId, confirmed };
  await savePackage(actor, packageInput.parse({ id: randomUUID(), ...lookup, lookupField: "external.crm.plan" }));
}

describe("the sample programme as a file", () => {
  test("has everything of it", () => {
    const counts = Object.fromEntries(
      Object.entries(file).flatMap(([name, list]) => (Array.isArray(list) ? [[name, list.length]] : [])),
    );
    expect(counts).toMatchObject({
      groups: 4,
      feedbackTypes: 2,
      mailTemplates: 1,
      macros: 7,
      listeners: 3,
      triggers: 2,
      schedules: 2,
      reports: 2,
      distributions: 1,
      dataPackages: 1,
    });
    expect(JSON.stringify(file)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  test("read again changes nothing in its own project", async () => {
    const again = parseConfiguration(JSON.stringify(file));
    expect(again).toEqual(file);
    expect(states(await checkConfiguration(await inProject("aurora"), again, options))).toEqual(["same"]);
  });

  test("a dry run says that all is new and leaves nothing behind", async () => {
    const actor = await emptyProject("dry");
    const checked = await checkConfiguration(actor, file, options);
    expect(checked.items.filter(({ state }) => state === "cannot")).toEqual([]);
    const projectId = (await db.project.findUniqueOrThrow({ where: { key: "dry" } })).id;
    expect(await db.macro.count({ where: { projectId } })).toBe(0);
    expect(await db.auditEntry.count({ where: { projectId, kind: "macro" } })).toBe(0);
  });

  test("beside the project it is from, keys that are taken get another, and what names them follows", async () => {
    const actor = await emptyProject("polar-night");
    const taken = await takeConfiguration(actor, file, options);
    expect(taken).toMatchObject({ done: true, missing: [] });
    const copy = await readConfiguration(actor);
    const keys = new Map(file.groups.map(({ key }) => [key, `${key}_polar_night`]));
    const expected = renameGroups(file, keys);
    expect(copy).toEqual({
      ...expected,
      project: { key: "polar-night", name: "polar-night" },
      listeners: expected.listeners.map((listener) => ({ ...listener, key: `${listener.key}-polar-night` })),
      dataPackages: expected.dataPackages.map((each) => ({ ...each, key: `${each.key}-polar-night` })),
    });
    expect(copy.reports.find(({ name }) => name === "Issues")?.blocks).toMatchObject([
      { kind: "heading", name: "Bugs" },
      {
        definition: {
          source: "feedback:bug-report",
          filter: "Vetted",
          groups: [{ path: "external.jira_polar_night.key" }],
        },
      },
      {
        definition: { source: "users", items: [{ path: "user.username" }, { path: "external.crm_polar_night.plan" }] },
      },
    ]);
    expect(copy.dataPackages).toMatchObject([
      { report: "Issues", element: "People", lookupField: "external.crm_polar_night.plan" },
    ]);
    // Nobody's address goes along, and nothing is sent by surprise.
    expect(JSON.stringify(file)).not.toContain("acme.com");
    expect(copy.distributions).toMatchObject([{ name: "To the board", report: "Issues", elements: ["By issue"] }]);
    expect(taken.items.find(({ kind }) => kind === "distribution")?.notes).toEqual([
      expect.stringContaining("without e-mail addresses"),
    ]);
    const sends = await db.distribution.findFirstOrThrow({ where: { report: { project: { key: "polar-night" } } } });
    expect(sends).toMatchObject({ state: "paused", addresses: [], ownerId: owner, monthDay: "last" });
    const sender = also(actor, "reports.read");
    await expect(switchDistribution(sender, sends.id, true)).rejects.toThrow("Nobody gets it yet");
    expect(JSON.stringify(copy.macros)).toContain("((external.crm_polar_night.plan|slack");
    expect(copy.macros.find(({ key }) => key === "tell-crm")?.actions).toMatchObject([
      { kind: "webhook", needs: ["external.crm_polar_night.plan"] },
      { kind: "add_points", mostPerDay: 20 },
    ]);
    expect(copy.mailTemplates).toMatchObject([
      { name: "Tracked", of: "feedback:bug-report", body: "((external.jira_polar_night.key))" },
    ]);
    const mailed = copy.macros.find(({ key }) => key === "tell")?.actions;
    expect(mailed).toMatchObject([{ kind: "email", template: "Tracked" }]);
    expect(copy.triggers.find(({ name }) => name === "Vetted")?.fields).toEqual([
      "feedback.status",
      "external.jira_polar_night.key",
    ]);
  });

  test("taken a second time, all is the same", async () => {
    const actor = await inProject("polar-night");
    expect(states(await checkConfiguration(actor, file, options))).toEqual(["same"]);
    const audits = await db.auditEntry.count();
    expect(await takeConfiguration(actor, file, options)).toMatchObject({ done: true });
    expect(await db.auditEntry.count()).toBe(audits);
  });

  test("of a report only what differs is made anew", async () => {
    const actor = await inProject("polar-night");
    const copy = await readConfiguration(actor);
    const report = copy.reports.find(({ name }) => name === "Issues");
    const elements = () =>
      db.reportElement.findMany({
        where: { report: { name: "Issues", project: { key: "polar-night" } } },
        orderBy: { position: "asc" },
      });
    const before = await elements();
    const blocks = [...(report?.blocks ?? []).slice(1), { kind: "text" as const, text: "The end." }];
    const changed = { ...copy, reports: copy.reports.map((each) => (each === report ? { ...each, blocks } : each)) };
    expect(await takeConfiguration(actor, changed, options)).toMatchObject({ done: true });
    expect((await readConfiguration(actor)).reports).toEqual(changed.reports);
    expect((await elements()).map(({ id }) => id)).toContain(before[1]?.id);
    expect(await takeConfiguration(actor, copy, options)).toMatchObject({ done: true });
    expect(await readConfiguration(actor)).toEqual(copy);
  });

  test("in an empty project of another installation it gives the same file again", async () => {
    await removeSample(await authorize(owner, "community", "settings.write"));
    const others = await db.project.findMany({ select: { id: true } });
    await db.externalListener.deleteMany();
    await db.report.deleteMany();
    await db.project.deleteMany({ where: { id: { in: others.map(({ id }) => id) } } });
    const { id } = await db.apiKey.create({ data: { name: "Another" } });
    const actor = await emptyProject("aurora");
    expect(await takeConfiguration(actor, file, { ...options, apiKeyOf: () => id })).toMatchObject({ done: true });
    expect(await readConfiguration(actor)).toEqual({ ...file, project: { key: "aurora", name: "aurora" } });
  });
});
