import { beforeAll, expect, test } from "vitest";
import type { Condition } from "@/lib/conditions/schema";
import { db } from "@/lib/db/client";
import { loadSource } from "@/lib/sources/load-source";
import type { Source } from "@/lib/sources/source";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { deleteFilter, listFilters, saveFilter } from "@/lib/filters/filters";
import { shownState } from "./shown-state";
import { listViews, saveView } from "./views";

testDatabase();

let cast: Cast;
let source: Source;
let community: Source;
let teamId: string;
const active: Condition = { match: "all", conditions: [{ field: "user.state", is: "is", value: "active" }] };

beforeAll(async () => {
  cast = await makeCast("cygnus");
  source = await loadSource({ kind: "users", projectId: cast.project.id });
  community = await loadSource({ kind: "users", projectId: null });
  ({ id: teamId } = await db.team.create({ data: { projectId: cast.project.id, name: "Triage" } }));
  await db.teamMembership.create({ data: { teamId, userId: cast.people.support.id } });
});

type Who = "manager" | "support" | "observer";
const filter = (name: string, shared: object) => ({ name, source: "users", condition: active, ...shared }) as never;
const save = async (who: Who, name: string, shared: object) =>
  saveFilter(await cast.can(who, "filters.write"), source, filter(name, shared));
const seenBy = async (who: Who) =>
  (await listFilters(await cast.can(who, "filters.write"), "users")).map(({ name, mayChange }) =>
    mayChange ? `${name}*` : name,
  );

test("a filter is seen by whom it is shared with, and changed by its owner and managers", async () => {
  await save("support", "own", { visibility: "mine" });
  await save("manager", "team", { visibility: "team", teamId });
  await save("manager", "everyone", { visibility: "project" });
  const manager = await cast.can("communityManager", "filters.write", "community");
  await saveFilter(manager, community, filter("community", { visibility: "community" }));

  expect(await seenBy("support")).toEqual(["community", "everyone", "own*", "team"]);
  expect(await seenBy("observer")).toEqual(["community", "everyone"]);
  expect(await seenBy("manager")).toEqual(["community", "everyone*", "team*"]);
});

test("without its team a filter is the managers' again, and the list of whoever uses it says that it is gone", async () => {
  const { id: gone } = await db.team.create({ data: { projectId: cast.project.id, name: "Gone" } });
  await db.teamMembership.create({ data: { teamId: gone, userId: cast.people.support.id } });
  const { id } = await save("manager", "of a team", { visibility: "team", teamId: gone });
  const support = await cast.can("support", "users.read");
  expect((await shownState(support, source, { filter: id })).condition).toEqual(active);
  await db.team.delete({ where: { id: gone } });
  await expect(shownState(support, source, { filter: id })).rejects.toMatchObject({ code: "not_found" });
  expect(await seenBy("manager")).toContain("of a team*");
  await expect(shownState(support, source, { filter: "rubbish" })).rejects.toMatchObject({ code: "not_found" });
});

test.each([
  ["support", "team", "forbidden"],
  ["support", "project", "forbidden"],
  ["manager", "team", "invalid"],
] as const)("%s cannot share with a %s that is not theirs to share with", async (who, visibility, code) => {
  const { id: foreign } = await db.team.create({ data: { name: `Foreign ${who} ${visibility}` } });
  await expect(save(who, "x", { visibility, teamId: foreign })).rejects.toMatchObject({ code });
});

test("a filter that a listener asks names it, and is not deleted", async () => {
  const { id } = await save("manager", "of a listener", { visibility: "project" });
  const { id: macroId } = await db.macro.create({ data: { target: "user", name: "Thank", key: "thank" } });
  const { id: apiKeyId } = await db.apiKey.create({ data: { name: "CRM" } });
  await db.externalListener.create({
    data: {
      projectId: cast.project.id,
      target: "user",
      kind: "macro",
      macroId,
      name: "Usage",
      key: "usage",
      apiKeyId,
      filterId: id,
      lookup: {},
      dedupe: {},
    },
  });
  const actor = await cast.can("manager", "filters.write");
  const named = (await listFilters(actor, "users")).find((each) => each.id === id);
  expect(named?.usedBy.map(({ name }) => name)).toEqual(["Usage"]);
  await expect(deleteFilter(actor, id)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Usage"),
  });
});

test("a view keeps its groups and formats, and is shared like a filter", async () => {
  const view = {
    name: "By role",
    source: "users",
    columns: [{ path: "user.username" }, { path: "user.created_at", format: "day" as const }],
    sort: [],
    group: "user.role",
  };
  await saveView(await cast.can("manager", "filters.write"), source, { ...view, visibility: "team", teamId });
  const [shared] = await listViews(await cast.can("support", "filters.write"), "users");
  expect(shared).toMatchObject({ group: "user.role", columns: view.columns, mayChange: false });
  const shown = await shownState(await cast.can("support", "users.read"), source, { view: shared?.id });
  expect(shown.group?.path).toBe("user.role");
  expect(await listViews(await cast.can("observer", "filters.write"), "users")).toEqual([]);
});
