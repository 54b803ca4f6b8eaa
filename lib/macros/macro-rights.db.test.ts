import { expect, test } from "vitest";
import { scopeOf } from "@/lib/auth/authorize";
import { effectiveRights } from "@/lib/auth/effective-rights";
import { addTeamMember, createTeam } from "@/lib/teams/commands";
import { makeCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { createMacro, setMacroEnabled } from "./commands";
import { listMacroRights } from "./macro-rights";
import { listOfferedMacros } from "./queries";
import { macroInput } from "./schema";

testDatabase();

const home = { target: "user" } as const;

test("which macros are offered to somebody is told as the menus have it, with the reason", async () => {
  const cast = await makeCast();
  const writer = await cast.can("manager", "macros.write");
  const teams = await cast.can("manager", "teams.write");
  const { id: vip } = await createTeam(teams, { name: "VIP", description: "" });
  const { id: other } = await createTeam(teams, { name: "Other", description: "" });
  await addTeamMember(teams, { teamId: vip, user: cast.people.support.username });
  const make = (key: string, teamIds: string[] = [], showAsAction = true) =>
    createMacro(writer, home, macroInput.parse({ name: key, key, teamIds, showAsAction }));
  await make("all");
  await make("hidden", [], false);
  await make("mine", [vip, other]);
  await make("theirs", [other]);
  await setMacroEnabled(writer, (await make("off")).id, false);
  const scope = await scopeOf(cast.project.id);
  const rightsOf = async (who: "manager" | "support" | "observer") => {
    const { id } = cast.people[who];
    return listMacroRights(scope, id, (await effectiveRights(id, scope)).role);
  };
  expect((await rightsOf("support")).map(({ name, isOffered, why }) => [name, isOffered, why])).toEqual([
    ["all", true, "Offered to everyone who may run macros."],
    ["mine", true, "In the team VIP."],
    ["off", false, "The macro is switched off."],
    ["theirs", false, "Only for the teams Other."],
  ]);
  for (const who of ["manager", "support"] as const) {
    const offered = await listOfferedMacros(await cast.can(who, "macros.run"), home);
    const told = (await rightsOf(who)).filter(({ isOffered }) => isOffered);
    expect(told.map(({ name }) => name)).toEqual(offered.map(({ name }) => name));
  }
  expect((await rightsOf("observer")).every(({ isOffered, why }) => !isOffered && /role/.test(why))).toBe(true);
});
