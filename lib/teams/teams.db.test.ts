import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { makeCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { addTeamMember, addToTeamIn, createTeam, deleteTeam, removeFromTeamIn } from "./commands";
import { getTeam, listTeamLog } from "./queries";

testDatabase();

test("a team's log says who came and went; adding twice is one entry", async () => {
  const cast = await makeCast();
  const actor = await cast.can("manager", "teams.write");
  const { id: teamId } = await createTeam(actor, { name: "VIP", description: "" });
  const cause = { kind: "person", id: null, label: "Test" } as const;
  const member = { teamId, userId: cast.people.participant.id, cause };
  await transaction((tx) => addToTeamIn(tx, actor, member));
  await transaction((tx) => addToTeamIn(tx, actor, member));
  await transaction((tx) => removeFromTeamIn(tx, actor, member));
  const log = await db.teamLog.findMany({ where: { teamId }, orderBy: { at: "asc" }, select: { verb: true } });
  expect(log.map(({ verb }) => verb)).toEqual(["added", "removed"]);
  await expect(createTeam(actor, { name: "vip", description: "" })).rejects.toMatchObject({
    fields: { name: expect.any(String) as string },
  });
});

test("people are added by name, and only those who are here", async () => {
  const cast = await makeCast();
  const actor = await cast.can("manager", "teams.write");
  const { id: teamId } = await createTeam(actor, { name: "Android", description: "" });
  await addTeamMember(actor, { teamId, user: cast.people.participant.email.toUpperCase() });
  await expect(addTeamMember(actor, { teamId, user: cast.people.stranger.username })).rejects.toMatchObject({
    fields: { user: expect.stringContaining("Nobody in this project") as string },
  });
  const team = await getTeam(await cast.can("observer", "users.read"), teamId);
  expect(team.members.map(({ username }) => username)).toEqual([cast.people.participant.username]);
});

test("the log is read page by page, names what did it, and is nobody's of elsewhere", async () => {
  const [cast, there] = [await makeCast(), await makeCast()];
  const actor = await cast.can("manager", "teams.write");
  const reader = await cast.can("observer", "users.read");
  const { id: teamId } = await createTeam(actor, { name: "VIP", description: "" });
  const by = (label: string) => ({ kind: "macro", id: null, label }) as const;
  const { participant } = cast.people;
  for (const [n, change] of [addToTeamIn, removeFromTeamIn, addToTeamIn].entries())
    await transaction((tx) => change(tx, actor, { teamId, userId: participant.id, cause: by(`Macro ${n}`) }));
  const first = await listTeamLog(reader, teamId, { size: 2 });
  const second = await listTeamLog(reader, teamId, { size: 2, after: first.next ?? "" });
  expect([...first.rows, ...second.rows].map(({ verb, user, cause }) => [verb, user?.username, cause.label])).toEqual([
    ["added", participant.username, "Macro 2"],
    ["removed", participant.username, "Macro 1"],
    ["added", participant.username, "Macro 0"],
  ]);
  expect(second.next).toBeNull();
  const stranger = await there.can("manager", "users.read");
  await expect(listTeamLog(stranger, teamId)).rejects.toMatchObject({ code: "not_found" });
});

test("a team of another project is not there", async () => {
  const [here, there] = [await makeCast(), await makeCast()];
  const { id } = await createTeam(await here.can("manager", "teams.write"), { name: "Ours", description: "" });
  await expect(deleteTeam(await there.can("manager", "teams.write"), id)).rejects.toMatchObject({ code: "not_found" });
  await expect(getTeam(await there.can("manager", "users.read"), id)).rejects.toMatchObject({ code: "not_found" });
});
