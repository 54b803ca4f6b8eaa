import { beforeAll, describe, expect, test } from "vitest";
import { noFilter } from "@/lib/conditions/schema";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { bugReport } from "@/lib/sample/feedback-types";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { listRecords } from "@/lib/sources/list";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { answerElement } from "./answer";
import type { SummaryData } from "./data";
import { drillCondition } from "./drill";
import { listDataSources, loadDataSource } from "./load-data-source";
import { questionOf } from "./question";
import { elementDefinition, type ElementDraft } from "./schema";
import { tableOf } from "./table";

testDatabase();

let cast: Cast;
let type: string;

/** 90 tickets over ten weeks around the end of summer time in Berlin. */
beforeAll(async () => {
  cast = await makeCast("vega");
  await db.project.update({
    where: { id: cast.project.id },
    data: { timeZone: "Europe/Berlin" },
    select: { id: true },
  });
  ({ id: type } = await createFeedbackType(
    await cast.can("manager", "types.write"),
    feedbackTypeInput.parse(bugReport),
  ));
  await pool().query(
    `insert into feedback (id, project_id, type_id, number, display_id, title, status_id, submitter_id, created_at, modified_at, values)
     select gen_random_uuid(), $1, $2, n, 'BUG-' || n, 'Ticket ' || n,
            (select id from feedback_status s where s.type_id = $2 order by s."order" offset n % 3 limit 1),
            $3, timestamptz '2026-09-01 22:30:00+00' + n * interval '19 hours', now(),
            case when n % 4 = 0 then '{}' else jsonb_build_object('severity', (array['low','high','critical'])[n % 3 + 1]) end
       from generate_series(1, 90) n`,
    [cast.project.id, type, cast.people.participant.id],
  );
});

async function answer(draft: Partial<ElementDraft>) {
  const actor = await cast.can("observer", "reports.read");
  const definition = elementDefinition.parse({ source: `feedback:${type}`, style: "table", ...draft });
  const source = await loadDataSource(actor, definition.source);
  const question = await questionOf(actor, source, definition);
  return { source, question, data: await answerElement(question) };
}

async function summary(draft: Partial<ElementDraft>): Promise<SummaryData> {
  const { data } = await answer(draft);
  if (data.shape !== "summary") throw new Error("Not a summary");
  return data;
}

async function byHand(text: string): Promise<unknown[][]> {
  const { rows } = await pool().query<unknown[]>({ text, values: [type], rowMode: "array" });
  return rows;
}

describe("a summary says what SQL written by hand says", () => {
  test("weeks in the zone of the project, gaps filled", async () => {
    const data = await summary({
      groups: [{ path: "feedback.created_at", bucket: "week" }],
      measures: [{ kind: "count" }],
    });
    const expected = await byHand(
      `select to_char(w, 'YYYY-MM-DD'), count(*)::int from (select date_trunc('week', created_at at time zone 'Europe/Berlin') w
         from feedback where type_id = $1) t group by 1 order by 1`,
    );
    expect(data.rows.map(({ groups, values }) => [groups[0]?.key, values[0]])).toEqual(expected);
    expect(data.total).toEqual([90]);
    expect(data.rows[0]?.groups[0]?.text).toBe("Week of 31 Aug 2026");
  });

  test("two groups, several measures, missing values last", async () => {
    const data = await summary({
      groups: [{ path: "feedback.field.severity" }, { path: "feedback.closed" }],
      measures: [{ kind: "count" }],
    });
    const expected = await byHand(
      `select coalesce(values ->> 'severity', ''), s.is_closed::text, count(*)::int from feedback f
         join feedback_status s on s.id = f.status_id where f.type_id = $1 group by 1, 2 order by 1, 2`,
    );
    const found = data.rows.map(({ groups, values }) => [groups[0]?.key, groups[1]?.key, values[0]]);
    expect(found.toSorted(inOrder)).toEqual(expected.toSorted(inOrder));
    expect(data.rows.at(-1)?.groups[0]).toMatchObject({ kind: "missing", text: "None" });
  });

  test("statuses have their colours, also where all types are asked together", async () => {
    const data = await summary({
      source: "feedback",
      groups: [{ path: "feedback.status" }],
      measures: [{ kind: "count" }],
    });
    const colors = await byHand(`select name, color from feedback_status where type_id = $1 order by "order" limit 3`);
    const drawn = data.rows.map(({ groups: [status] }) => [status?.text, status?.color]);
    expect(Object.fromEntries(drawn)).toEqual(Object.fromEntries(colors));
  });

  test("the top ones and the others together are all", async () => {
    const data = await summary({
      groups: [{ path: "feedback.title", top: 5 }],
      measures: [
        { kind: "count" },
        { kind: "distinct", path: "feedback.title" },
        { kind: "average", path: "feedback.number" },
      ],
    });
    expect(data.rows).toHaveLength(6);
    expect(data.rows.at(-1)).toMatchObject({ groups: [{ kind: "other" }], values: [85, 85, expect.any(Number)] });
    expect(data.total).toEqual([90, 90, 45.5]);
  });

  test("ranges of a number, shares of the whole, and the numbers without a group", async () => {
    const ranges = await summary({
      groups: [{ path: "feedback.number", edges: [50, 10] }],
      measures: [{ kind: "count" }, { kind: "share" }, { kind: "sum", path: "feedback.number" }],
    });
    expect(tableOf(ranges).rows).toEqual([
      ["Below 10", 9, 0.1, 45],
      ["10 to below 50", 40, 40 / 90, 1180],
      ["50 and more", 41, 41 / 90, 2870],
    ]);
    const whole = await summary({ measures: [{ kind: "min", path: "feedback.created_at" }, { kind: "count" }] });
    expect(whole.rows).toEqual([{ groups: [], values: ["2026-09-02T17:30:00.000Z", 90] }]);
  });
});

test("behind every row of a summary are as many records as it counts", async () => {
  for (const groups of [
    [
      { path: "feedback.created_at", bucket: "month" as const },
      { path: "feedback.field.severity", top: 2 },
    ],
    [{ path: "feedback.status" }, { path: "feedback.number", edges: [10, 50] }],
    [{ path: "feedback.title", top: 3 }, { path: "feedback.closed" }],
    [{ path: "submitter.teams" }],
  ]) {
    const { source, question, data } = await answer({ groups, measures: [{ kind: "count" }] });
    if (data.shape !== "summary") throw new Error("Not a summary");
    let asked = 0;
    for (const row of data.rows) {
      const behind = drillCondition(data, row);
      if (!behind) throw new Error(`No condition for ${row.groups.map(({ text }) => text).join(", ")}`);
      const page = await listRecords(source, {
        condition: behind,
        context: question.context,
        columns: [],
        sort: [],
        limit: 200,
      });
      expect([row.groups.map(({ text }) => text), page.rows.length]).toEqual([
        row.groups.map(({ text }) => text),
        row.values[0],
      ]);
      asked += page.rows.length;
    }
    expect(asked).toBe(90);
  }
});

test("records come in their order, as many as were asked for, and it is said how many there are", async () => {
  const { data } = await answer({
    items: [{ path: "feedback.display_id" }, { path: "feedback.field.severity", label: "How bad" }],
    sort: [{ path: "feedback.display_id", dir: "desc" }],
    limit: 30,
  });
  if (data.shape !== "records") throw new Error("Not records");
  expect(data).toMatchObject({ count: 30, isCut: false });
  expect(tableOf(data).rows.slice(0, 3)).toEqual([
    ["BUG-90", "Low"],
    ["BUG-89", "Critical"],
    ["BUG-88", null],
  ]);
});

test("every data source of a project and of the community can be counted and listed by every field it has", async () => {
  for (const where of ["project", "community"] as const) {
    const actor = await cast.can("communityManager", "reports.read", where);
    for (const { key } of await listDataSources(actor)) {
      const source = await loadDataSource(actor, key);
      const items = source.catalog.list.slice(0, 100).map(({ path }) => ({ path }));
      const listed = elementDefinition.parse({ source: key, items, style: "table" });
      expect((await answerElement(await questionOf(actor, source, listed))).shape).toBe("records");
      for (const { path } of source.catalog.list) {
        const counted = elementDefinition.parse({
          source: key,
          groups: [{ path }],
          measures: [{ kind: "count" }],
          style: "table",
        });
        expect((await answerElement(await questionOf(actor, source, counted))).shape).toBe("summary");
      }
    }
  }
});

test("what is gone, or makes no sense, is refused by its name", async () => {
  await expect(answer({ groups: [{ path: "feedback.gone" }], measures: [{ kind: "count" }] })).rejects.toThrow(
    "feedback.gone",
  );
  await expect(answer({ measures: [{ kind: "sum", path: "feedback.title" }] })).rejects.toThrow("is no number");
  await expect(
    answer({ groups: [{ path: "feedback.title", bucket: "day" }], measures: [{ kind: "count" }] }),
  ).rejects.toThrow("is no date");
  await expect(answer({ measures: [{ kind: "max" }] })).rejects.toThrow("needs an item");
  await expect(answer({ items: [] })).rejects.toThrow("at least one item");
  await expect(
    loadDataSource(
      await cast.can("manager", "reports.read", "project"),
      "feedback:00000000-0000-0000-0000-000000000000",
    ),
  ).rejects.toThrow("gone");
  expect(noFilter.conditions).toEqual([]);
});

function inOrder(a: unknown[], b: unknown[]): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
