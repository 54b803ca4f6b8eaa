import { randomUUID } from "node:crypto";
import type { Can } from "@/lib/auth/actor";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import type { Permission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { createMacro } from "./commands";
import { macroInput, type MacroDraft, type MacroHome } from "./schema";

/** A small programme for tests: project Aurora with bug reports, a rank, a group of tickets and one of users. */
export async function testProgramme() {
  await db.community.upsert({ where: { id: 1 }, create: { id: 1, name: "Aurora Labs" }, update: {} });
  const key = `p${randomUUID().slice(0, 8)}`;
  const project = await db.project.create({ data: { key, name: "Aurora" } });
  const type = await db.feedbackType.create({
    data: {
      projectId: project.id,
      key: "bug",
      name: "Bug report",
      prefix: "BUG",
      fields: {
        create: [
          { key: "steps", label: "Steps", type: "long_text" },
          {
            key: "severity",
            label: "Severity",
            type: "choice",
            options: [
              { value: "high", label: "High" },
              { value: "low", label: "Low" },
            ],
          },
          { key: "build", label: "Build", type: "number" },
        ],
      },
      statuses: {
        create: [
          { key: "new", name: "New", isDefault: true },
          { key: "sent", name: "Sent to tracker" },
        ],
      },
      resolutions: { create: [{ key: "fixed", name: "Fixed" }] },
    },
    include: { statuses: true },
  });
  const rank = await db.rank.create({ data: { projectId: project.id, name: "Bug hunter", points: 10 } });
  const jira = await db.externalDataGroup.create({
    data: {
      projectId: project.id,
      target: "feedback",
      label: "Jira",
      key: `jira_${key}`,
      fields: { create: [{ label: "Key", key: "key", parameter: "key", type: "string" }] },
    },
  });
  const scope = await scopeOf(project.id);
  const can = <P extends Permission>(permission: P): Can<P> =>
    authorizeSystem(scope, permission, { via: "job", name: "test" });
  const tickets: MacroHome = { target: "feedback", typeId: type.id };
  const people: MacroHome = { target: "user" };

  return {
    project,
    type,
    rank,
    jira,
    can,
    tickets,
    people,

    async user(name = `u${randomUUID().slice(0, 8)}`, more: Partial<Prisma.UserCreateInput> = {}) {
      return db.user.create({
        data: {
          email: `${name}@example.com`,
          username: name,
          ...more,
          participations: { create: { projectId: project.id, role: "participant" } },
        },
      });
    },

    async team(name = `t${randomUUID().slice(0, 8)}`) {
      return db.team.create({ data: { projectId: project.id, name }, select: { id: true, name: true } });
    },

    async ticket(submitterId: string, title = "Crash", values: Prisma.InputJsonObject = {}) {
      const { nextNumber } = await db.feedbackType.update({
        where: { id: type.id },
        data: { nextNumber: { increment: 1 } },
      });
      return db.feedback.create({
        data: {
          projectId: project.id,
          typeId: type.id,
          number: nextNumber - 1,
          displayId: `BUG-${nextNumber - 1}`,
          title,
          values,
          statusId: type.statuses.find((status) => status.isDefault)?.id ?? "",
          submitterId,
        },
      });
    },

    async macro(home: MacroHome, draft: Partial<MacroDraft>) {
      const input = macroInput.parse({ name: "Test macro", key: `m-${randomUUID().slice(0, 8)}`, ...draft });
      return createMacro(can("macros.write"), home, input);
    },
  };
}

export type TestProgramme = Awaited<ReturnType<typeof testProgramme>>;

/** A JSON webhook to an address that never answers; tests move its deliveries on by hand. */
export function testWebhook(more: Record<string, unknown> = {}) {
  return {
    id: randomUUID(),
    kind: "webhook" as const,
    url: "https://example.com/hook",
    body: '{"title": "((feedback.title))"}',
    ...more,
  };
}
