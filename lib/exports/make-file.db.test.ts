import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { readXlsx } from "hucre/xlsx";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { pool, withConnection } from "@/lib/db/pool";
import type { ElementDraft } from "@/lib/elements/schema";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { bugReport } from "@/lib/sample/feedback-types";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { deleteUser } from "@/lib/users/erase";
import { cancelExport, deleteExport, retryExport, startExport } from "./commands";
import { makeFile } from "./make-file";
import { openExport } from "./open-export";
import { listExports } from "./queries";
import type { ExportRequest } from "./schema";
import { exportLimits, type ExportFormat } from "./states";
import { storePieces } from "./store-pieces";
import { Unwanted } from "./watch-file";

testDatabase();

let cast: Cast;
let type: string;

const hostile = ["=1+1", "-2+3", "@SUM(A1)", "\tx", "＝1", "日本 عربى 🎉", 'a"b,c\nd', "-5", "+49 30 1234"];

/** 90 tickets, some of which have hostile titles and no severity. */
beforeAll(async () => {
  cast = await makeCast("vega");
  const parsed = feedbackTypeInput.parse(bugReport);
  ({ id: type } = await createFeedbackType(await cast.can("manager", "types.write"), parsed));
  await pool().query(
    `insert into feedback (id, project_id, type_id, number, display_id, title, status_id, submitter_id, created_at, modified_at, values)
     select gen_random_uuid(), $1, $2, n, 'BUG-' || n, coalesce(($4::text[])[n], 'Ticket ' || n),
            (select id from feedback_status s where s.type_id = $2 order by s."order" offset n % 3 limit 1),
            $3, timestamptz '2026-09-01 22:30:00+00' + n * interval '19 hours', now(),
            case when n % 4 = 0 then '{}' else jsonb_build_object('severity', (array['low','high','critical'])[n % 3 + 1]) end
       from generate_series(1, 90) n`,
    [cast.project.id, type, cast.people.participant.id, hostile],
  );
});

beforeEach(() => db.exportFile.deleteMany());

type Staff = "manager" | "support" | "observer";

const list = (query: string): ExportRequest => ({ kind: "list", source: `feedback:${type}`, query });

async function start(request: ExportRequest, format: ExportFormat = "csv", who: Staff = "observer"): Promise<string> {
  return (await startExport(await cast.can(who, "reports.read"), { request, format })).id;
}

async function read(id: string, who: Staff = "observer"): Promise<Buffer> {
  const file = await openExport(await cast.can(who, "home.read", "community"), id);
  const pieces: Uint8Array[] = [];
  for await (const piece of file.pieces()) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  expect(bytes).toHaveLength(file.bytes);
  return bytes;
}

const stateOf = (id: string) => db.exportFile.findUniqueOrThrow({ where: { id } });
const piecesOf = (id: string) => db.exportChunk.count({ where: { fileId: id } });

async function element(draft: Partial<ElementDraft>): Promise<ExportRequest> {
  const definition = plainJson({ source: `feedback:${type}`, style: "table", ...draft });
  const { elements } = await db.report.create({
    data: {
      projectId: cast.project.id,
      name: "Weekly",
      visibility: "project",
      elements: { create: { kind: "element", position: 0, name: "Tickets", definition } },
    },
    select: { elements: { select: { id: true } } },
  });
  return { kind: "element", elementId: elements[0]?.id ?? "" };
}

test("the CSV of a list has every record, its numbers as they are, and no text that could be a formula", async () => {
  const id = await start(list("columns=feedback.number,feedback.title,feedback.created_at&sort=feedback.number"));
  await makeFile(id);
  const { rows } = await pool().query<{ line: string }>(
    `select concat('"', number, '","', replace(case when n = any('{1,2,3,4,5}') then '''' || title else title end, '"', '""'), '","',
                   to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '"') as line
       from (select *, case when number = 9 then 1 else number end as n from feedback) t where type_id = $1 order by number`,
    [type],
  );
  const [head, ...lines] = (await read(id)).toString().trimEnd().split("\r\n");
  expect(head).toBe(`\uFEFF"ID","Title","Submitted"`.replace("ID", "Number"));
  expect(lines).toEqual(rows.map(({ line }) => line));
  expect(await stateOf(id)).toMatchObject({ state: "done", done: 90, total: 90, message: "", note: "" });
});

test("an element of records is written to its own limit, over those without a value too", async () => {
  const sort = [
    { path: "feedback.field.severity", dir: "asc" as const },
    { path: "feedback.number", dir: "asc" as const },
  ];
  const items = [{ path: "feedback.number" }, { path: "feedback.field.severity" }];
  const ids = [await start(await element({ items, sort, limit: 80 })), await start(await element({ items, sort }))];
  const files: string[][] = [];
  for (const id of ids) {
    await makeFile(id);
    files.push((await read(id)).toString().trimEnd().split("\r\n"));
  }
  expect(files[1]).toHaveLength(91);
  expect(files[0]).toEqual(files[1]?.slice(0, 81));
  expect(files[1]?.at(-1)).toMatch(/^"\d+",$/);
});

test("a summary is written as its table", async () => {
  const id = await start(
    await element({ groups: [{ path: "feedback.status" }], measures: [{ kind: "count" }, { kind: "share" }] }),
  );
  await makeFile(id);
  const { rows } = await pool().query<{ line: string }>(
    `select concat('"', s.name, '","', count(*), '","', count(*) / 90.0::float8, '"') as line
       from feedback f join feedback_status s on s.id = f.status_id where f.type_id = $1 group by s.id order by s."order"`,
    [type],
  );
  const [, ...lines] = (await read(id)).toString().trimEnd().split("\r\n");
  expect(lines).toEqual(rows.map(({ line }) => line));
});

test("a report as CSV is one package: every row of each element, and why one could not be read", async () => {
  const measures = [{ kind: "count" as const }];
  const request = await element({ groups: [{ path: "feedback.title" }, { path: "feedback.number" }], measures });
  const report = await reportOf(request);
  const add = (position: number, name: string, draft: Partial<ElementDraft>) =>
    db.reportElement.create({
      data: {
        reportId: report,
        position,
        name,
        definition: plainJson({ source: `feedback:${type}`, style: "table", ...draft }),
      },
    });
  await add(1, "Old: gone?", { items: [{ path: "feedback.field.gone" }] });
  await add(2, "CON", { items: [{ path: "feedback.number" }], sort: [{ path: "feedback.number", dir: "desc" }] });
  const id = await start({ kind: "report", reportId: report }, "csv");
  await makeFile(id);
  expect(await stateOf(id)).toMatchObject({
    state: "done",
    fileName: expect.stringMatching(/^vega-weekly-[\d-]+\.zip$/),
    done: 3,
    total: 3,
    note: expect.stringContaining("Not in it: “Old: gone?”: The item “feedback.field.gone” does not exist any more."),
  });
  const file = await openExport(await cast.can("observer", "home.read", "community"), id);
  expect(file.contentType).toBe("application/zip");
  const found = await unpacked(await read(id));
  expect(Object.keys(found)).toEqual(["01 Tickets.csv", "03 CON.csv", "READ ME.txt"]);
  const { rows } = await pool().query<{ number: string }>(
    "select number::text as number from feedback where type_id = $1 order by feedback.number desc",
    [type],
  );
  const lines = (name: string) => (found[name] ?? "").trimEnd().split("\r\n").slice(1);
  expect(lines("03 CON.csv")).toEqual(rows.map(({ number }) => `"${number}"`));
  const groups = lines("01 Tickets.csv").map((line) => /,"([\d,]+)","1"$/.exec(line)?.[1]?.replaceAll(",", "") ?? "");
  expect(new Set(groups)).toEqual(new Set(rows.map(({ number }) => number)));
  expect(groups).toHaveLength(rows.length);
  expect(found["READ ME.txt"]).toContain("“Old: gone?”: The item “feedback.field.gone” does not exist any more.");
});

test("a summary that is too long for a chart is a workbook of all its rows", async () => {
  await tickets(2001, 10_001);
  const measures = [{ kind: "count" as const }];
  const id = await start(await element({ groups: [{ path: "feedback.number" }], measures, style: "column" }), "xlsx");
  await makeFile(id);
  expect(await stateOf(id)).toMatchObject({
    state: "done",
    done: 10_091,
    note: "It has more than 10,000 rows, so there is no chart beside them.",
  });
  const { sheets } = await readXlsx(await read(id));
  expect(sheets).toHaveLength(1);
  expect(sheets[0]?.rows).toHaveLength(10_092);
});

test("the XLSX of a report has every row of its long elements, records and summaries", async () => {
  await tickets(2001, 10_001);
  const request = await element({ groups: [{ path: "feedback.display_id" }], measures: [{ kind: "count" }] });
  const reportId = await reportOf(request);
  const items = [{ path: "feedback.number" }, { path: "feedback.display_id" }];
  const list = { source: `feedback:${type}`, style: "table", items, sort: [{ path: "feedback.number", dir: "asc" }] };
  await db.reportElement.create({
    data: { reportId, kind: "element", position: 1, name: "List", definition: plainJson(list) },
  });
  const id = await start({ kind: "report", reportId }, "xlsx");
  await makeFile(id);
  expect(await stateOf(id)).toMatchObject({ state: "done", message: "", note: "", done: 2 });
  const { sheets } = await readXlsx(await read(id));
  const numbers = [
    ...Array.from({ length: 90 }, (_, n) => n + 1),
    ...Array.from({ length: 10_001 }, (_, n) => n + 2001),
  ];
  expect(sheets.slice(1).map(({ rows }) => rows.slice(1))).toEqual([
    numbers.map((n) => [`BUG-${n}`, 1]),
    numbers.map((n) => [n, `BUG-${n}`]),
  ]);
  expect(sheets[0]?.rows.slice(-2).map((row) => row.slice(0, 3))).toEqual([
    ["Tickets", "Tickets", 10_091],
    ["List", "List", 10_091],
  ]);
  await tickets(2001, 0);
});

/** `count` more tickets from a number on, those that were there before taken away. */
async function tickets(from: number, count: number): Promise<void> {
  await withConnection(async (connection) => {
    // What else is kept of ten thousand tickets takes seconds, and nothing here asks for it.
    await connection.query("set session_replication_role = replica");
    await connection.query("delete from feedback where number >= $1", [from]);
    await connection.query(
      `insert into feedback (id, project_id, type_id, number, display_id, title, status_id, submitter_id)
       select uuidv7(), project_id, type_id, n, 'BUG-' || n, 'Many', status_id, submitter_id
         from (select * from feedback where number = 1) f, generate_series($1::int, $1::int + $2::int - 1) n`,
      [from, count],
    );
    await connection.query("reset session_replication_role");
  });
}

async function reportOf(request: ExportRequest): Promise<string> {
  const elementId = request.kind === "element" ? request.elementId : "";
  return (await db.reportElement.findUniqueOrThrow({ where: { id: elementId } })).reportId;
}

/** The files in a package by their names. */
async function unpacked(zip: Buffer): Promise<Record<string, string>> {
  const script = `import io, json, sys, zipfile
package = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
print(json.dumps({i.filename: package.read(i).decode("utf-8-sig") for i in package.infolist()}))`;
  const python = promisify(execFile)("python3", ["-c", script], { maxBuffer: 1e8 });
  python.child.stdin?.end(zip);
  return JSON.parse((await python).stdout) as Record<string, string>;
}

test("the PDF of a report says where it is from, as of when, what applied, and where rows are left out", async () => {
  const request = await element({
    items: [{ path: "feedback.title" }],
    condition: { match: "all", conditions: [{ field: "feedback.closed", is: "is_false" }] },
  });
  const report = await reportOf(request);
  const gone = { source: `feedback:${type}`, style: "table", items: [{ path: "feedback.field.gone" }] };
  await db.reportElement.create({
    data: { reportId: report, position: 1, name: "Old", definition: plainJson(gone) },
  });
  const id = await start({ kind: "report", reportId: report }, "pdf");
  await makeFile(id);
  expect(await stateOf(id)).toMatchObject({
    state: "done",
    message: "",
    done: 1,
    fileName: expect.stringMatching(/^vega-weekly-/),
  });
  const text = await textOf(await read(id));
  expect(text).toContain("Weekly");
  expect(text).toMatch(/Data as of \d+ \w+ \d{4}, \d\d:\d\d \(UTC\)/);
  expect(text).toContain("Made by observer");
  expect(text).toContain("Filter: Closed is false");
  expect(text).toContain("“Old” cannot be shown. The item “feedback.field.gone” does not exist any more.");
  expect(text).toContain("日本");
});

test("the PDF of a list has its first thousand rows, and says so", async () => {
  await tickets(2001, 1_001);
  const longer = await start(list("columns=feedback.number&q=many"), "pdf");
  await makeFile(longer);
  expect(await stateOf(longer)).toMatchObject({ note: expect.stringContaining("The first 1,000 of 1,001 rows.") });
  const text = await textOf(await read(longer));
  expect(text).toContain("The first 1,000 of 1,001 rows. The complete table:");
  expect(text).toContain("Search: “many”");
  await tickets(2001, 0);
});

async function textOf(pdf: Buffer): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "fieldpost-pdf-"));
  try {
    await writeFile(path.join(folder, "a.pdf"), pdf);
    const { stdout } = await promisify(execFile)("pdftotext", ["-layout", path.join(folder, "a.pdf"), "-"]);
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("the XLSX of a list has typed cells, and text that stays text", async () => {
  const id = await start(
    list("columns=feedback.number,feedback.title,feedback.closed,feedback.created_at&sort=feedback.number"),
    "xlsx",
  );
  await makeFile(id);
  expect(await stateOf(id)).toMatchObject({ state: "done", done: 90, message: "" });
  const { rows } = await pool().query<{ number: number; title: string; closed: boolean; at: Date }>(
    `select number, title, s.is_closed as closed, date_trunc('second', created_at) as at
       from feedback f join feedback_status s on s.id = f.status_id where f.type_id = $1 order by number`,
    [type],
  );
  const { sheets } = await readXlsx(await read(id));
  const [head, ...cells] = sheets[0]?.rows ?? [];
  expect(head).toEqual(["Number", "Title", "Closed", "Submitted"]);
  expect(cells).toEqual(rows.map(({ number, title, closed, at }) => [number, title, closed, at]));
});

test("the XLSX of a report has a sheet for each element", async () => {
  const request = await element({
    groups: [{ path: "feedback.status" }],
    measures: [{ kind: "count" }],
    style: "column",
  });
  const id = await start(request, "xlsx");
  await makeFile(id);
  expect(await stateOf(id)).toMatchObject({ state: "done", message: "" });
  const { rows } = await pool().query<unknown[]>({
    text: `select s.name, count(*)::int from feedback f join feedback_status s on s.id = f.status_id
            where f.type_id = $1 group by s.id order by s."order"`,
    values: [type],
    rowMode: "array",
  });
  const { sheets } = await readXlsx(await read(id));
  expect(sheets.map(({ name }) => name)).toEqual(["Report", "Tickets"]);
  expect(sheets[1]?.rows.slice(1)).toEqual(rows);
});

test("it is written with the rights that its person has then, and read with those they have when they take it", async () => {
  const [written, late] = [await start(list("")), await start(list(""))];
  await makeFile(written);
  const where = { projectId: cast.project.id, userId: cast.people.observer.id };
  await db.participation.updateMany({ where, data: { role: "participant" } });
  try {
    await makeFile(late);
    expect(await stateOf(late)).toMatchObject({ state: "failed", message: expect.stringContaining("reports.read") });
    expect(await piecesOf(late)).toBe(0);
    await expect(read(written)).rejects.toMatchObject({ code: "forbidden" });
    await db.participation.updateMany({ where, data: { state: "removed" } });
    await expect(read(written)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("any more"),
    });
  } finally {
    await db.participation.updateMany({ where, data: { role: "observer", state: "active" } });
  }
  await retryExport(await cast.can("observer", "home.read", "community"), late);
  await makeFile(late);
  expect(await read(late)).toEqual(await read(written));
});

test("a file is taken by whoever may still open what it is of: its report, or its filter and view", async () => {
  const inElement = await element({ items: [{ path: "feedback.title" }] });
  const reportId = await reportOf(inElement);
  const ownerId = cast.people.manager.id;
  const view = await db.savedView.create({
    data: {
      projectId: cast.project.id,
      ownerId,
      visibility: "project",
      source: `feedback:${type}`,
      name: "Ours",
      columns: [{ path: "feedback.title" }],
    },
    select: { id: true },
  });
  const ids = [
    await start({ kind: "report", reportId }, "pdf"),
    await start(inElement),
    await start(list(`view=${view.id}`)),
  ];
  for (const id of ids) {
    await makeFile(id);
    expect((await read(id)).length).toBeGreaterThan(0);
  }
  await db.report.update({ where: { id: reportId }, data: { visibility: "mine", ownerId } });
  await db.savedView.update({ where: { id: view.id }, data: { visibility: "mine" } });
  for (const id of ids)
    await expect(read(id)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(
        /^You may not see .* not shared with you\..* shared with you again, or delete the file\.$/,
      ),
    });
  const team = await db.team.create({
    data: {
      projectId: cast.project.id,
      name: "Readers",
      memberships: { create: { userId: cast.people.observer.id } },
      reportAccess: { create: { reportId } },
    },
    select: { id: true },
  });
  for (const id of ids.slice(0, 2)) expect((await read(id)).length).toBeGreaterThan(0);
  await db.team.delete({ where: { id: team.id } });
  await expect(read(ids[0] ?? "")).rejects.toMatchObject({ code: "forbidden" });
});

test("nobody has the file of another, and no list of another project", async () => {
  const id = await start(list(""));
  await makeFile(id);
  await expect(read(id, "manager")).rejects.toMatchObject({ code: "not_found" });
  const manager = await cast.can("manager", "home.read", "community");
  await expect(deleteExport(manager, id)).rejects.toMatchObject({ code: "not_found" });
  expect((await listExports(manager, null)).rows).toEqual([]);
  const elsewhere = await makeCast();
  const stranger = await elsewhere.can("manager", "reports.read");
  const foreign = startExport(stranger, { request: list(""), format: "csv" });
  await expect(foreign).rejects.toMatchObject({ code: "not_found" });
  const report = await element({ items: [{ path: "feedback.title" }] });
  await expect(startExport(stranger, { request: report, format: "csv" })).rejects.toMatchObject({ code: "not_found" });
});

test("a file that is cancelled ends within a second, also while PostgreSQL is at work", async () => {
  const reportId = await reportOf(await element({ items: [{ path: "feedback.title" }] }));
  for (const request of [list(""), { kind: "report" as const, reportId }]) {
    const id = await start(request);
    await withConnection(async (connection) => {
      await connection.query("begin; lock table feedback in access exclusive mode");
      const making = makeFile(id);
      await vi.waitUntil(async () => (await stateOf(id)).state === "running");
      await cancelExport(await cast.can("observer", "home.read", "community"), id);
      const from = performance.now();
      await making;
      expect(performance.now() - from).toBeLessThan(1_000);
      await connection.query("rollback");
    });
    expect(await stateOf(id)).toMatchObject({ state: "cancelled" });
    expect(await piecesOf(id)).toBe(0);
    await makeFile(id);
    expect(await stateOf(id)).toMatchObject({ state: "cancelled" });
  }
});

test("a file whose writer died is begun again, and the dead one writes no more", async () => {
  const id = await start(list(""));
  await db.exportFile.update({ where: { id }, data: { state: "running", attempt: 1 } });
  const rest = async function* () {
    yield await Promise.resolve(Buffer.alloc(exportLimits.piece * 2 + 1, "old "));
  };
  await storePieces({ id, attempt: 1 }, rest());
  await makeFile(id);
  expect((await read(id)).toString()).not.toContain("old ");
  await expect(storePieces({ id, attempt: 1 }, rest())).rejects.toBeInstanceOf(Unwanted);
  await db.exportFile.update({ where: { id }, data: { state: "running", attempt: exportLimits.attempts } });
  await makeFile(id);
  expect(await stateOf(id)).toMatchObject({ state: "failed", message: expect.stringContaining("again and again") });
});

test("one person has ten files under way", async () => {
  for (let n = 0; n < exportLimits.waiting; n++) await start(list(""));
  await expect(start(list(""))).rejects.toMatchObject({ code: "too_many" });
  await start(list(""), "csv", "support");
});

test("what is gone meanwhile is said", async () => {
  const id = await start(await element({ items: [{ path: "feedback.title" }] }));
  await db.report.deleteMany();
  await makeFile(id);
  expect(await stateOf(id)).toMatchObject({
    state: "failed",
    message: expect.stringContaining("no such report element"),
  });
  await expect(start(list(`view=${randomUUID()}`))).rejects.toMatchObject({ code: "not_found" });
});

test("whoever is erased takes their files along", async () => {
  const id = await start(list(""), "csv", "support");
  await makeFile(id);
  await deleteUser(await cast.can("communityManager", "users.write", "community"), cast.people.support.id);
  expect(await db.exportFile.count({ where: { id } })).toBe(0);
  expect(await piecesOf(id)).toBe(0);
});
