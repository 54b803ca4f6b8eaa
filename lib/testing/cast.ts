import { randomUUID } from "node:crypto";
import { authorize } from "@/lib/auth/authorize";
import type { Can } from "@/lib/auth/actor";
import type { Permission, ProjectRole } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";

/** A project with one person per role, a community manager who is in no project, and a stranger. */
export interface Cast {
  project: { id: string; key: string };
  people: Record<ProjectRole | "communityManager" | "stranger", { id: string; username: string; email: string }>;
  /** What this person may do, in the project or in the community. @throws AppError as `authorize` does */
  can<P extends Permission>(who: keyof Cast["people"], permission: P, where?: "project" | "community"): Promise<Can<P>>;
}

const roles = ["manager", "support", "observer", "participant", "applicant"] as const;

/** Test people are named by their role. */
export async function makeCast(name = `p${randomUUID().slice(0, 8)}`): Promise<Cast> {
  await db.community.upsert({ where: { id: 1 }, create: { id: 1, name: "Test" }, update: {}, select: { id: true } });
  const project = await db.project.create({ data: { key: name, name }, select: { id: true, key: true } });
  const person = async (role: string, communityRole: "member" | "community_manager" = "member") =>
    db.user.create({
      data: {
        email: `${role}@${name}.example`.toLowerCase(),
        username: `${role}-${name}`.toLowerCase(),
        firstName: role,
        communityRole,
      },
      select: { id: true, username: true, email: true },
    });
  const inProject = await Promise.all(
    roles.map(async (role) => {
      const made = await person(role);
      await db.participation.create({
        data: { projectId: project.id, userId: made.id, role },
        select: { userId: true },
      });
      return [role, made] as const;
    }),
  );
  const people = {
    ...(Object.fromEntries(inProject) as Record<ProjectRole, Cast["people"]["manager"]>),
    communityManager: await person("communityManager", "community_manager"),
    stranger: await person("stranger"),
  };
  return {
    project,
    people,
    can: (who, permission, where = "project") =>
      authorize(people[who].id, where === "project" ? { project: project.key } : "community", permission),
  };
}
