import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import { matcher } from "@/lib/conditions/memory";
import { qualifiersOf, type ValueShape } from "@/lib/conditions/qualifiers";
import { noFilter, type Condition, type ConditionValue } from "@/lib/conditions/schema";
import { readCsv } from "@/lib/csv/read-csv";
import { db } from "@/lib/db/client";
import { copyCsv } from "@/lib/db/copy-csv";
import { sql } from "@/lib/db/sql";
import { transaction } from "@/lib/db/transaction";
import { createGroup } from "@/lib/external-data/commands";
import { externalDataGroupInput } from "@/lib/external-data/schema";
import { writeValuesIn } from "@/lib/external-data/write";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { submitFeedbackIn } from "@/lib/feedback/submit";
import type { FieldInfo, FieldValue } from "@/lib/fields/field";
import { groupKey } from "@/lib/fields/group-key";
import type { JsonValue } from "@/lib/json/value";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { csvStatements } from "./csv-statements";
import { countGroups } from "./group";
import { countRecords, listRecords } from "./list";
import { loadSource } from "./load-source";
import { contextOf, readRecords, whereOf } from "./read";
import type { Source } from "./source";

testDatabase();

let cast: Cast;
let typeId: string;
const by = { via: "command line", name: "Test" } as const;
const tickets: string[] = [];
const fileLimits = { bytes: 1_000_000, rows: 100, columns: 2, cell: 10_000 };
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

beforeAll(async () => {
  cast = await makeCast("vega");
  typeId = await makeType();
  for (const target of ["user", "feedback", "project"]) await makeGroup(target);
  const { participant, support, manager } = cast.people;
  for (const submitter of [participant, participant, support, manager]) tickets.push(await makeTicket(submitter.id));
  await db.profileField.create({ data: { key: "os", label: "System", type: "text" } });
  await db.user.update({ where: { id: participant.id }, data: { profile: { os: "Linux" }, timeZone: "Asia/Kolkata" } });
  const team = await db.team.create({ data: { projectId: cast.project.id, name: "Core" } });
  await db.teamMembership.create({ data: { teamId: team.id, userId: participant.id } });
  await db.feedback.update({ where: { id: tickets[1] }, data: { modifiedById: support.id } });
  await makeActivity();
});

describe.each(["users", "users of the community", "feedback"] as const)("every field of %s", (kind) => {
  let source: Source;
  let ids: string[];
  beforeAll(async () => {
    source = await loadSource(
      kind === "feedback"
        ? { kind: "feedback", typeId }
        : { kind: "users", projectId: kind === "users" ? cast.project.id : null },
    );
    const { rows } = await listRecords(source, { condition: noFilter, columns: [], sort: [], limit: 200 });
    ids = rows.map(({ id }) => id);
  });

  test("asks the same in a filter as what a view shows", async () => {
    const paths = source.catalog.paths();
    const values = await readRecords(db, source, paths, ids);
    const wrong: string[] = [];
    for (const field of source.catalog.list) {
      const held = [...values.values()].map((each) => each[field.path] ?? null);
      for (const { is, shape } of qualifiersOf(field)) {
        for (const value of asked(shape, field, held)) {
          const condition: Condition = {
            match: "all",
            conditions: [{ field: field.path, is, ...(value !== undefined && { value }) }],
          };
          const context = contextOf(source, cast.people.participant);
          const rows = await db.$queryRaw<{ id: string }[]>(
            sql`select ${source.id}::text as id ${source.from} where ${whereOf(source, condition, context)}`,
          );
          const holds = matcher(condition, context);
          const expected = ids.filter((id) => holds(values.get(id) ?? {})).toSorted();
          const found = rows.map(({ id }) => id).toSorted();
          if (JSON.stringify(found) !== JSON.stringify(expected))
            wrong.push(`${field.path} ${is} ${JSON.stringify(value)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("sorts a list and is written to a file, with every record once", async () => {
    for (const field of source.catalog.list) {
      const sort = field.sortable === false ? [] : [{ path: field.path, dir: "desc" as const }];
      const name = kind === "feedback" ? "feedback.display_id" : "user.username";
      const question = { condition: noFilter, columns: [name, field.path], sort };
      const { rows } = await listRecords(source, { ...question, limit: 200 });
      expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      const written: string[] = [];
      const file = copyCsv(csvStatements(source, question));
      for await (const { cells } of readCsv(file, fileLimits)) written.push(cells.at(-1) ?? "");
      const listed = rows.map(({ values }) => values[field.path] ?? null);
      expect(written.map((cell) => cell === "")).toEqual(listed.map((value) => value === null));
    }
  });

  test("groups a list as its values say, each group in one piece", async () => {
    const values = await readRecords(db, source, source.catalog.paths(), ids);
    for (const field of source.catalog.list.filter(({ sortable }) => sortable !== false)) {
      const keyOf = (id: string) => groupKey(field, values.get(id)?.[field.path] ?? null, source.zone);
      const expected = Map.groupBy(ids, keyOf);
      const counted = await countGroups(source, { condition: noFilter }, field.path);
      expect(new Map(counted.map(({ key, count }) => [key, count]))).toEqual(
        new Map([...expected].map(([key, some]) => [key, some.length])),
      );
      const { rows } = await listRecords(source, {
        condition: noFilter,
        columns: [],
        sort: [],
        group: field.path,
        limit: 200,
      });
      const heads = rows.map(({ id }) => keyOf(id)).filter((key, n, all) => n === 0 || all[n - 1] !== key);
      expect(heads).toHaveLength(expected.size);
      expect(new Set(heads)).toEqual(new Set(expected.keys()));
    }
  });
});

test("activity is counted as it happened, in the project and outside of it", async () => {
  const source = await loadSource({ kind: "users", projectId: cast.project.id });
  const { participant, support } = cast.people;
  const keys = ["feedback_count", "comment_count", "macro_runs", "webhooks", "failed_webhooks"];
  const values = await readRecords(
    db,
    source,
    keys.map((key) => `user.${key}`),
    [participant.id, support.id],
  );
  const of = (id: string) => keys.map((key) => values.get(id)?.[`user.${key}`]);
  expect(of(participant.id)).toEqual([2, 1, 2, 2, 1]);
  expect(of(support.id)).toEqual([1, 1, 0, 0, 0]);
  const feedback = await loadSource({ kind: "feedback", typeId });
  const quiet: Condition = {
    match: "all",
    conditions: [{ field: "feedback.last_comment_at", is: "not_last_days", value: 3 }],
  };
  // One was commented on today, one five days ago, one has a note only, one nothing.
  expect(await countRecords(feedback, { condition: quiet })).toEqual({ count: 3, exact: true });
});

function asked(shape: ValueShape, field: FieldInfo, held: FieldValue[]): (ConditionValue | undefined)[] {
  const values = [...new Set(held.flatMap((value) => (value === null ? [] : Array.isArray(value) ? value : [value])))];
  const texts = [...values.map(String), ...(field.options ?? []).map(({ value }) => value), "nothing like it"].slice(
    0,
    6,
  );
  const numbers = [...values.filter((value) => typeof value === "number"), 0, 7].slice(0, 4);
  const days = [...values.filter((value) => typeof value === "string").map((value) => value.slice(0, 10)), "2020-02-29"]
    .filter((text) => /^\d{4}-\d\d-\d\d$/.test(text))
    .slice(0, 3);
  const questions: Record<ValueShape, (ConditionValue | undefined)[]> = {
    none: [undefined],
    text: texts.map((text) => text.slice(0, 1_000)),
    texts: [texts.slice(0, 2), texts.slice(-1)],
    choice: texts,
    choices: [texts.slice(0, 2), texts.slice(-1)],
    number: numbers,
    numbers: [numbers.slice(0, 2)],
    range: [{ from: numbers[0] }, { to: numbers[0] }, { from: 1, to: 5 }],
    date: days,
    dates: [{ from: days[0] }, { to: days[0] }],
    days: [0, 3, 30],
    moment: days.slice(0, 1).map((each) => `${each}T00:00:00.001Z`),
  };
  return questions[shape];
}

async function makeType(): Promise<string> {
  const type = feedbackTypeInput.parse({
    name: "Bug",
    key: "bug",
    prefix: "BUG",
    fields: [
      { label: "Severity", key: "severity", type: "choice", options: [{ value: "high", label: "High" }] },
      { label: "Version", key: "version", type: "number" },
      { label: "Seen", key: "seen", type: "date" },
      { label: "Again", key: "again", type: "boolean" },
    ],
    statuses: [
      { key: "new", name: "New", isDefault: true },
      { key: "closed", name: "Closed", isClosed: true },
    ],
  });
  return (await createFeedbackType(await cast.can("manager", "types.write"), type)).id;
}

async function makeTicket(submitterId: string): Promise<string> {
  const actor = await cast.can("participant", "feedback.submit");
  const values: Record<string, string | number | boolean> =
    tickets.length % 2 ? {} : { severity: "high", version: 1.5, seen: "2026-03-08", again: true };
  const origin = { kind: "person", id: null, label: "Test" } as const;
  const input = { title: `Crash ${tickets.length} 100%`, values, typeId, submitterId, origin };
  return (await transaction((tx) => submitFeedbackIn(tx, actor, input))).id;
}

async function makeGroup(target: string): Promise<void> {
  const scope = await scopeOf(cast.project.id);
  const fields = [
    { label: "Tier", parameter: "tier", type: "string" },
    { label: "ARR", parameter: "arr", type: "integer" },
    { label: "Strategic", parameter: "strategic", type: "boolean" },
    { label: "Renewal", parameter: "renewal", type: "datetime" },
  ];
  const group = await createGroup(
    authorizeSystem(scope, "groups.write", by),
    externalDataGroupInput.parse({ target, label: `Of ${target}`, fields }),
  );
  const sent: Record<string, JsonValue> = { tier: "Gold", arr: 12, strategic: true, renewal: "2026-11-30T23:30:00Z" };
  const values = new Map(group.fields.map((field) => [field.id, sent[field.parameter] ?? null]));
  const source = { source: "import", id: null, label: "Test", at: new Date().toISOString() } as const;
  const recordId =
    { user: cast.people.participant.id, feedback: tickets[0] ?? "", project: cast.project.id }[target] ?? "";
  if (recordId) await transaction((tx) => writeValuesIn(tx, { group, recordId, values, source }));
}

/** Comments, macro runs and webhooks, some of them in another project or only tried. */
async function makeActivity(): Promise<void> {
  const { participant, support } = cast.people;
  const elsewhere = await db.project.create({ data: { key: "elsewhere", name: "Elsewhere" } });
  const origin = { kind: "person", id: null, label: "Test" };
  const comments = [
    { feedbackId: tickets[0] ?? "", authorId: participant.id, createdAt: daysAgo(0) },
    { feedbackId: tickets[1] ?? "", authorId: support.id, createdAt: daysAgo(5) },
    { feedbackId: tickets[2] ?? "", authorId: support.id, createdAt: daysAgo(0), kind: "note" as const },
  ];
  await db.comment.createMany({ data: comments.map((comment) => ({ ...comment, body: "x", origin })) });
  const { id: macroId } = await db.macro.create({ data: { target: "user", name: "Thank", key: "thank" } });
  const { id: endpointId } = await db.endpoint.create({ data: { origin: "https://sink.example" } });
  for (const [projectId, state] of [
    [cast.project.id, "done"],
    [cast.project.id, "failed"],
    [cast.project.id, "skipped"],
    [elsewhere.id, "done"],
  ] as const) {
    const run = { projectId, macroId, macroVersion: 1, target: "user", cause: "bulk", chainId: randomUUID() } as const;
    const { id: runId } = await db.macroRun.create({ data: run });
    await db.macroRunRecord.create({ data: { runId, subjectId: participant.id, state } });
    if (state === "skipped") continue;
    const send = {
      projectId,
      endpointId,
      macroId,
      macroVersion: 1,
      runId,
      target: "user",
      subjectId: participant.id,
    } as const;
    const end = state === "failed" ? { state } : { state: "delivered" as const, deliveredAt: new Date() };
    await db.webhookDelivery.create({ data: { ...send, actionId: randomUUID(), ...end } });
    await db.webhookDelivery.create({ data: { ...send, actionId: randomUUID(), ...end, isTest: true } });
  }
}
