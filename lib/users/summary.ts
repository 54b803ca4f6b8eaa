import { projectIdOf, type Can } from "@/lib/auth/actor";
import { origin, type Origin } from "@/lib/auth/origin";
import type { CommunityRole, ProjectRole } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { profileText } from "./queries";

export interface UserSummary {
  id: string;
  username: string;
  email: string;
  name: string;
  state: "active" | "disabled" | "deleted";
  communityRole: CommunityRole;
  createdAt: string;
  communityScore: number;
  /** In a project. */
  participation: { role: ProjectRole; joinedAt: string; score: number } | null;
  teams: string[];
  profile: { key: string; label: string; value: string | null }[];
  comments: { id: string; body: string; author: string | null; origin: Origin; at: string; isCommunity: boolean }[];
  points: { id: string; points: number; reason: string; cause: Origin; at: string }[];
  tickets: { id: string; displayId: string; title: string; typeKey: string; at: string }[];
}

/**
 * One person as staff sees them, in the actor's scope: everything in the community, and in a project that project's part.
 * @throws AppError `not_found`, also for somebody who is not in the project
 */
export async function getUserSummary(actor: Can<"users.read">, id: string): Promise<UserSummary> {
  const projectId = projectIdOf(actor);
  const user = await db.user.findFirst({
    where: {
      id,
      state: { not: "deleted" },
      ...(projectId ? { participations: { some: { projectId, state: "active" } } } : {}),
    },
    select: {
      id: true,
      username: true,
      email: true,
      firstName: true,
      lastName: true,
      state: true,
      communityRole: true,
      createdAt: true,
      score: true,
      profile: true,
      participations: {
        where: { projectId: projectId ?? "00000000-0000-0000-0000-000000000000" },
        select: { role: true, joinedAt: true, score: true },
      },
      teamMemberships: {
        where: { team: projectId ? { OR: [{ projectId }, { projectId: null }] } : { projectId: null } },
        select: { team: { select: { name: true } } },
      },
    },
  });
  if (!user) throw new AppError("not_found", "There is no such user here.");
  const [profile, comments, points, tickets] = await Promise.all([
    listProfile(user.profile as Record<string, unknown>),
    listUserComments(id, projectId),
    listPoints(id, projectId),
    listTickets(id, projectId),
  ]);
  const part = user.participations[0];
  return {
    id: user.id,
    username: user.username,
    email: user.email,
    name: `${user.firstName} ${user.lastName}`.trim() || user.username,
    state: user.state,
    communityRole: user.communityRole,
    createdAt: user.createdAt.toISOString(),
    communityScore: user.score,
    participation: part ? { ...part, joinedAt: part.joinedAt.toISOString() } : null,
    teams: user.teamMemberships.map(({ team }) => team.name).sort(),
    profile,
    comments,
    points,
    tickets,
  };
}

async function listProfile(values: Record<string, unknown>): Promise<UserSummary["profile"]> {
  const fields = await db.profileField.findMany({
    orderBy: [{ order: "asc" }, { label: "asc" }],
    select: { key: true, label: true },
  });
  return fields.map(({ key, label }) => ({ key, label, value: profileText(values[key]) }));
}

async function listUserComments(userId: string, projectId: string | null): Promise<UserSummary["comments"]> {
  const rows = await db.userComment.findMany({
    where: { userId, ...(projectId ? { OR: [{ projectId }, { projectId: null }] } : {}) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 200,
    select: {
      id: true,
      body: true,
      origin: true,
      createdAt: true,
      projectId: true,
      author: { select: { username: true } },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    body: row.body,
    author: row.author?.username ?? null,
    origin: origin.parse(row.origin),
    at: row.createdAt.toISOString(),
    isCommunity: row.projectId === null,
  }));
}

async function listPoints(userId: string, projectId: string | null): Promise<UserSummary["points"]> {
  const rows = await db.scoreEntry.findMany({
    where: { userId, ...(projectId ? { projectId } : {}) },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: 100,
    select: { id: true, points: true, reason: true, cause: true, at: true },
  });
  return rows.map((row) => ({ ...row, cause: origin.parse(row.cause), at: row.at.toISOString() }));
}

async function listTickets(submitterId: string, projectId: string | null): Promise<UserSummary["tickets"]> {
  if (!projectId) return [];
  const rows = await db.feedback.findMany({
    where: { submitterId, projectId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 20,
    select: { id: true, displayId: true, title: true, createdAt: true, type: { select: { key: true } } },
  });
  return rows.map(({ type, createdAt, ...row }) => ({ ...row, typeKey: type.key, at: createdAt.toISOString() }));
}
