import { describe, expect, test } from "vitest";
import { originOf } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { pool, withConnection } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import type { ElementDraft } from "@/lib/elements/schema";
import { mergeValuesIn } from "@/lib/external-data/save-values";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { bugReport } from "@/lib/sample/feedback-types";
import { addToTeamIn } from "@/lib/teams/commands";
import type { Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { packageScene } from "@/lib/testing/package-scene";
import { fewChangedSince, withChanged } from "./changed";
import { findPackage } from "./load-package";
import { openPackage } from "./open-package";
import { listPulls } from "./queries";
import { readPage, type RowsPage } from "./rows";
import { takeSnapshot } from "./take-snapshot";

testDatabase();
const scene = packageScene();
const { addTickets, publish, get } = scene;

describe("the rows", () => {
  test("are those of SQL written by hand, typed, under stable keys", async () => {
    const { key: name } = await publish();
    const { status, json } = await get(`/api/packages/${name}.json`);
    const { rows } = await pool().query(
      `select f.display_id as "feedback.display_id", f.title as "feedback.title", f.weight as "feedback.weight", s.name as "feedback.status",
              to_char(f.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "feedback.created_at"
         from feedback f join feedback_status s on s.id = f.status_id where f.type_id = $1 order by f.id desc`,
      [scene.type],
    );
    expect(status).toBe(200);
    expect(json().items).toEqual(rows);
    expect(json().next).toBeNull();
    expect(json().columns[2]).toEqual({ key: "feedback.weight", label: "How much", type: "number" });
  });

  test("are counted up in a summary as by hand, days as dates", async () => {
    const groups = [{ path: "feedback.created_at", bucket: "month" as const }];
    const { key: name } = await publish(
      {},
      { groups, items: [], measures: [{ kind: "count" }, { kind: "sum", path: "feedback.weight" }] },
    );
    const { json } = await get(`/api/packages/${name}.json`);
    const { rows } = await pool().query(
      `select to_char(date_trunc('month', created_at at time zone 'UTC'), 'YYYY-MM-DD') as "feedback.created_at", count(*)::int as count,
              sum(weight)::float as sum_feedback_weight from feedback where type_id = $1 group by 1 order by 1`,
      [scene.type],
    );
    expect(json().items).toEqual(rows);
  });

  test("in CSV hold no formula, and every row", async () => {
    const { key: name, id } = await publish();
    const { text, headers } = await get(`/api/packages/${name}.csv`);
    const lines = text.split("\r\n");
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(lines[0]).toBe(
      '\uFEFF"feedback.display_id","feedback.title","feedback.weight","feedback.status","feedback.created_at"',
    );
    expect(lines.filter(Boolean)).toHaveLength(26);
    expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(text).toContain(`"'@SUM, ""quoted"""`);
    const paged = await get(`/api/packages/${name}?format=csv&limit=10000&labels=1`);
    expect(paged.text.split("\r\n").slice(1).toSorted()).toEqual(
      lines
        .slice(1)
        .map((line) => line.replace(/Z"$/, '.000Z"'))
        .toSorted(),
    );
    expect(paged.text).toContain('"How much"');
    const { rows } = await listPulls(await scene.cast.can("observer", "reports.read"), id);
    expect(rows.map(({ format, status, auth, rows: n }) => [format, status, auth, n])).toEqual([
      ["csv", 200, "x-api-key", 25],
      ["csv", 200, "x-api-key", 25],
    ]);
    expect(rows[1]?.bytes).toBe(Buffer.byteLength(text));
  });

  test("are neither missed nor doubled while others come and go", async () => {
    const { key: name } = await publish({}, { sort: [{ path: "feedback.title", dir: "asc" }] });
    const seen: string[] = [];
    let cursor: string | null = "";
    for (let turn = 0; cursor !== null; turn++) {
      const { json } = await get(`/api/packages/${name}.json?limit=7${cursor && `&cursor=${cursor}`}`);
      const page = json();
      seen.push(...page.items.map((item) => String(item["feedback.display_id"])));
      cursor = page.next;
      if (turn === 1) {
        await addTickets(1000, 1003);
        await db.feedback.updateMany({ where: { displayId: "BUG-2" }, data: { title: "Zz moved to the end" } });
      }
    }
    expect(seen.toSorted()).toEqual(Array.from({ length: 25 }, (_, n) => `BUG-${n + 1}`).toSorted());
    await db.feedback.deleteMany({ where: { number: { gte: 1000 } } });
  });

  test("can be only those that changed, where somebody knows", async () => {
    const { key: name } = await publish();
    const since = "2026-09-24T00:00:00Z";
    const count = async (from: string) =>
      (await get(`/api/packages/${name}.json?updatedSince=${from}`)).json().items.length;
    expect(await count(since)).toBe(3);
    await db.externalDataGroup.create({
      data: { projectId: scene.cast.project.id, target: "feedback", label: "Jira", key: `jira_${name}` },
    });
    const ticket = await db.feedback.findFirstOrThrow({ where: { typeId: scene.type, number: 3 } });
    const group = await db.externalDataGroup.findFirstOrThrow({ where: { key: `jira_${name}` } });
    await db.externalDataRecord.create({
      data: { groupId: group.id, recordId: ticket.id, values: {}, provenance: {}, updatedAt: new Date() },
    });
    expect(await count(since)).toBe(4);
    const summary = await publish({}, { items: [], measures: [{ kind: "count" }] });
    expect(await get(`/api/packages/${summary.key}.json?updatedSince=${since}`)).toMatchObject({ status: 400 });
  });

  test("of an element with a limit are those of its table, also of what changed, and also of its snapshot", async () => {
    const limited = { limit: 10, sort: [{ path: "feedback.weight", dir: "desc" as const }] };
    const { key: name, id } = await publish({ everyMinutes: 60, allowFresh: true }, limited);
    await takeSnapshot(id);
    const pull = async (asked: string) =>
      (await get(`/api/packages/${name}.${asked}`)).json().items.map((item) => item["feedback.display_id"]);
    const all = await pull("json?fresh=1");
    expect(all).toEqual([
      "BUG-25",
      "BUG-24",
      "BUG-23",
      "BUG-22",
      "BUG-21",
      "BUG-20",
      "BUG-19",
      "BUG-18",
      "BUG-17",
      "BUG-16",
    ]);
    await db.feedback.updateMany({
      where: { typeId: scene.type, number: { in: [1, 2, 20] } },
      data: { title: "Changed", modifiedAt: new Date("2031-01-01") },
    });
    expect(await pull("json?fresh=1&updatedSince=2030-12-31")).toEqual(["BUG-20"]);
    expect((await get(`/api/packages/${name}.csv?fresh=1&updatedSince=2030-12-31`)).text).not.toContain('BUG-1"');
    expect(await pull("json?updatedSince=2026-09-24T00:00:00Z")).toEqual(["BUG-25", "BUG-24", "BUG-23"]);
    const { rows } = await listPulls(await scene.cast.can("observer", "reports.read"), id);
    expect(rows.map(({ given }) => given)).toEqual([
      "updatedSince=2026-09-24T00:00:00Z",
      "updatedSince=2030-12-31, fresh=1",
      "updatedSince=2030-12-31, fresh=1",
      "fresh=1",
    ]);
    await db.feedback.updateMany({
      where: { typeId: scene.type, number: { in: [1, 2, 20] } },
      data: { modifiedAt: new Date("2026-09-05") },
    });
  });

  test("that changed are the same whether they are found by when they did or by going through all", async () => {
    const { id } = await publish();
    const found = await findPackage(id);
    const open = found && (await openPackage(found));
    if (!open || "error" in open) throw new Error("It is not published.");
    const since = new Date("2026-09-10T00:00:00Z");
    const few = await fewChangedSince(open.question, since);
    if (!few) throw new Error("They are not many.");
    const all = withChanged(open.question);
    for (const limit of [1, 7, 100]) {
      const pages: { found: unknown[]; passed: unknown[] } = { found: [], passed: [] };
      for (const [name, question] of [
        ["found", few],
        ["passed", all],
      ] as const)
        for (let cursor: string | null = ""; cursor !== null;) {
          const page: RowsPage = await readPage(
            { ...open, question },
            { limit, since: name === "found" ? null : since, ...(cursor && { cursor }) },
          );
          expect(page.rows.length).toBeLessThanOrEqual(limit);
          pages[name].push(...page.rows);
          cursor = page.next;
        }
      expect(pages.found.length).toBeGreaterThan(15);
      expect(pages.passed).toEqual(pages.found);
    }
  });

  test("of people are those whose account, part, teams or external data changed", async () => {
    const { people, project } = scene.cast;
    const projectId = project.id;
    const group = await db.externalDataGroup.create({ data: { projectId, target: "user", label: "CRM", key: "crm" } });
    const tier = { groupId: group.id, label: "Tier", key: "tier", parameter: "tier", type: "string" } as const;
    const { id: fieldId } = await db.externalDataField.create({ data: tier });
    const held = { groupId: group.id, recordId: people.manager.id };
    await db.externalDataRecord.create({ data: { ...held, values: {}, provenance: {} } });
    const team = await db.team.create({ data: { projectId, name: "Night shift" } });
    const { key: name } = await publish(
      { confirmed: ["user.username"] },
      { source: "users", items: [{ path: "user.username" }] },
    );
    const changes: [keyof Cast["people"] | null, () => Promise<unknown>][] = [
      [null, () => Promise.resolve()],
      ["observer", () => db.user.update({ where: { id: people.observer.id }, data: { firstName: "Changed" } })],
      ["support", () => db.participation.updateMany({ where: { userId: people.support.id }, data: { score: 5 } })],
      [
        "participant",
        async () => {
          const actor = await scene.cast.can("manager", "teams.write");
          const membership = { teamId: team.id, userId: people.participant.id, cause: originOf(actor) };
          await transaction((tx) => addToTeamIn(tx, actor, membership));
        },
      ],
      [
        "manager",
        async () => {
          const source = { source: "person", id: null, label: "", at: new Date().toISOString() } as const;
          await transaction((tx) => mergeValuesIn(tx, held, [{ fieldId, value: "Gold" }], source));
        },
      ],
    ];
    for (const [who, change] of changes) {
      for (const table of ["app_user", "participation", "external_data_record"])
        await pool().query(`update ${table} set updated_at = '2020-01-01'`);
      await change();
      const { items } = (await get(`/api/packages/${name}.json?updatedSince=2021-01-01`)).json();
      expect(items.map((item) => item["user.username"])).toEqual(who ? [people[who].username] : []);
    }
  });

  test("are not sent again to whoever has them", async () => {
    const { key: name } = await publish();
    const first = await get(`/api/packages/${name}.json`);
    const headers = { "x-api-key": scene.key.key, "if-none-match": first.headers.get("etag") ?? "" };
    expect(await get(`/api/packages/${name}.json`, headers)).toMatchObject({ status: 304, text: "" });
    await db.feedback.updateMany({ where: { displayId: "BUG-5" }, data: { title: "Changed" } });
    expect((await get(`/api/packages/${name}.json`, headers)).status).toBe(200);
  });
});

test("a summary of more than ten thousand rows is whole as a file, and page by page from a snapshot", async () => {
  const { id: many } = await createFeedbackType(
    await scene.cast.can("manager", "types.write"),
    feedbackTypeInput.parse({ ...bugReport, name: "Many", key: "many", prefix: "MNY" }),
  );
  await withConnection(async (connection) => {
    // What else is kept of ten thousand tickets takes seconds, and nothing here asks for it.
    await connection.query("set session_replication_role = replica");
    await connection.query(
      `insert into feedback (id, project_id, type_id, number, display_id, title, status_id, submitter_id, vote_count)
       select uuidv7(), $1, $2, n, 'MNY-' || n, '=T' || n, s.id, $3, n % 7
         from generate_series(1, 10100) n, (select id from feedback_status where type_id = $2 order by "order" limit 1) s`,
      [scene.cast.project.id, many, scene.cast.people.participant.id],
    );
    await connection.query("reset session_replication_role");
  });
  const groups = [{ path: "feedback.title" }];
  const draft = { source: `feedback:${many}`, groups, items: [], measures: [{ kind: "sum", path: "feedback.votes" }] };
  const { key: name, id } = await publish({ everyMinutes: 60, allowFresh: true }, draft as Partial<ElementDraft>);
  const { rows: byHand } = await pool().query<{ title: string; votes: number }>(
    "select title, vote_count as votes from feedback where type_id = $1 order by vote_count desc, number",
    [many],
  );
  const expected = byHand.map(({ title, votes }) => `"'${title}","${votes}"`);

  const refused = await get(`/api/packages/${name}.json`);
  expect([refused.status, refused.json().message]).toEqual([413, expect.stringContaining("let a snapshot be taken")]);
  expect((await get(`/api/packages/${name}.csv?limit=10`)).status).toBe(413);
  const live = await get(`/api/packages/${name}.csv`);
  expect(live.text.split("\r\n").slice(1, -1)).toEqual(expected);
  const { rows: pulls } = await listPulls(await scene.cast.can("manager", "reports.read"), id);
  expect(pulls[0]).toMatchObject({ status: 200, rows: expected.length });

  await takeSnapshot(id);
  expect(await db.dataPackage.findUnique({ where: { id } })).toMatchObject({ snapshotRows: expected.length });
  const items: unknown[] = [];
  for (let next: string | null = ""; next !== null;) {
    const page = (await get(`/api/packages/${name}.json?limit=4000${next && `&cursor=${next}`}`)).json();
    items.push(...page.items);
    next = page.next;
  }
  expect(items).toEqual(byHand.map(({ title, votes }) => ({ "feedback.title": title, sum_feedback_votes: votes })));
  expect((await get(`/api/packages/${name}.csv`)).text).toBe(live.text);
  expect((await get(`/api/packages/${name}.json?fresh=1`)).status).toBe(413);
});
