import { audit } from "@/lib/audit/audit";
import { projectIdOf, type Can } from "@/lib/auth/actor";
import { originOf, type Origin } from "@/lib/auth/origin";
import type { ProjectRole } from "@/lib/auth/permissions";
import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { noteEventIn } from "@/lib/events/note";
import { keepProjectManagersIn } from "./keep-managers";
import { leaveTeamsIn } from "./leave-teams";
import type { MemberInput, ProjectChange, ProjectInput } from "./schema";

/** Makes a project; whoever made it is its first project manager. @throws AppError `invalid` on `key` when it is taken. */
export async function createProject(
  actor: Can<"projects.create">,
  input: ProjectInput,
): Promise<{ id: string; key: string }> {
  return transaction(async (tx) => {
    if (await tx.project.findUnique({ where: { key: input.key }, select: { id: true } })) {
      throw new AppError("invalid", "Choose another key.", { key: `Another project has the key “${input.key}”.` });
    }
    const project = await tx.project.create({
      data: { ...input, isSample: actor.via === "sample" },
      select: { id: true, key: true },
    });
    if (actor.personId) {
      await tx.participation.create({
        data: { projectId: project.id, userId: actor.personId, role: "manager" },
        select: { userId: true },
      });
    }
    await audit(tx, actor, { verb: "created", kind: "project", id: project.id, label: input.name, after: input });
    return project;
  });
}

/** The key is part of addresses and stays. */
export async function updateProject(actor: Can<"project.write">, input: ProjectChange): Promise<void> {
  const id = requireProject(actor);
  await transaction(async (tx) => {
    const before = await tx.project.findUniqueOrThrow({
      where: { id },
      select: { name: true, description: true, timeZone: true, state: true, isTemplate: true },
    });
    await tx.project.update({ where: { id }, data: input, select: { id: true } });
    await audit(tx, actor, { verb: "changed", kind: "project", id, label: input.name, before, after: input });
  });
}

/**
 * Adds someone to the project or gives them another role there.
 * @throws AppError `invalid` on `user` when nobody has that address or name; `conflict` when the last project manager would go.
 */
export async function setMember(actor: Can<"members.write">, input: MemberInput): Promise<{ userId: string }> {
  return transaction(async (tx) => {
    const name = input.user.normalize("NFC").toLowerCase();
    const user = await tx.user.findFirst({
      where: { state: "active", ...(name.includes("@") ? { email: name } : { username: name }) },
      select: { id: true, username: true },
    });
    if (!user) {
      throw new AppError("invalid", "Nobody was added.", {
        user: `No active account has the ${name.includes("@") ? "e-mail address" : "username"} “${input.user}”. A community manager can create it.`,
      });
    }
    await setMemberIn(tx, actor, user, input.role);
    return { userId: user.id };
  });
}

/** The same for an active account that was found already; nothing is written when it throws. @throws AppError `conflict` */
export async function setMemberIn(
  tx: Tx,
  actor: Can<"members.write">,
  user: { id: string; username: string },
  role: ProjectRole,
): Promise<void> {
  const { before, joins } = await putMemberIn(tx, requireProject(actor), user.id, role);
  if (joins)
    await noteEventIn(tx, {
      kind: "user_joined",
      subjectId: user.id,
      projectId: requireProject(actor),
      origin: originOf(actor),
    });
  await audit(tx, actor, {
    verb: before === null ? "created" : "changed",
    kind: "member",
    id: user.id,
    label: user.username,
    ...(before === null ? {} : { before: { role: before } }),
    after: { role },
  });
}

/** @throws AppError `conflict` when the last project manager would go. */
export async function removeMember(actor: Can<"members.write">, userId: string): Promise<void> {
  await transaction((tx) => removeMemberIn(tx, actor, userId));
}

/** The same in the caller's transaction. With the project one leaves its teams; their logs name the `cause`. */
export async function removeMemberIn(
  tx: Tx,
  actor: Can<"members.write">,
  userId: string,
  cause: Origin = originOf(actor),
): Promise<void> {
  const projectId = requireProject(actor);
  const part = await tx.participation.findUnique({
    where: { projectId_userId: { projectId, userId } },
    select: { role: true, state: true, user: { select: { username: true } } },
  });
  if (!part || part.state === "removed") throw new AppError("not_found", "That person is not in this project.");
  await keepProjectManagersIn(tx, userId, projectId);
  await tx.participation.update({
    where: { projectId_userId: { projectId, userId } },
    data: { state: "removed" },
    select: { userId: true },
  });
  await leaveTeamsIn(tx, { userId, projectId }, cause);
  await audit(tx, actor, {
    verb: "deleted",
    kind: "member",
    id: userId,
    label: part.user.username,
    before: { role: part.role },
  });
}

interface Put {
  /** The role they had here; null for somebody who was not here. */
  before: ProjectRole | null;
  /** Whether they were not there before. An applicant is not there yet. */
  joins: boolean;
}

async function putMemberIn(tx: Tx, projectId: string, userId: string, role: ProjectRole): Promise<Put> {
  const key = { projectId_userId: { projectId, userId } };
  if (role !== "manager") await keepProjectManagersIn(tx, userId, projectId);
  const part = await tx.participation.findUnique({ where: key, select: { role: true, state: true } });
  await tx.participation.upsert({
    where: key,
    create: { projectId, userId, role },
    update: { role, state: "active" },
    select: { userId: true },
  });
  const before = part?.state === "active" ? part.role : null;
  const wasHere = before !== null && before !== "applicant";
  return { before, joins: !wasHere && role !== "applicant" };
}

function requireProject(actor: Can<"project.write"> | Can<"members.write">): string {
  const id = projectIdOf(actor);
  if (!id) throw new AppError("not_found", "Choose a project first.");
  return id;
}
