import { beforeAll, expect, test } from "vitest";
import { pool, withConnection } from "@/lib/db/pool";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { bugReport } from "@/lib/sample/feedback-types";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { answerElement } from "./answer";
import { rowOf } from "./answer-summary";
import { cellOrder } from "./cell-order";
import { loadDataSource } from "./load-data-source";
import { questionOf } from "./question";
import { readCells } from "./read-cells";
import { readTop, topColumns } from "./read-top";
import { elementDefinition, type ElementDraft } from "./schema";
import { summaryColumns } from "./summary-columns";
import { rowCells, tableOf, type TableCell } from "./table";
import { wholeSummary } from "./whole-summary";

testDatabase();

let cast: Cast;
let type: string;

/** Tickets with a title each, some without a severity. */
const many = 10_345;

beforeAll(async () => {
  cast = await makeCast("vega");
  const parsed = feedbackTypeInput.parse(bugReport);
  ({ id: type } = await createFeedbackType(await cast.can("manager", "types.write"), parsed));
  await withConnection(async (connection) => {
    // What else is kept of ten thousand tickets takes seconds, and nothing here asks for it.
    await connection.query("set session_replication_role = replica");
    await connection.query(
      `insert into feedback (id, project_id, type_id, number, display_id, title, status_id, submitter_id, created_at, vote_count, values)
     select uuidv7(), $1, $2, n, 'BUG-' || n, 'Ticket ' || n, (array_agg(s.id order by s."order"))[n % 3 + 1], $3,
            timestamptz '2026-09-01 22:30:00+00' + n * interval '7 hours' / 30, n % 7,
            case when n % 4 = 0 then '{}' else jsonb_build_object('severity', (array['low','high','critical'])[n % 3 + 1]) end
       from generate_series(1, $4::int) n, feedback_status s where s.type_id = $2 group by n`,
      [cast.project.id, type, cast.people.participant.id, many],
    );
    await connection.query("reset session_replication_role");
  });
});

async function asked(draft: Partial<ElementDraft>) {
  const actor = await cast.can("observer", "reports.read");
  const definition = elementDefinition.parse({ source: `feedback:${type}`, style: "table", ...draft });
  return questionOf(actor, await loadDataSource(actor, definition.source), definition);
}

async function whole(draft: Partial<ElementDraft>) {
  const { columns, rows } = await wholeSummary(await asked(draft));
  const all: TableCell[][] = [];
  for await (const block of rows) all.push(...block);
  return { columns, rows: all };
}

const byTitle: Partial<ElementDraft> = {
  groups: [{ path: "feedback.title" }],
  measures: [{ kind: "sum", path: "feedback.votes" }, { kind: "count" }, { kind: "share" }],
};

test("a summary of more than ten thousand groups has each of them, in its order, with shares of the whole", async () => {
  const { rows: expected } = await pool().query<TableCell[]>({
    rowMode: "array",
    text: `select title, vote_count, 1, 1 / ${many}.0::float8 from feedback order by vote_count desc, number`,
  });
  const { columns, rows } = await whole(byTitle);
  expect(columns.map(({ type: kind }) => kind)).toEqual(["text", "number", "number", "share"]);
  expect(rows).toEqual(expected);
  // A drawing has the first of the same rows.
  const drawn = await answerElement(await asked(byTitle));
  expect(drawn.isCut).toBe(true);
  expect(tableOf(drawn).rows).toEqual(expected.slice(0, 1_000));
});

test("two groups, a limit and a filter are the element's also where there are very many rows", async () => {
  const groups = [{ path: "feedback.status" }, { path: "feedback.title", present: true }];
  const measures = [{ kind: "max" as const, path: "feedback.number" }];
  const above = { field: "feedback.number", is: "gt" as const, value: 300 };
  const condition = { match: "all" as const, conditions: [above] };
  const { rows: expected } = await pool().query<TableCell[]>({
    rowMode: "array",
    text: `select s.name, title, number::int from feedback f join feedback_status s on s.id = f.status_id
            where number > 300 order by s."order", number desc`,
  });
  expect((await whole({ groups, measures, condition })).rows).toEqual(expected);
  expect((await whole({ groups, measures, condition, limit: 10_000 })).rows).toEqual(expected.slice(0, 10_000));
});

test("a short summary is the one on the screen, days on which nothing was among its rows", async () => {
  const narrowed: Partial<ElementDraft> = {
    groups: [{ path: "feedback.created_at" }],
    measures: [{ kind: "count" }],
    condition: { match: "any", conditions: [5, 500].map((value) => ({ field: "feedback.number", is: "eq", value })) },
  };
  const { rows } = await whole(narrowed);
  expect(rows.length).toBeGreaterThan(2);
  expect(rows).toEqual(tableOf(await answerElement(await asked(narrowed))).rows);
});

const count = { kind: "count" as const };
const few = { match: "all" as const, conditions: [{ field: "feedback.number", is: "lte" as const, value: 200 }] };
const orders: Record<string, Partial<ElementDraft>> = {
  "texts by how many": { groups: [{ path: "feedback.title" }], measures: [count] },
  "texts by name, the last first": {
    groups: [{ path: "feedback.title" }],
    measures: [count],
    sort: [{ path: "group", dir: "desc" }],
  },
  "options as they are listed": { groups: [{ path: "feedback.field.severity" }], measures: [count] },
  "options by a measure": {
    groups: [{ path: "feedback.field.severity" }],
    measures: [count, { kind: "average", path: "feedback.votes" }],
    sort: [{ path: "measure:1", dir: "asc" }],
  },
  "days, by a date": {
    groups: [{ path: "feedback.created_at", bucket: "day" }],
    measures: [{ kind: "max", path: "feedback.created_at" }],
    sort: [{ path: "measure:0", dir: "desc" }],
  },
  "texts by two measures, equal ones by name from behind": {
    groups: [{ path: "feedback.title" }],
    measures: [count, { kind: "sum", path: "feedback.votes" }],
    sort: [
      { path: "measure:0", dir: "asc" },
      { path: "measure:1", dir: "desc" },
      { path: "group", dir: "desc" },
    ],
  },
  numbers: { groups: [{ path: "feedback.votes" }, { path: "feedback.status" }], measures: [count] },
  ranges: { groups: [{ path: "feedback.number", edges: [10, 50, 120] }], measures: [count] },
  "the top of both": {
    groups: [
      { path: "feedback.title", top: 3 },
      { path: "feedback.votes", top: 2 },
    ],
    measures: [{ kind: "average", path: "feedback.number" }],
  },
};

test.each(Object.entries(orders))("PostgreSQL sorts as we do: %s", async (_, draft) => {
  const question = await asked({ ...draft, condition: few });
  const { summary, groups } = await summaryColumns(question);
  const columns = await topColumns(summary, groups);
  const order = cellOrder(question.definition, columns, summary.measures);
  const cells = await readCells(summary, { groups: columns, order, most: 1_000 });
  const heads = groups.map(({ head }) => head);
  const sorted = cells.map((cell) => rowCells(rowOf(heads, summary.measures, cell, []), heads));
  expect(sorted.length).toBeGreaterThan(2);
  expect(sorted).toEqual(tableOf(await answerElement(question)).rows);
});

test.each<[string, Partial<ElementDraft>]>([
  ["one group", { groups: [{ path: "feedback.title", top: 5 }] }],
  ["one group with missing values", { groups: [{ path: "feedback.field.severity", top: 2 }] }],
  ["two groups", { groups: [{ path: "feedback.title", top: 3 }, { path: "feedback.votes" }] }],
])("the others are the same, added up here or by PostgreSQL: %s", async (_, draft) => {
  const measures = [count, { kind: "sum" as const, path: "feedback.votes" }];
  const question = await asked({ ...draft, measures, condition: few });
  const { summary, groups } = await summaryColumns(question);
  const order = cellOrder(question.definition, groups, summary.measures);
  const [here, there] = await Promise.all(
    [1_000, 1].map((mostAdded) => readTop(summary, groups, { most: 1_000, order, mostAdded })),
  );
  const sorted = (cells: typeof here = []) => cells.toSorted((a, b) => String(a.keys).localeCompare(String(b.keys)));
  expect(sorted(here).length).toBeGreaterThan(2);
  expect(sorted(there)).toEqual(sorted(here));
});
