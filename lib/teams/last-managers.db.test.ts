import { expect, test } from "vitest";
import { authorizeListener, authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { makeCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { addTeamMember, createTeam } from "./commands";
import { updateUser } from "@/lib/users/commands";
import { deleteUser } from "@/lib/users/erase";
import { userChange } from "@/lib/users/schema";
import { removeMember, removeMemberIn, setMember } from "@/lib/projects/commands";

testDatabase();

const refused = { code: "conflict", message: expect.stringMatching(/last (project|community) manager/) as string };

async function accountOf(id: string, change: object) {
  const { email, username, firstName, lastName, communityRole, state } = await db.user.findUniqueOrThrow({
    where: { id },
  });
  return userChange.parse({ id, email, username, firstName, lastName, communityRole, state, ...change });
}

const managersOf = (projectId: string) =>
  db.participation.count({ where: { projectId, role: "manager", state: "active", user: { state: "active" } } });

test("no path takes the last manager of a project away", async () => {
  const cast = await makeCast();
  const { manager } = cast.people;
  const scope = await scopeOf(cast.project.id);
  const members = await cast.can("communityManager", "members.write");
  const accounts = await cast.can("communityManager", "users.write", "community");
  const commandLine = authorizeSystem(scope, "members.write", { via: "command line", name: "Command line" });
  const macro = authorizeSystem(scope, "members.write", { via: "job", name: "Macro" });
  const listener = authorizeListener(scope, "Listener", "members.write");
  const demoted = { user: manager.username, role: "participant" } as const;
  await expect(removeMember(members, manager.id)).rejects.toMatchObject(refused);
  await expect(setMember(members, demoted)).rejects.toMatchObject(refused);
  await expect(setMember(commandLine, demoted)).rejects.toMatchObject(refused);
  for (const machine of [macro, listener])
    await expect(transaction((tx) => removeMemberIn(tx, machine, manager.id))).rejects.toMatchObject(refused);
  const disabled = await accountOf(manager.id, { state: "disabled" });
  await expect(updateUser(accounts, disabled)).rejects.toMatchObject(refused);
  await expect(deleteUser(accounts, manager.id)).rejects.toMatchObject(refused);
  expect(await managersOf(cast.project.id)).toBe(1);
});

test("a manager whose account is switched off does not count as the other one", async () => {
  const cast = await makeCast();
  const members = await cast.can("communityManager", "members.write");
  const accounts = await cast.can("communityManager", "users.write", "community");
  await setMember(members, { user: cast.people.support.username, role: "manager" });
  await updateUser(accounts, await accountOf(cast.people.support.id, { state: "disabled" }));
  await expect(removeMember(members, cast.people.manager.id)).rejects.toMatchObject(refused);
  await updateUser(accounts, await accountOf(cast.people.support.id, { state: "active" }));
  await expect(removeMember(members, cast.people.manager.id)).resolves.toBeUndefined();
});

test("of two last managers who leave at the same moment by any two ways, one stays", async () => {
  const ways = ["removed", "demoted", "disabled", "deleted"] as const;
  for (const [n, one] of ways.entries()) {
    for (const other of ways.slice(n)) {
      const cast = await makeCast();
      const members = await cast.can("communityManager", "members.write");
      const accounts = await cast.can("communityManager", "users.write", "community");
      await setMember(members, { user: cast.people.support.username, role: "manager" });
      const leave = async (way: (typeof ways)[number], { id, username }: { id: string; username: string }) => {
        if (way === "removed") return removeMember(members, id);
        if (way === "demoted") return setMember(members, { user: username, role: "observer" });
        if (way === "deleted") return deleteUser(accounts, id);
        return updateUser(accounts, await accountOf(id, { state: "disabled" }));
      };
      const ends = await Promise.allSettled([leave(one, cast.people.manager), leave(other, cast.people.support)]);
      expect(
        ends.filter(({ status }) => status === "fulfilled"),
        `${one} and ${other}`,
      ).toHaveLength(1);
      expect(await managersOf(cast.project.id), `${one} and ${other}`).toBe(1);
    }
  }
});

test("of two last community managers who leave at the same moment, one stays", async () => {
  await db.user.updateMany({ data: { communityRole: "member" } });
  const cast = await makeCast();
  const accounts = await cast.can("communityManager", "users.write", "community");
  await updateUser(accounts, await accountOf(cast.people.stranger.id, { communityRole: "community_manager" }));
  const { communityManager, stranger } = cast.people;
  const byStranger = await cast.can("stranger", "users.write", "community");
  const ends = await Promise.allSettled([
    deleteUser(byStranger, communityManager.id),
    updateUser(accounts, await accountOf(stranger.id, { communityRole: "member" })),
  ]);
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.user.count({ where: { communityRole: "community_manager", state: "active" } })).toBe(1);
  const [last] = await db.user.findMany({ where: { communityRole: "community_manager" }, select: { id: true } });
  const change = await accountOf(last?.id ?? "", { state: "disabled" });
  await expect(updateUser(accounts, change)).rejects.toMatchObject(refused);
});

test("who leaves the project leaves its teams, and the log of each says so", async () => {
  const cast = await makeCast();
  const { participant } = cast.people;
  const teams = await cast.can("manager", "teams.write");
  const everywhere = await cast.can("communityManager", "teams.write", "community");
  const { id: here } = await createTeam(teams, { name: "VIP", description: "" });
  const { id: there } = await createTeam(everywhere, { name: `All ${cast.project.key}`, description: "" });
  await addTeamMember(teams, { teamId: here, user: participant.username });
  await addTeamMember(everywhere, { teamId: there, user: participant.username });
  const members = await cast.can("manager", "members.write");
  await removeMember(members, participant.id);
  expect(await db.teamMembership.findMany({ where: { userId: participant.id } })).toMatchObject([{ teamId: there }]);
  const log = await db.teamLog.findMany({ where: { teamId: here }, orderBy: { id: "asc" } });
  expect(log.map(({ verb, cause }) => [verb, (cause as { label: string }).label])).toEqual([
    ["added", "manager"],
    ["removed", "manager"],
  ]);
  await setMember(members, { user: participant.username, role: "participant" });
  expect(await db.teamMembership.count({ where: { teamId: here } })).toBe(0);
});
