import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { createApiKey, switchApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { originOf } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { pool, withConnection } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { elementDefinition, type ElementDraft } from "@/lib/elements/schema";
import { mergeValuesIn } from "@/lib/external-data/save-values";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { makeListenerLimits } from "@/lib/listeners/limits";
import { addBlock } from "@/lib/reports/block-commands";
import { bugReport } from "@/lib/sample/feedback-types";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { addToTeamIn } from "@/lib/teams/commands";
import { answerPull } from "./answer-pull";
import { fewChangedSince, withChanged } from "./changed";
import { savePackage } from "./commands";
import { findPackage } from "./load-package";
import { openPackage } from "./open-package";
import { getPackageUrl, listPulls } from "./queries";
import { readPullRequest, tokenHeader } from "./read-request";
import { readPage, type RowsPage } from "./rows";
import { packageInput } from "./schema";
import { packageJobs, queueDueSnapshots, takeSnapshot } from "./take-snapshot";

testDatabase();

let cast: Cast;
let there: Cast;
let key: { id: string; key: string };
let type: string;

beforeAll(async () => {
  cast = await makeCast("vega");
  there = await makeCast("other");
  key = await createApiKey(
    await cast.can("communityManager", "apiKeys.write", "community"),
    apiKeyInput.parse({ name: "BI" }),
  );
  ({ id: type } = await createFeedbackType(
    await cast.can("manager", "types.write"),
    feedbackTypeInput.parse(bugReport),
  ));
  await addTickets(1, 25);
});

async function addTickets(from: number, to: number) {
  await pool().query(
    `insert into feedback (id, project_id, type_id, number, display_id, title, status_id, submitter_id, weight, created_at, modified_at)
     select uuidv7(), $1, $2, n, 'BUG-' || n, case when n = 7 then '=HYPERLINK("http://evil")' when n = 8 then '@SUM, "quoted"' else 'Ticket ' || n end,
            (select id from feedback_status s where s.type_id = $2 order by s."order" offset n % 3 limit 1), $3, n / 2.0,
            timestamptz '2026-09-01 00:00:00+00' + n * interval '1 day', timestamptz '2026-09-01 00:00:00+00' + n * interval '1 day'
       from generate_series($4::int, $5::int) n`,
    [cast.project.id, type, cast.people.participant.id, from, to],
  );
}

const items = [
  { path: "feedback.display_id" },
  { path: "feedback.title" },
  { path: "feedback.weight", label: "How much" },
  { path: "feedback.status" },
  { path: "feedback.created_at" },
];

async function element(draft: Partial<ElementDraft> = {}, of = cast): Promise<string> {
  const definition = elementDefinition.parse({ source: `feedback:${type}`, style: "table", items, ...draft });
  const made = await addBlock(await of.can("manager", "reports.write"), {
    destination: { kind: "new", name: randomUUID() },
    block: { kind: "element", name: "Tickets", isHalf: false, definition },
  });
  return made.id;
}

async function publish(change: object = {}, draft: Partial<ElementDraft> = {}) {
  const id = randomUUID();
  const input = packageInput.parse({
    id,
    kind: "package",
    name: "Tickets",
    key: `p${id.slice(0, 8)}`,
    apiKeyId: key.id,
    elementId: await element(draft),
    ...change,
  });
  await savePackage(await cast.can("manager", "reports.write"), input);
  return input;
}

const limits = makeListenerLimits({ failures: 1_000 });

async function get(path: string, headers: Record<string, string> = { "x-api-key": key.key }) {
  const kind = path.startsWith("/api/lookups/") ? "lookup" : "package";
  const request = new Request(`http://localhost${path}`, { headers });
  const response = await answerPull(readPullRequest(kind, request, "10.0.0.1"), limits);
  // A text would come without its byte order mark.
  const text = Buffer.from(await response.arrayBuffer()).toString();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
}

describe("the rows", () => {
  test("are those of SQL written by hand, typed, under stable keys", async () => {
    const { key: name } = await publish();
    const { status, json } = await get(`/api/packages/${name}.json`);
    const { rows } = await pool().query(
      `select f.display_id as "feedback.display_id", f.title as "feedback.title", f.weight as "feedback.weight", s.name as "feedback.status",
              to_char(f.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "feedback.created_at"
         from feedback f join feedback_status s on s.id = f.status_id where f.type_id = $1 order by f.id desc`,
      [type],
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
      [type],
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
    const { rows } = await listPulls(await cast.can("observer", "reports.read"), id);
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
      const page = json() as { items: Record<string, string>[]; next: string | null };
      seen.push(...page.items.map((item) => item["feedback.display_id"] ?? ""));
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
      data: { projectId: cast.project.id, target: "feedback", label: "Jira", key: `jira_${name}` },
    });
    const ticket = await db.feedback.findFirstOrThrow({ where: { typeId: type, number: 3 } });
    const group = await db.externalDataGroup.findFirstOrThrow({ where: { key: `jira_${name}` } });
    await db.externalDataRecord.create({
      data: { groupId: group.id, recordId: ticket.id, values: {}, provenance: {}, updatedAt: new Date() },
    });
    expect(await count(since)).toBe(4);
    const summary = await publish({}, { items: [], measures: [{ kind: "count" }] });
    expect(await get(`/api/packages/${summary.key}.json?updatedSince=${since}`)).toMatchObject({ status: 400 });
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
    const { people, project } = cast;
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
          const actor = await cast.can("manager", "teams.write");
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
      const items: Record<string, string>[] = (await get(`/api/packages/${name}.json?updatedSince=2021-01-01`)).json()
        .items;
      expect(items.map((item) => item["user.username"])).toEqual(who ? [people[who].username] : []);
    }
  });

  test("are not sent again to whoever has them", async () => {
    const { key: name } = await publish();
    const first = await get(`/api/packages/${name}.json`);
    const headers = { "x-api-key": key.key, "if-none-match": first.headers.get("etag") ?? "" };
    expect(await get(`/api/packages/${name}.json`, headers)).toMatchObject({ status: 304, text: "" });
    await db.feedback.updateMany({ where: { displayId: "BUG-5" }, data: { title: "Changed" } });
    expect((await get(`/api/packages/${name}.json`, headers)).status).toBe(200);
  });
});

describe("a snapshot", () => {
  test("is given with its time until the next, page by page", async () => {
    const { key: name, id } = await publish({ everyMinutes: 60, allowFresh: true });
    await queueDueSnapshots();
    await takeSnapshot(id);
    await addTickets(2000, 2000);
    const first = await get(`/api/packages/${name}.json?limit=20`);
    const headers = { "x-api-key": key.key, "if-none-match": first.headers.get("etag") ?? "" };
    expect((await get(`/api/packages/${name}.json?limit=20`, headers)).status).toBe(304);
    expect((await get(`/api/packages/${name}.json?limit=21`, headers)).status).toBe(200);
    const page = first.json();
    const kept = await db.dataPackage.findUniqueOrThrow({ where: { id } });
    expect(page.generatedAt).toBe(kept.snapshotAt?.toISOString());
    // Another one is taken while the pages are turned.
    await takeSnapshot(id);
    expect((await get(`/api/packages/${name}.json?limit=20`, headers)).status).toBe(200);
    const rest = (await get(`/api/packages/${name}.json?limit=20&cursor=${page.next}`)).json();
    expect(page.items.length + rest.items.length).toBe(25);
    // Both are of one moment, whatever was taken since.
    const apart = Date.parse(page.generatedAt) - Date.parse(rest.generatedAt);
    expect(apart).toBeGreaterThanOrEqual(0);
    const newest = await db.dataPackage.findUniqueOrThrow({ where: { id } });
    expect(Date.parse(rest.generatedAt)).toBeLessThan(Number(newest.snapshotAt) - apart);
    expect(rest.next).toBeNull();
    const whole = await get(`/api/packages/${name}.csv`);
    expect(whole.text.split("\r\n").filter(Boolean)).toHaveLength(27);
    expect(
      (
        await get(`/api/packages/${name}.csv`, {
          "x-api-key": key.key,
          "if-none-match": whole.headers.get("etag") ?? "",
        })
      ).status,
    ).toBe(304);
    expect((await get(`/api/packages/${name}.json?updatedSince=2030-01-01`)).json().items).toHaveLength(1);
    await db.feedback.deleteMany({ where: { number: 2000 } });
    expect((await get(`/api/packages/${name}.json?fresh=1`)).json().items).toHaveLength(25);
    await takeSnapshot(id);
    expect(await get(`/api/packages/${name}.json?cursor=${page.next}`)).toMatchObject({ status: 400 });
  });

  test("is taken once, however often it is asked for", async () => {
    const { id } = await publish({ everyMinutes: 60 });
    const job = () => packageJobs["packages.snapshot"]({ packageId: id });
    await Promise.all([job(), job(), job()]);
    const { snapshotId } = await db.dataPackage.findUniqueOrThrow({ where: { id } });
    await job();
    expect((await db.dataPackage.findUniqueOrThrow({ where: { id } })).snapshotId).toBe(snapshotId);
    expect(await db.dataPackageChunk.count({ where: { packageId: id } })).toBe(1);
  });

  test("is passed over once the element shows something else, and is asked anew only where that is allowed", async () => {
    const input = await publish({ everyMinutes: 60 });
    await takeSnapshot(input.id);
    expect(await get(`/api/packages/${input.key}.json?fresh=1`)).toMatchObject({ status: 403 });
    const { definition } = await db.reportElement.findUniqueOrThrow({ where: { id: input.elementId } });
    await db.reportElement.update({
      where: { id: input.elementId },
      data: { definition: { ...(definition as object), items: items.slice(0, 1) } },
    });
    expect((await get(`/api/packages/${input.key}.json`)).json().columns).toHaveLength(1);
  });
});

describe("who may pull", () => {
  test("whoever has the key or the token of this package, and nobody else", async () => {
    const input = await publish();
    const path = `/api/packages/${input.key}.json`;
    const url = new URL(await getPackageUrl(await cast.can("manager", "reports.write"), { ...input, kind: "package" }));
    const token = url.searchParams.get("token") ?? "";
    expect(url.pathname).toBe(path);
    expect((await get(path, { authorization: `Bearer ${key.key}` })).status).toBe(200);
    expect((await get(path, { [tokenHeader]: token })).status).toBe(200);
    const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString("base64")}` });
    expect((await get(path, basic(`anybody:${key.key}`))).status).toBe(200);
    const other = await publish();
    const wrong = [
      await get(`/api/packages/${other.key}.json`, { [tokenHeader]: token }),
      await get(path, {}),
      await get(path, basic(key.key)),
      await get(path, basic(`${key.key}:`)),
      await get(path, basic(`anybody:x${key.key}`)),
      await get(path, { "x-api-key": "fp_nobody" }),
      await get(path, { [tokenHeader]: key.key }),
      await get("/api/packages/nothing.json"),
      await get(`/api/lookups/${input.key}/jane.json`),
    ];
    expect(wrong.map(({ status }) => status)).toEqual(wrong.map(() => 401));
    expect(new Set(wrong.map(({ text }) => text)).size).toBe(1);
    await expect(
      getPackageUrl(await there.can("manager", "reports.write"), { ...input, kind: "package" }),
    ).rejects.toThrow("There is no such data package");
  });

  test("nobody with a key that is off, over the limit, by an address where a header is asked for", async () => {
    const input = await publish({ headerOnly: true });
    const path = `/api/packages/${input.key}.json`;
    const draft = { ...input, kind: "package" as const, headerOnly: false };
    const url = new URL(await getPackageUrl(await cast.can("manager", "reports.write"), draft));
    const refused = await get(path, { [tokenHeader]: url.searchParams.get("token") ?? "" });
    expect([refused.status, refused.json().error]).toEqual([403, "header_only"]);
    const admin = await cast.can("communityManager", "apiKeys.write", "community");
    await switchApiKey(admin, { id: key.id, enabled: false });
    expect((await get(path)).status).toBe(401);
    await switchApiKey(admin, { id: key.id, enabled: true });
    const once = makeListenerLimits({ calls: 1 });
    const pull = () => {
      const request = new Request(`http://localhost${path}`, { headers: { "x-api-key": key.key } });
      return answerPull(readPullRequest("package", request, "10.0.0.2"), once);
    };
    await (await pull()).text();
    const second = await pull();
    expect([second.status, second.headers.get("retry-after")]).toEqual([429, "10"]);
  });

  test("nothing is given once its publisher may not, its element is gone, or shows personal data nobody agreed to", async () => {
    const input = await publish();
    const path = `/api/packages/${input.key}.json`;
    const part = { projectId_userId: { projectId: cast.project.id, userId: cast.people.manager.id } };
    await db.participation.update({ where: part, data: { role: "support" } });
    expect((await get(path)).json()).toMatchObject({
      error: "gone",
      message: expect.stringContaining("save it again"),
    });
    await db.participation.update({ where: part, data: { role: "manager" } });
    await db.reportElement.update({
      where: { id: input.elementId },
      data: { definition: { source: "users", style: "table", items: [{ path: "user.email" }] } },
    });
    expect((await get(path)).json()).toMatchObject({
      error: "not_confirmed",
      message: expect.stringContaining("E-mail"),
    });
    await db.reportElement.delete({ where: { id: input.elementId } });
    expect((await get(path)).status).toBe(410);
  });

  test("personal data are published only when they were agreed to by name", async () => {
    const users: Partial<ElementDraft> = {
      source: "users",
      items: [{ path: "user.username" }, { path: "user.score" }],
    };
    await expect(publish({}, users)).rejects.toThrow("This publishes personal data: Username.");
    const { key: name } = await publish({ confirmed: ["user.username"] }, users);
    expect((await get(`/api/packages/${name}.json`)).json().items).toHaveLength(5);
  });

  test("an element of another project cannot be published", async () => {
    const theirs = await element({ source: "feedback" }, there);
    await expect(publish({ elementId: theirs })).rejects.toThrow("There is no such report element");
  });
});

test("a summary of more than ten thousand rows is whole as a file, and page by page from a snapshot", async () => {
  const { id: many } = await createFeedbackType(
    await cast.can("manager", "types.write"),
    feedbackTypeInput.parse({ ...bugReport, name: "Many", key: "many", prefix: "MNY" }),
  );
  await withConnection(async (connection) => {
    // What else is kept of ten thousand tickets takes seconds, and nothing here asks for it.
    await connection.query("set session_replication_role = replica");
    await connection.query(
      `insert into feedback (id, project_id, type_id, number, display_id, title, status_id, submitter_id, vote_count)
       select uuidv7(), $1, $2, n, 'MNY-' || n, '=T' || n, s.id, $3, n % 7
         from generate_series(1, 10100) n, (select id from feedback_status where type_id = $2 order by "order" limit 1) s`,
      [cast.project.id, many, cast.people.participant.id],
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
  const { rows: pulls } = await listPulls(await cast.can("manager", "reports.read"), id);
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

test("nothing that can be sent is answered with 500", async () => {
  const { key: name } = await publish();
  const { key: snapshot, id } = await publish({ everyMinutes: 15 });
  await takeSnapshot(id);
  const made = (position: unknown) => Buffer.from(JSON.stringify(["-id", position])).toString("base64url");
  const queries = [
    "limit=0", "limit=99999", "limit=-1", "limit=1e3", "limit=%00", "cursor=", "cursor=x", "cursor=%00", "cursor=r5",
    `cursor=${made(["nothing"])}`, `cursor=${made([null])}`, `cursor=${made([])}`, `cursor=${made({})}`,
    "cursor=s00000000-0000-4000-8000-000000000000.5", "cursor=s-----------------------------------x.1",
    "updatedSince=yesterday", "updatedSince=2026-13-01", "updatedSince=%F0%9F%98%80", "fresh=maybe", "labels=%FF", `format=${"x".repeat(5_000)}`,
  ]; // prettier-ignore
  for (const key of [name, snapshot])
    for (const query of queries) {
      const { status } = await get(`/api/packages/${key}.json?${query}`);
      expect([200, 400, 403], query).toContain(status);
    }
  for (const path of ["%E0%A4%A.json", "..%2f..%2fetc", "a%00b.csv", "x".repeat(500), `${name}.json.json`])
    expect((await get(`/api/packages/${path}`)).status, path).toBe(401);
});
