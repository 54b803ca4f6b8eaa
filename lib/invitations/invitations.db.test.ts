import { expect, test } from "vitest";
import { isPassword } from "@/lib/auth/password";
import { db } from "@/lib/db/client";
import { removeMember, setMember } from "@/lib/projects/commands";
import { createTeam, deleteTeam } from "@/lib/teams/commands";
import { makeCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { createUser, updateUser } from "@/lib/users/commands";
import { deleteUser } from "@/lib/users/erase";
import { newUser, userChange } from "@/lib/users/schema";
import { acceptAsMember, acceptAsNewcomer, viewInvitation } from "./accept";
import { inviteToCommunity, inviteToProject } from "./invite";
import { listInvitations, resendInvitation, withdrawInvitation } from "./manage";
import { communityInvite, newcomer, projectInvite } from "./schema";

testDatabase();

const jane = newcomer.parse({ firstName: "Jane", lastName: "Doe", password: "long enough now" });

/** What the latest mail to an address says of its link. */
async function linkOf(email: string): Promise<string> {
  const mail = await db.emailMessage.findFirstOrThrow({ where: { to: email }, orderBy: { id: "desc" } });
  return /\/invitation\/(\S+)/.exec(mail.text)?.[1] ?? "";
}

async function scene() {
  const cast = await makeCast();
  const manager = await cast.can("manager", "members.write");
  const email = `jane@${cast.project.key}.example`;
  const invite = (more: object = {}) =>
    inviteToProject(manager, projectInvite.parse({ emails: email, role: "participant", ...more }));
  const partOf = (userId: string) =>
    db.participation.findUnique({ where: { projectId_userId: { projectId: cast.project.id, userId } } });
  return { cast, manager, email, invite, partOf };
}

test("several addresses are invited at once, each with its own result", async () => {
  const { cast, manager, email } = await scene();
  const { participant, applicant, stranger } = cast.people;
  const accounts = await cast.can("communityManager", "users.write", "community");
  const off = await createUser(accounts, newUser.parse({ email: `off@${cast.project.key}.example` }));
  const { email: offEmail, username } = await db.user.findUniqueOrThrow({ where: { id: off.id } });
  const names = { firstName: "", lastName: "", communityRole: "member" };
  await updateUser(accounts, userChange.parse({ id: off.id, email: offEmail, username, ...names, state: "disabled" }));
  const emails = `${email.toUpperCase()}, ${email}\n${participant.email};${applicant.email} ${stranger.email} nobody ${offEmail}`;
  const results = await inviteToProject(manager, projectInvite.parse({ emails, role: "observer" }));
  expect(results.map(({ email: to, result }) => [to, result])).toEqual([
    [email, "invited"],
    [email, "renewed"],
    [participant.email, "already in"],
    [applicant.email, "invited"],
    [stranger.email, "invited"],
    ["nobody", "not an address"],
    [offEmail, "switched off"],
  ]);
  expect((await listInvitations(manager)).rows.map((row) => [row.email, row.role, row.isExpired])).toEqual([
    [stranger.email, "observer", false],
    [applicant.email, "observer", false],
    [email, "observer", false],
  ]);
});

test("nobody registers or joins before the link was opened, and then does both with the role and the teams", async () => {
  const { cast, email, invite, partOf } = await scene();
  const teams = await cast.can("manager", "teams.write");
  const [vip, gone] = [
    await createTeam(teams, { name: "VIP", description: "" }),
    await createTeam(teams, { name: "Gone", description: "" }),
  ];
  await invite({ role: "support", teamIds: [vip.id, gone.id] });
  await deleteTeam(teams, gone.id);
  expect(await db.user.count({ where: { email } })).toBe(0);
  const token = await linkOf(email);
  expect(await viewInvitation(token)).toMatchObject({
    state: "open",
    email,
    role: "support",
    invitedBy: "manager",
    account: "none",
    project: cast.project.key,
  });
  expect(await acceptAsNewcomer(token, jane)).toEqual({ email, path: `/projects/${cast.project.key}` });
  const user = await db.user.findUniqueOrThrow({ where: { email }, include: { teamMemberships: true } });
  expect(user).toMatchObject({ firstName: "Jane", communityRole: "member", teamMemberships: [{ teamId: vip.id }] });
  expect(await isPassword(user.passwordHash, "long enough now")).toBe(true);
  expect(await partOf(user.id)).toMatchObject({ role: "support", state: "active" });
  const audited = await db.auditEntry.findMany({ where: { objectId: user.id }, orderBy: { id: "asc" } });
  expect(audited.map(({ kind, verb, via, byId }) => [kind, verb, via, byId])).toEqual([
    ["user", "created", "invitation", cast.people.manager.id],
    ["member", "created", "invitation", cast.people.manager.id],
  ]);
});

test("the token itself is kept nowhere but in the mail", async () => {
  const { email, invite } = await scene();
  await invite();
  const token = await linkOf(email);
  const rows = await db.invitation.findMany({ where: { email } });
  expect(JSON.stringify([rows, await db.auditEntry.findMany()])).not.toContain(token);
  expect(Buffer.from(rows[0]?.tokenDigest ?? []).toString("base64url")).not.toBe(token);
});

test("somebody with an account joins with it, and nobody else can in their place", async () => {
  const { cast, manager, partOf } = await scene();
  const { stranger, support, applicant } = cast.people;
  const emails = `${stranger.email} ${applicant.email}`;
  await inviteToProject(manager, projectInvite.parse({ emails, role: "participant" }));
  const token = await linkOf(stranger.email);
  expect(await viewInvitation(token)).toMatchObject({ state: "open", account: "active" });
  await expect(acceptAsNewcomer(token, jane)).rejects.toMatchObject({ code: "conflict" });
  await expect(acceptAsMember(token, support.id)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining(stranger.email) as string,
  });
  await acceptAsMember(token, stranger.id);
  expect(await partOf(stranger.id)).toMatchObject({ role: "participant", state: "active" });
  await acceptAsMember(await linkOf(applicant.email), applicant.id);
  expect(await partOf(applicant.id)).toMatchObject({ role: "participant" });
});

test("a link works once, also for two who open it at the same moment", async () => {
  const { email, invite } = await scene();
  await invite();
  const token = await linkOf(email);
  const ends = await Promise.allSettled([acceptAsNewcomer(token, jane), acceptAsNewcomer(token, jane)]);
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.user.count({ where: { email } })).toBe(1);
  expect(await viewInvitation(token)).toEqual({ state: "used" });
  await expect(acceptAsNewcomer(token, jane)).rejects.toMatchObject({ code: "conflict" });
});

test("two who invite the same address at the same moment make one invitation", async () => {
  const { email, invite, manager } = await scene();
  const ends = await Promise.all([invite(), invite({ role: "observer" })]);
  expect(
    ends
      .flat()
      .map(({ result }) => result)
      .sort(),
  ).toEqual(["invited", "renewed"]);
  expect((await listInvitations(manager)).rows).toHaveLength(1);
  expect(await db.emailMessage.count({ where: { to: email } })).toBe(2);
});

test("what is over, withdrawn, replaced or made up says so", async () => {
  const { cast, email, invite, manager } = await scene();
  await invite();
  const first = await linkOf(email);
  const [row] = (await listInvitations(manager)).rows;
  const id = row?.id ?? "";
  await db.invitation.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1_000) } });
  expect(await viewInvitation(first)).toEqual({ state: "expired" });
  await expect(acceptAsNewcomer(first, jane)).rejects.toMatchObject({ code: "conflict" });
  expect((await listInvitations(manager)).rows).toMatchObject([{ isExpired: true }]);
  await resendInvitation(manager, id);
  const second = await linkOf(email);
  expect(await viewInvitation(first)).toEqual({ state: "unknown" });
  expect(await viewInvitation(second)).toMatchObject({ state: "open" });
  await withdrawInvitation(manager, id);
  expect(await viewInvitation(second)).toEqual({ state: "withdrawn" });
  await expect(acceptAsNewcomer(second, jane)).rejects.toMatchObject({ code: "conflict" });
  expect((await listInvitations(manager)).rows).toEqual([]);
  await expect(resendInvitation(manager, id)).rejects.toMatchObject({ code: "not_found" });
  const other = await (await makeCast()).can("manager", "members.write");
  await invite();
  const [again] = (await listInvitations(manager)).rows;
  await expect(withdrawInvitation(other, again?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
  const audited = await cast.can("manager", "audit.read");
  expect(
    await db.auditEntry.count({
      where: { kind: "invitation", projectId: audited.scope.kind === "project" ? audited.scope.id : "" },
    }),
  ).toBe(4);
});

test("nobody hands out more than they hold, then or later", async () => {
  const { cast, email, invite, partOf } = await scene();
  expect(projectInvite.safeParse({ emails: email, role: "community_manager" }).success).toBe(false);
  for (const who of ["support", "observer", "participant"] as const)
    await expect(cast.can(who, "members.write")).rejects.toMatchObject({ code: "forbidden" });
  await expect(cast.can("manager", "users.write", "community")).rejects.toMatchObject({ code: "forbidden" });
  const elsewhere = await makeCast();
  const team = await createTeam(await elsewhere.can("manager", "teams.write"), { name: "Theirs", description: "" });
  await expect(invite({ teamIds: [team.id] })).rejects.toMatchObject({ code: "invalid" });
  await invite({ role: "manager" });
  const everything = await cast.can("communityManager", "members.write");
  await setMember(everything, { user: cast.people.support.username, role: "manager" });
  await removeMember(everything, cast.people.manager.id);
  await expect(acceptAsNewcomer(await linkOf(email), jane)).rejects.toMatchObject({
    code: "conflict",
    message: "manager may not invite people here any more. Ask for a new invitation.",
  });
  expect(await db.user.count({ where: { email } })).toBe(0);
  const successor = await cast.can("support", "members.write");
  await resendInvitation(successor, (await listInvitations(successor)).rows[0]?.id ?? "");
  await acceptAsNewcomer(await linkOf(email), jane);
  const user = await db.user.findUniqueOrThrow({ where: { email } });
  expect(await partOf(user.id)).toMatchObject({ role: "manager" });
});

test("who was let in meanwhile keeps the role, so that no invitation takes one away", async () => {
  const { cast, manager, partOf } = await scene();
  const { stranger } = cast.people;
  await inviteToProject(manager, projectInvite.parse({ emails: stranger.email, role: "participant" }));
  await setMember(manager, { user: stranger.username, role: "manager" });
  await removeMember(await cast.can("communityManager", "members.write"), cast.people.manager.id);
  await expect(acceptAsMember(await linkOf(stranger.email), stranger.id)).rejects.toMatchObject({ code: "conflict" });
  await resendInvitation(
    await cast.can("stranger", "members.write"),
    (await listInvitations(manager)).rows[0]?.id ?? "",
  );
  await acceptAsMember(await linkOf(stranger.email), stranger.id);
  expect(await partOf(stranger.id)).toMatchObject({ role: "manager" });
});

test("the community is joined with a role of its own", async () => {
  const { cast, email } = await scene();
  const actor = await cast.can("communityManager", "users.write", "community");
  const emails = `${email} ${cast.people.stranger.email}`;
  const results = await inviteToCommunity(actor, communityInvite.parse({ emails, role: "community_manager" }));
  expect(results.map(({ result }) => result)).toEqual(["invited", "already in"]);
  expect(await acceptAsNewcomer(await linkOf(email), jane)).toEqual({ email, path: "/" });
  expect(await db.user.findUnique({ where: { email } })).toMatchObject({ communityRole: "community_manager" });
});

test("without a password nobody registers while there is no single sign-on", async () => {
  const { email, invite } = await scene();
  await invite();
  const names = newcomer.parse({ firstName: "Jane" });
  await expect(acceptAsNewcomer(await linkOf(email), names)).rejects.toMatchObject({ code: "invalid" });
});

test("a deleted account leaves no invitation behind", async () => {
  const { cast, email, invite } = await scene();
  await invite();
  await acceptAsNewcomer(await linkOf(email), jane);
  const user = await db.user.findUniqueOrThrow({ where: { email } });
  await deleteUser(await cast.can("communityManager", "users.write", "community"), user.id);
  expect(await db.invitation.count({ where: { email } })).toBe(0);
});
