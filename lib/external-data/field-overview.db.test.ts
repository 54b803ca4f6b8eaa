import { beforeEach, expect, test } from "vitest";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import type { JsonValue } from "@/lib/json/value";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { createGroup } from "./commands";
import { getFieldOverview } from "./field-overview";
import { listRecordValues } from "./queries";
import { externalDataGroupInput, type ExternalDataGroup } from "./schema";
import { undoChange } from "./undo-change";
import { writeValuesIn } from "./write";

testDatabase();

let cast: Cast;
let group: ExternalDataGroup;

beforeEach(async () => {
  cast = await makeCast();
  // Of the community, so that people of other projects have values too.
  const by = { via: "command line", name: "Test" } as const;
  group = await createGroup(
    authorizeSystem(await scopeOf(null), "groups.write", by),
    externalDataGroupInput.parse({
      target: "user",
      label: `CRM ${cast.project.key}`,
      fields: [
        { label: "Tier", parameter: "tier", type: "string" },
        { label: "ARR", parameter: "arr", type: "integer" },
        { label: "Strategic", parameter: "strategic", type: "boolean" },
        { label: "Renewal", parameter: "renewal", type: "datetime" },
      ],
    }),
  );
});

const fieldOf = (parameter: string) => group.fields.find((field) => field.parameter === parameter)?.id ?? "";

async function write(recordId: string, sent: Record<string, JsonValue>): Promise<void> {
  const values = new Map(Object.entries(sent).map(([parameter, value]) => [fieldOf(parameter), value]));
  const source = { source: "import", id: null, label: "file.csv", at: new Date().toISOString() } as const;
  await transaction((tx) => writeValuesIn(tx, { group, recordId, values, source }));
}

const overview = async (parameter: string, where: "project" | "community" = "project") =>
  getFieldOverview(
    await cast.can(where === "project" ? "manager" : "communityManager", "externalData.read", where),
    group.id,
    fieldOf(parameter),
  );

test("a field says how full it is and what it holds, of the project's own people", async () => {
  const { participant, support, observer, stranger } = cast.people;
  await write(participant.id, { tier: "Gold", arr: 10, strategic: true, renewal: "2026-11-30" });
  await write(support.id, { tier: "Gold", arr: 20, strategic: false, renewal: "2026-12-01T10:00:00Z" });
  await write(observer.id, { tier: "Silver" });
  await write(stranger.id, { tier: "Bronze", arr: 1_000 });
  expect(await overview("tier")).toMatchObject({
    coverage: { filled: 3, of: 5 },
    distinct: 2,
    distribution: [
      { label: "Gold", count: 2, value: "Gold" },
      { label: "Silver", count: 1, value: "Silver" },
    ],
    range: null,
  });
  expect(await overview("arr")).toMatchObject({
    coverage: { filled: 2 },
    distribution: [
      { label: "10", count: 1, value: 10 },
      { label: "20", count: 1, value: 20 },
    ],
    range: { least: "10", most: "20", average: 15 },
  });
  expect((await overview("strategic")).distribution).toEqual([
    { label: "Yes", count: 1, value: true },
    { label: "No", count: 1, value: false },
  ]);
  expect((await overview("renewal")).distribution).toEqual([
    { label: "2026-11", count: 1 },
    { label: "2026-12", count: 1 },
  ]);
  expect((await overview("tier", "community")).distribution).toHaveLength(3);
});

test("many different numbers fall into spans that leave none out", async () => {
  const people = await db.user.createManyAndReturn({
    data: Array.from({ length: 45 }, (_, n) => ({ email: `n${n}@x.example`, username: `n${n}` })),
    select: { id: true },
  });
  for (const [n, { id }] of people.entries()) await write(id, { arr: n * n - 100 });
  const { distribution } = await overview("arr", "community");
  expect(distribution.length).toBeLessThanOrEqual(10);
  expect(distribution.reduce((sum, { count }) => sum + count, 0)).toBe(45);
  expect(distribution[0]?.label).toMatch(/^-100 to /);
});

test("the last writes say what was before, and an undone one gives it back", async () => {
  const { id } = cast.people.participant;
  await write(id, { tier: "Gold" });
  await write(id, { tier: "Silver", arr: 5 });
  const { writes } = await overview("tier");
  expect(writes).toMatchObject([
    {
      label: cast.people.participant.username,
      old: "Gold",
      new: "Silver",
      isCurrent: true,
      source: { label: "file.csv" },
    },
    { old: null, new: "Gold", isCurrent: false },
  ]);
  const hands = await cast.can("support", "externalData.write");
  await expect(undoChange(hands, writes[1]?.id ?? "")).rejects.toMatchObject({ code: "conflict" });
  await undoChange(hands, writes[0]?.id ?? "");
  const held = async () =>
    (await listRecordValues(await cast.can("manager", "externalData.read"), "user", id))
      .find((each) => each.group.id === group.id)
      ?.values.map(({ value, provenance }) => [value, provenance?.source]);
  expect(await held()).toEqual([
    ["Gold", "person"],
    [5, "import"],
    [null, undefined],
    [null, undefined],
  ]);

  const [latest] = (await overview("tier")).writes;
  await undoChange(hands, latest?.id ?? "");
  await undoChange(hands, (await overview("arr")).writes[0]?.id ?? "");
  expect(await held()).toMatchObject([
    ["Silver", "person"],
    [null, "person"],
    [null, undefined],
    [null, undefined],
  ]);
});

test("a change of somebody outside the project, or of another project's group, is not to be undone here", async () => {
  await write(cast.people.stranger.id, { tier: "Gold" });
  const [outside] = (await overview("tier", "community")).writes;
  const hands = await cast.can("support", "externalData.write");
  await expect(undoChange(hands, outside?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
  expect((await overview("tier")).writes).toEqual([]);
  const other = await makeCast();
  await db.externalDataGroup.update({ where: { id: group.id }, data: { projectId: other.project.id } });
  await expect(overview("tier")).rejects.toMatchObject({ code: "not_found" });
  await expect(undoChange(hands, outside?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
});
