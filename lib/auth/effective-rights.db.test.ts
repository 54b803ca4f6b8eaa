import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { authorize, scopeOf } from "./authorize";
import { effectiveRights } from "./effective-rights";

testDatabase();

test("what is told is what every door decides, for each role and each right", async () => {
  const cast = await makeCast();
  for (const [who, { id }] of Object.entries(cast.people)) {
    for (const where of [cast.project.id, null]) {
      const scope = await scopeOf(where);
      const { areas } = await effectiveRights(id, scope);
      for (const { permission, has } of areas.flatMap(({ rights }) => rights)) {
        const ref = scope.kind === "project" ? { project: scope.key } : "community";
        const opens = await authorize(id, ref, permission).then(
          () => true,
          () => false,
        );
        expect(has, `${who} ${permission} ${scope.kind}`).toBe(opens);
      }
    }
  }
});

test("it says through what, and who could give what is missing", async () => {
  const cast = await makeCast();
  const scope = await scopeOf(cast.project.id);
  const of = async (who: keyof typeof cast.people, permission: string) => {
    const rights = await effectiveRights(cast.people[who].id, scope);
    const all = rights.areas.flatMap((area) => area.rights);
    return { through: rights.through, right: all.find((right) => right.permission === permission) };
  };
  expect(await of("observer", "macros.run")).toEqual({
    through: `Through the role Observer in ${cast.project.key}.`,
    right: {
      permission: "macros.run",
      words: "Run the macros offered to them",
      has: false,
      roles: ["Community manager", "Project manager", "Support"],
      grantedBy: "Community manager or Project manager",
    },
  });
  expect((await of("communityManager", "macros.run")).through).toContain("every right in every project");
  const community = await effectiveRights(cast.people.manager.id, await scopeOf(null));
  const settings = community.areas
    .flatMap(({ rights }) => rights)
    .find(({ permission }) => permission === "settings.write");
  expect(settings).toMatchObject({ has: false, roles: ["Community manager"], grantedBy: "Community manager" });
});

test("who is in the project no more, or is switched off, may do nothing there", async () => {
  const cast = await makeCast();
  const scope = await scopeOf(cast.project.id);
  await db.user.update({ where: { id: cast.people.support.id }, data: { state: "disabled" } });
  for (const { id } of [cast.people.stranger, cast.people.support]) {
    const rights = await effectiveRights(id, scope);
    expect(rights.role).toBeNull();
    expect(rights.areas.flatMap((area) => area.rights).some(({ has }) => has)).toBe(false);
  }
});
