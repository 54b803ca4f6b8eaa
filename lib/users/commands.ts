import { audit } from "@/lib/audit/audit";
import type { Can } from "@/lib/auth/actor";
import { originOf } from "@/lib/auth/origin";
import { db, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { noteEventIn } from "@/lib/events/note";
import { hashPassword, isPassword } from "@/lib/auth/password";
import { keepProjectManagersIn } from "@/lib/projects/keep-managers";
import type { NewUser, PasswordChange, Preferences, UserChange } from "./schema";

/** @throws AppError `invalid` on `email` or `username` when taken. */
export async function createUser(actor: Can<"users.write">, input: NewUser): Promise<{ id: string; username: string }> {
  const { password, ...given } = input;
  const passwordHash = password ? await hashPassword(password) : null;
  return transaction((tx) => createUserIn(tx, actor, given, passwordHash));
}

/** As `createUser`; nothing is written when it throws. Without a hash nobody can sign in with the account yet. */
export async function createUserIn(
  tx: Tx,
  actor: Can<"users.write">,
  { username, ...given }: Omit<NewUser, "password">,
  passwordHash: string | null,
): Promise<{ id: string; username: string }> {
  if (await tx.user.findUnique({ where: { email: given.email }, select: { id: true } }))
    throw taken("email", given.email);
  const name = username ?? (await freeUsername(tx, given.email));
  if (username && (await tx.user.findUnique({ where: { username }, select: { id: true } })))
    throw taken("username", username);
  const user = await tx.user.create({
    data: { ...given, username: name, passwordHash, isSample: actor.via === "sample" },
    select: { id: true, username: true },
  });
  await audit(tx, actor, {
    verb: "created",
    kind: "user",
    id: user.id,
    label: name,
    after: { email: given.email, communityRole: given.communityRole },
  });
  await noteEventIn(tx, { kind: "user_registered", subjectId: user.id, projectId: null, origin: originOf(actor) });
  return user;
}

/** @throws AppError `conflict` when the last community manager or the last manager of a project would go; `invalid` on a taken address or name. */
export async function updateUser(actor: Can<"users.write">, change: UserChange): Promise<void> {
  await transaction((tx) => updateUserIn(tx, actor, change));
}

/** As `updateUser`; nothing is written when it throws. */
export async function updateUserIn(tx: Tx, actor: Can<"users.write">, { id, ...change }: UserChange): Promise<void> {
  const columns = {
    email: true,
    username: true,
    firstName: true,
    lastName: true,
    communityRole: true,
    state: true,
  } as const;
  await lockAccountIn(tx, id);
  const before = await tx.user.findUnique({ where: { id }, select: columns });
  if (!before || before.state === "deleted") throw new AppError("not_found", "There is no such user.");
  for (const key of ["email", "username"] as const) {
    const other = await tx.user.findFirst({ where: { [key]: change[key], id: { not: id } }, select: { id: true } });
    if (other) throw taken(key, change[key]);
  }
  const leaves =
    before.communityRole === "community_manager" &&
    (change.communityRole !== "community_manager" || change.state !== "active");
  if (leaves) await keepOneCommunityManager(tx, id);
  if (change.state !== "active") await keepProjectManagersIn(tx, id);
  await tx.user.update({ where: { id }, data: change, select: { id: true } });
  if (change.state !== "active") await endSessionsIn(tx, id);
  await audit(tx, actor, { verb: "changed", kind: "user", id, label: change.username, before, after: change });
}

/** Sets a new password and ends every session of that person. @throws AppError `not_found` */
export async function resetPassword(actor: Can<"users.write">, email: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: { id: true, username: true } });
    if (!user) throw new AppError("not_found", `No account has the e-mail address ${email}.`);
    await tx.user.update({ where: { id: user.id }, data: { passwordHash }, select: { id: true } });
    await endSessionsIn(tx, user.id);
    await audit(tx, actor, { verb: "changed", kind: "password", id: user.id, label: user.username });
  });
}

/** One's own password, proven by the present one. @throws AppError `invalid` on `current` */
export async function changePassword(actor: Can<"preferences.write">, change: PasswordChange): Promise<void> {
  const person = await db.user.findUnique({
    where: { id: actor.personId ?? "" },
    select: { id: true, username: true, passwordHash: true },
  });
  if (!person) throw new AppError("unauthenticated", "Sign in to go on.");
  if (person.passwordHash && !(await isPassword(person.passwordHash, change.current))) {
    throw new AppError("invalid", "Nothing was changed.", { current: "This is not your present password." });
  }
  const passwordHash = await hashPassword(change.next);
  await transaction(async (tx) => {
    await tx.user.update({ where: { id: person.id }, data: { passwordHash }, select: { id: true } });
    await audit(tx, actor, { verb: "changed", kind: "password", id: person.id, label: person.username });
  });
}

export async function updatePreferences(
  actor: Can<"preferences.write">,
  input: { timeZone: string | null; preferences: Preferences; emailOptOut: boolean },
): Promise<void> {
  if (!actor.personId) return;
  await db.user.update({ where: { id: actor.personId }, data: input, select: { id: true } });
}

async function endSessionsIn(tx: Tx, userId: string): Promise<void> {
  await tx.session.updateMany({ where: { userId, endedAt: null }, data: { endedAt: new Date() } });
}

/** Before its role is read: else somebody could make it the only manager meanwhile. */
export async function lockAccountIn(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`select 1 from app_user where id = ${id}::uuid for no key update`;
}

/** @throws AppError `conflict` when nobody else could manage the community */
export async function keepOneCommunityManager(tx: Tx, leaving: string): Promise<void> {
  await tx.$queryRaw`select 1 from community for no key update`;
  const others = await tx.user.count({
    where: { communityRole: "community_manager", state: "active", id: { not: leaving } },
  });
  if (others === 0) {
    throw new AppError("conflict", "This is the last community manager. Make someone else community manager first.");
  }
}

async function freeUsername(tx: Tx, email: string): Promise<string> {
  const wish = (email.split("@")[0] ?? "user").replace(/[\s/]/gu, "-") || "user";
  for (let n = 1; ; n++) {
    const name = n === 1 ? wish : `${wish}${n}`;
    if (!(await tx.user.findUnique({ where: { username: name }, select: { id: true } }))) return name;
  }
}

function taken(key: "email" | "username", value: string): AppError {
  return new AppError("invalid", "Nothing was saved.", { [key]: `Another account already has “${value}”.` });
}
