import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

export interface ProjectCard {
  id: string;
  key: string;
  name: string;
  description: string;
  state: "draft" | "active" | "closed";
  isTemplate: boolean;
  isSample: boolean;
}

const card = {
  id: true,
  key: true,
  name: true,
  description: true,
  state: true,
  isTemplate: true,
  isSample: true,
} as const;

/** The projects this person may enter: all for a community manager, else those with an active part in them. */
export async function listProjects(actor: Can<"home.read">): Promise<ProjectCard[]> {
  const everything = actor.role === "community_manager";
  return db.project.findMany({
    where: everything ? {} : { participations: { some: { userId: actor.personId ?? "", state: "active" } } },
    select: card,
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
}

/** The projects whose configuration this person may read and change, templates first. */
export async function listManagedProjects(
  actor: Can<"project.write"> | Can<"projects.create">,
): Promise<{ key: string; name: string; isTemplate: boolean }[]> {
  const isManager = { some: { userId: actor.personId ?? "", role: "manager", state: "active" } } as const;
  return db.project.findMany({
    where: actor.role === "community_manager" ? {} : { participations: isManager },
    select: { key: true, name: true, isTemplate: true },
    orderBy: [{ isTemplate: "desc" }, { name: "asc" }, { id: "asc" }],
  });
}

/** @throws AppError `not_found` */
export async function getProject(actor: Can<"project.read">) {
  if (actor.scope.kind !== "project") throw new AppError("not_found", "There is no such project.");
  const project = await db.project.findUnique({
    where: { id: actor.scope.id },
    select: { ...card, timeZone: true, createdAt: true },
  });
  if (!project) throw new AppError("not_found", "There is no such project.");
  return project;
}

/** What the project's home shows: people by role, tickets by type and status. */
export async function getProjectSummary(actor: Can<"users.read">) {
  const project = await getProject(also(actor, "project.read"));
  const [roles, types] = await Promise.all([
    db.participation.groupBy({ by: ["role"], where: { projectId: project.id, state: "active" }, _count: true }),
    db.feedbackType.findMany({
      where: { projectId: project.id },
      orderBy: [{ order: "asc" }, { name: "asc" }],
      select: {
        key: true,
        name: true,
        prefix: true,
        statuses: {
          orderBy: { order: "asc" },
          select: { key: true, name: true, color: true, isClosed: true, _count: { select: { feedback: true } } },
        },
      },
    }),
  ]);
  return {
    people: roles.map((row) => ({ role: row.role, count: row._count })),
    types: types.map((type) => ({
      key: type.key,
      name: type.name,
      prefix: type.prefix,
      statuses: type.statuses.map(({ _count, ...status }) => ({ ...status, count: _count.feedback })),
    })),
  };
}
