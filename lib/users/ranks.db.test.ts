import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { makeCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { createRank, deleteRank, listOfferedRanks, listRanks, updateRank } from "./ranks";
import { addPointsIn } from "./score";

testDatabase();

test("a rank is made, changed and deleted, each with an audit entry, and points given by it stay", async () => {
  const cast = await makeCast();
  const actor = await cast.can("manager", "ranks.write");
  const { id } = await createRank(actor, { name: "Bug hunter", points: 10 });
  const userId = cast.people.participant.id;
  const cause = { kind: "person", id: null, label: "Test" } as const;
  const scorer = await cast.can("manager", "score.write");
  await transaction((tx) => addPointsIn(tx, scorer, { userId, points: 10, rankId: id, reason: "Bug hunter", cause }));
  await updateRank(actor, id, { name: "Hunter", points: -5 });
  expect(await listRanks(actor)).toEqual([{ id, name: "Hunter", points: -5, given: 1 }]);
  await deleteRank(actor, id);
  expect(await listRanks(actor)).toEqual([]);
  expect(await db.scoreEntry.findMany({ where: { userId }, select: { points: true, reason: true } })).toEqual([
    { points: 10, reason: "Bug hunter" },
  ]);
  const entries = await db.auditEntry.findMany({ where: { objectId: id }, orderBy: { id: "asc" } });
  expect(entries.map(({ verb, label, before, after }) => ({ verb, label, before, after }))).toEqual([
    { verb: "created", label: "Bug hunter", before: null, after: { name: "Bug hunter", points: 10 } },
    {
      verb: "changed",
      label: "Hunter",
      before: { name: "Bug hunter", points: 10 },
      after: { name: "Hunter", points: -5 },
    },
    { verb: "deleted", label: "Hunter", before: { name: "Hunter", points: -5 }, after: null },
  ]);
});

test("a name is used once in its scope, and a rank of elsewhere is not there", async () => {
  const [here, there] = [await makeCast(), await makeCast()];
  const [actor, stranger] = [await here.can("manager", "ranks.write"), await there.can("manager", "ranks.write")];
  const { id } = await createRank(actor, { name: "Hunter", points: 1 });
  await expect(createRank(actor, { name: "hunter", points: 2 })).rejects.toMatchObject({
    fields: { name: "There is a rank “hunter” already." },
  });
  await updateRank(actor, id, { name: "HUNTER", points: 1 });
  await createRank(stranger, { name: "Hunter", points: 3 });
  await expect(updateRank(stranger, id, { name: "Mine", points: 1 })).rejects.toMatchObject({ code: "not_found" });
  await expect(deleteRank(stranger, id)).rejects.toMatchObject({ code: "not_found" });
  await expect(here.can("support", "ranks.write")).rejects.toMatchObject({ code: "forbidden" });
});

test("a macro may give its own scope's ranks and the community's", async () => {
  const [here, there] = [await makeCast(), await makeCast()];
  const all = await createRank(await here.can("communityManager", "ranks.write", "community"), {
    name: "Star",
    points: 3,
  });
  const own = await createRank(await here.can("manager", "ranks.write"), { name: "Hunter", points: 1 });
  await createRank(await there.can("manager", "ranks.write"), { name: "Theirs", points: 1 });
  expect(await listOfferedRanks(await here.can("manager", "macros.read"))).toEqual([
    { ...own, name: "Hunter", points: 1, isCommunitys: false },
    { ...all, name: "Star", points: 3, isCommunitys: true },
  ]);
  expect(await listOfferedRanks(await here.can("communityManager", "macros.read", "community"))).toEqual([
    { ...all, name: "Star", points: 3, isCommunitys: true },
  ]);
});
