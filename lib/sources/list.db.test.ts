import { beforeAll, describe, expect, test } from "vitest";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { noFilter, type Condition } from "@/lib/conditions/schema";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { createGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput } from "@/lib/external-data/schema";
import { writeValuesIn } from "@/lib/external-data/write";
import type { JsonValue } from "@/lib/json/value";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { countRecords, listRecords, type ListQuestion, type ListRow } from "./list";
import { loadSource } from "./load-source";
import { readTagValues, recordMatches } from "./read";
import type { Source } from "./source";

testDatabase();

let cast: Cast;
let source: Source;
const plain = { condition: noFilter, columns: ["user.username"], sort: [], limit: 50 } satisfies ListQuestion;
const by = { via: "command line", name: "Test" } as const;

beforeAll(async () => {
  cast = await makeCast("orion");
  const scope = await scopeOf(cast.project.id);
  const group = await createGroup(
    authorizeSystem(scope, "groups.write", by),
    externalDataGroupInput.parse({
      target: "user",
      label: "CRM",
      fields: [
        { label: "Tier", parameter: "tier", type: "string", favorite: true },
        { label: "ARR", parameter: "arr", type: "integer" },
        { label: "Strategic", parameter: "strategic", type: "boolean" },
        { label: "Renewal", parameter: "renewal", type: "datetime" },
      ],
    }),
  );
  for (let n = 0; n < 60; n++) {
    const { id } = await db.user.create({
      data: {
        email: `t${n}@orion.example`,
        username: `tester${String(n).padStart(2, "0")}`,
        firstName: n % 2 ? "Zoë" : "ann",
      },
      select: { id: true },
    });
    await db.participation.create({
      data: { projectId: cast.project.id, userId: id, role: "participant", score: n % 7 },
    });
    if (n % 3 === 0) continue;
    const sent: Record<string, JsonValue> = {
      tier: n % 2 ? "Gold" : "Silver",
      arr: n * 10,
      strategic: n % 5 === 0,
      renewal: n % 4 === 0 ? "2026-11-30" : "2026-11-30T23:30:00Z",
    };
    const values = new Map(group.fields.map((field) => [field.id, sent[field.parameter] ?? null]));
    const from = { source: "import", id: null, label: "Test", at: new Date().toISOString() } as const;
    await transaction((tx) => writeValuesIn(tx, { group, recordId: id, values, source: from }));
  }
  source = await loadSource({ kind: "users", projectId: cast.project.id });
});

describe("a list of users", () => {
  test("holds the active people of the project and nobody else", async () => {
    const { count } = await countRecords(source, { condition: noFilter });
    expect(count).toBe(65);
    const { rows } = await listRecords(source, { ...plain, search: "stranger" });
    expect(rows).toEqual([]);
  });

  test.each([
    ["text", "user.username", "asc"],
    ["a number that many share", "user.score", "desc"],
    ["a number that is often missing", "external.crm.arr", "asc"],
    ["a missing number, largest first", "external.crm.arr", "desc"],
    ["a boolean", "external.crm.strategic", "desc"],
    ["external dates", "external.crm.renewal", "asc"],
    ["an instant", "user.joined_at", "desc"],
  ] as const)("pages without gaps or repeats, sorted by %s", async (_, path, dir) => {
    const seen: string[] = [];
    const sorted: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRecords(source, { ...plain, columns: [path], sort: [{ path, dir }], limit: 7, cursor });
      seen.push(...page.rows.map(({ id }) => id));
      sorted.push(...page.rows.map(({ values }) => values[path]));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(65);
    expect(seen).toHaveLength(65);
    const empties = sorted.indexOf(null);
    if (empties >= 0) expect(sorted.slice(empties).every((value) => value === null)).toBe(true);
  });

  const paths = [
    "external.crm.tier",
    "external.crm.arr",
    "external.crm.strategic",
    "user.feedback_count",
    "user.role",
    "user.name",
  ];
  const pairs = paths.flatMap((first, n) =>
    (["asc", "desc"] as const).map(
      (dir, m) => [first, dir, paths[(n + 1 + m) % paths.length] ?? "", m ? "asc" : "desc"] as const,
    ),
  );
  test.each(pairs)("is in order by %s %s and then by %s %s, over all pages", async (first, dir, second, then) => {
    const sort = [
      { path: first, dir },
      { path: second, dir: then },
    ];
    const seen: ListRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRecords(source, { ...plain, columns: [first, second], sort, limit: 7, cursor });
      seen.push(...page.rows);
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(65);
    const sorted = seen.toSorted(
      (a, b) =>
        compare(a.values[first], b.values[first], dir) ||
        compare(a.values[second], b.values[second], then) ||
        compare(a.id, b.id, dir),
    );
    expect(seen.map(({ values }) => values)).toEqual(sorted.map(({ values }) => values));
  });

  test("sorted twice by the same is sorted once", async () => {
    const sort = [
      { path: "external.crm.arr", dir: "asc" },
      { path: "external.crm.arr", dir: "desc" },
    ] as const;
    expect((await listRecords(source, { ...plain, sort })).rows).toHaveLength(50);
  });

  test("a page of another order is refused instead of misread", async () => {
    const { next } = await listRecords(source, { ...plain, sort: [{ path: "user.username", dir: "asc" }], limit: 5 });
    const asked = listRecords(source, { ...plain, sort: [{ path: "user.score", dir: "asc" }], cursor: next ?? "" });
    await expect(asked).rejects.toMatchObject({ code: "bad_request" });
    await expect(listRecords(source, { ...plain, cursor: "rubbish" })).rejects.toMatchObject({ code: "bad_request" });
  });

  test.each([
    ["a number", "user.score", "many"],
    ["an instant", "user.joined_at", "2026-99-99 00:00:00+00"],
    ["a text", "user.username", "\0"],
    ["an id", "user.username", "tester01", "no-id"],
  ])(
    "a position that %s cannot have is no position",
    async (_, path, value, id = "00000000-0000-7000-8000-000000000000") => {
      const sort = [{ path, dir: "asc" as const }];
      const cursor = Buffer.from(JSON.stringify([`${path},id`, [value, id]])).toString("base64url");
      await expect(listRecords(source, { ...plain, sort, cursor })).rejects.toMatchObject({ code: "bad_request" });
    },
  );

  test.each<[string, Condition["conditions"], number]>([
    ["text equals, whatever its case", [{ field: "external.crm.tier", is: "is", value: "gold" }], 20],
    ["is not, which empty values meet too", [{ field: "external.crm.tier", is: "is_not", value: "Gold" }], 45],
    ["a number above", [{ field: "external.crm.arr", is: "gt", value: 500 }], 6],
    ["true", [{ field: "external.crm.strategic", is: "is_true" }], 8],
    ["empty", [{ field: "external.crm.tier", is: "empty" }], 25],
    [
      "two together",
      [
        { field: "external.crm.tier", is: "is", value: "Gold" },
        { field: "user.role", is: "is", value: "participant" },
      ],
      20,
    ],
  ])("filters external data: %s", async (_, conditions, expected) => {
    const { count } = await countRecords(source, { condition: { match: "all", conditions } });
    expect(count).toBe(expected);
  });

  test("search finds names and addresses and takes % and _ as they stand", async () => {
    expect((await listRecords(source, { ...plain, search: "TESTER1" })).rows).toHaveLength(10);
    expect((await listRecords(source, { ...plain, search: "%" })).rows).toEqual([]);
    expect((await listRecords(source, { ...plain, search: "zoë" })).rows).toHaveLength(30);
  });

  test("a condition on a field that is gone is refused, never widened", async () => {
    const condition: Condition = { match: "all", conditions: [{ field: "external.crm.gone", is: "empty" }] };
    await expect(listRecords(source, { ...plain, condition })).rejects.toMatchObject({ code: "invalid" });
  });

  test("counting stops where it stops being cheap and says so", async () => {
    expect(await countRecords(source, { condition: noFilter }, 10)).toEqual({ count: 10, exact: false });
    expect(await countRecords(source, { condition: noFilter }, null)).toEqual({ count: 65, exact: true });
  });
});

const words = new Intl.Collator("und");

// Empty values come last in both directions.
function compare(a: unknown, b: unknown, dir: "asc" | "desc"): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === "string" && typeof b === "string" ? words.compare(a, b) : Number(a) - Number(b);
  return dir === "asc" ? order : -order;
}

test("one record is judged and read by the same fields", async () => {
  const [row] = (await listRecords(source, { ...plain, search: "tester05" })).rows;
  const id = row?.id ?? "";
  const gold: Condition = { match: "all", conditions: [{ field: "external.crm.tier", is: "is", value: "Gold" }] };
  expect(await recordMatches(db, source, gold, id)).toBe(true);
  expect(await recordMatches(db, source, gold, cast.people.manager.id)).toBe(false);
  const values = (
    await readTagValues(
      db,
      source,
      ["user.username", "external.crm.arr", "user.role", "project.key", "nothing.here"],
      [id],
    )
  ).get(id);
  expect(values).toEqual({
    "user.username": "tester05",
    "external.crm.arr": 50,
    "user.role": "Participant",
    "project.key": "orion",
  });
});

test("a person outside the project is no record of it", async () => {
  expect((await readTagValues(db, source, ["user.email"], [cast.people.stranger.id])).size).toBe(0);
});
