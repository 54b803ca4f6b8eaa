import { beforeAll, describe, expect, test } from "vitest";
import { judgeEvent } from "@/lib/automation/judge";
import { saveTrigger } from "@/lib/automation/commands";
import { triggerInput } from "@/lib/automation/schema";
import { runDueSchedules } from "@/lib/automation/schedule-claim";
import { saveSchedule } from "@/lib/automation/schedule-commands";
import { scheduleInput } from "@/lib/automation/schedule-schema";
import { authorizeSystem } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { updateProject } from "@/lib/projects/commands";
import {
  by,
  call,
  listener,
  listeningProject,
  macroId,
  people,
  project,
  valuesOf,
} from "@/lib/testing/listening-project";
import { startProject } from "./start-project";

listeningProject();

const isTemplate = (value: boolean) => {
  const settings = { name: "Beta", description: "", timeZone: "UTC", state: "active" as const, isTemplate: value };
  return updateProject(authorizeSystem(project, "project.write", by), settings);
};

describe("in a template", () => {
  beforeAll(() => isTemplate(true));

  test("a listener answers that it is off and stores nothing", async () => {
    const { key } = await listener();
    expect(await call(key)).toMatchObject({ status: 404, json: { error: "listener_off" } });
    expect(await valuesOf(people.jane)).toEqual([]);
    await isTemplate(false);
    expect(await call(key)).toMatchObject({ status: 200 });
    await isTemplate(true);
  });

  test("a trigger starts nothing and says why", async () => {
    const macros = authorizeSystem(project, "macros.write", by);
    const { id } = await saveTrigger(macros, triggerInput.parse({ name: "Thank", macroId, event: "user_joined" }));
    const origin = { kind: "person", id: null, label: "Manager" };
    const event = { kind: "user_joined", subjectId: people.jane, projectId: project.id, origin } as const;
    const { id: eventId } = await db.recordEvent.create({ data: event });
    await judgeEvent(eventId);
    expect(await db.triggerVerdict.findMany({ where: { triggerId: id } })).toMatchObject([
      { outcome: "off", detail: { reason: expect.stringContaining("template") as string } },
    ]);
    expect(await db.macroRun.count()).toBe(0);
  });

  test("a schedule lets its time pass, and does not run it when the project is no template any more", async () => {
    const macros = authorizeSystem(project, "macros.write", by);
    const daily = { name: "Nightly", macroId, rate: "daily", startsAt: "2026-01-01T03:00", timeZone: "UTC" };
    const { id } = await saveSchedule(macros, scheduleInput.parse(daily), new Date("2026-01-01T00:00:00Z"));
    await runDueSchedules(new Date("2026-01-01T03:00:01Z"));
    await isTemplate(false);
    await runDueSchedules(new Date("2026-01-01T04:00:00Z"));
    expect(await db.scheduleEntry.findMany({ where: { scheduleId: id } })).toMatchObject([
      { outcome: "off", runId: null },
    ]);
    await isTemplate(true);
  });
});

describe("a project that starts from another", () => {
  beforeAll(() => db.feedbackStatus.updateMany({ data: { isDefault: true } }));

  const settings = { description: "", timeZone: "UTC", state: "active", isTemplate: false } as const;
  const manager = async () => {
    await db.user.update({ where: { id: people.manager }, data: { communityRole: "community_manager" } });
    const { authorize } = await import("@/lib/auth/authorize");
    return authorize(people.manager, "community", "projects.create");
  };

  test("has its configuration, its listeners with the same API keys, and is no template", async () => {
    const { key } = await listener();
    const { checked } = await startProject(await manager(), { ...settings, key: "next", name: "Next", from: "beta" });
    expect(checked?.items.filter(({ state }) => state === "cannot")).toEqual([]);
    const made = await db.project.findUniqueOrThrow({
      where: { key: "next" },
      include: { macros: true, listeners: true, groups: true, participations: true },
    });
    expect(made).toMatchObject({
      isTemplate: false,
      macros: [{ key: "thank" }],
      participations: [{ role: "manager" }],
    });
    const original = await db.externalListener.findUniqueOrThrow({ where: { key } });
    expect(made.listeners).toMatchObject([{ key: `${key}-next`, apiKeyId: original.apiKeyId }]);
    expect(made.groups.map((group) => group.key).sort()).toEqual(["app_usage_next", "jira_next", "shop_next"]);
  });

  test("lacks what could not be copied, and says so", async () => {
    const macros = authorizeSystem(project, "macros.write", by);
    const once = { name: "Kick-off", macroId, rate: "once", startsAt: "2026-02-01T03:00", timeZone: "UTC" };
    await saveSchedule(macros, scheduleInput.parse(once), new Date("2026-01-01T00:00:00Z"));
    const { checked } = await startProject(await manager(), { ...settings, key: "last", name: "Last", from: "beta" });
    const refused = checked?.items.filter(({ state }) => state === "cannot");
    expect(refused).toMatchObject([
      { kind: "schedule", label: "Kick-off", reason: expect.stringMatching(/over/) as string },
    ]);
    expect(await db.macro.count({ where: { project: { key: "last" } } })).toBe(1);
  });

  test("is not made at all when its key is taken", async () => {
    const again = startProject(await manager(), { ...settings, key: "next", name: "Next", from: "beta" });
    await expect(again).rejects.toMatchObject({ fields: { key: expect.stringContaining("next") as string } });
  });
});
