import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { readXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import type { Condition } from "@/lib/conditions/schema";
import { db } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { pool, withConnection } from "@/lib/db/pool";
import type { ElementDraft } from "@/lib/elements/schema";
import { testDatabase } from "@/lib/testing/database";
import { exportScene, reportOf, stateOf } from "@/lib/testing/export-scene";
import { makeFile } from "./make-file";
import { openExport } from "./open-export";

testDatabase();
const scene = exportScene();
const { list, start, read, element } = scene;

test("the CSV of a list has every record, its numbers as they are, and no text that could be a formula", async () => {
  const id = await start(list("columns=feedback.number,feedback.title,feedback.created_at&sort=feedback.number"));
  await makeFile(id);
  const { rows } = await pool().query<{ line: string }>(
    `select concat('"', number, '","', replace(case when n = any('{1,2,3,4,5}') then '''' || title else title end, '"', '""'), '","',
                   to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '"') as line
       from (select *, case when number = 9 then 1 else number end as n from feedback) t where type_id = $1 order by number`,
    [scene.type],
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
    [scene.type],
  );
  const [, ...lines] = (await read(id)).toString().trimEnd().split("\r\n");
  expect(lines).toEqual(rows.map(({ line }) => line));
});

test("months that were grouped by are the first of their days in the CSV", async () => {
  const groups = [{ path: "feedback.created_at", bucket: "month" as const }];
  const id = await start(await element({ groups, measures: [{ kind: "count" }] }));
  await makeFile(id);
  const { rows } = await pool().query<{ line: string }>(
    `select concat('"', to_char(created_at at time zone 'UTC', 'YYYY-MM-01'), '","', count(*), '"') as line
       from feedback where type_id = $1 group by to_char(created_at at time zone 'UTC', 'YYYY-MM-01') order by 1`,
    [scene.type],
  );
  const [, ...lines] = (await read(id)).toString().trimEnd().split("\r\n");
  expect(lines.length).toBeGreaterThan(0);
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
        definition: plainJson({ source: `feedback:${scene.type}`, style: "table", ...draft }),
      },
    });
  await add(1, "Old: gone?", { items: [{ path: "feedback.field.gone" }] });
  await add(2, "CON", { items: [{ path: "feedback.number" }], sort: [{ path: "feedback.number", dir: "desc" }] });
  const id = await start({ kind: "report", reportId: report }, "csv");
  await makeFile(id);
  expect(await stateOf(id)).toMatchObject({
    state: "done",
    fileName: expect.stringMatching(/^vega-weekly-[\d-]+\.\d\d\.zip$/),
    done: 3,
    total: 3,
    note: expect.stringContaining("Not in it: “Old: gone?”: The item “feedback.field.gone” does not exist any more."),
  });
  const file = await openExport(await scene.cast.can("observer", "home.read", "community"), id);
  expect(file.contentType).toBe("application/zip");
  const found = await unpacked(await read(id));
  expect(Object.keys(found)).toEqual(["01 Tickets.csv", "03 CON.csv", "READ ME.txt"]);
  const { rows } = await pool().query<{ number: string }>(
    "select number::text as number from feedback where type_id = $1 order by feedback.number desc",
    [scene.type],
  );
  const lines = (name: string) => (found[name] ?? "").trimEnd().split("\r\n").slice(1);
  expect(lines("03 CON.csv")).toEqual(rows.map(({ number }) => `"${number}"`));
  const groups = lines("01 Tickets.csv").map((line) => /,"([\d,]+)","1"$/.exec(line)?.[1]?.replaceAll(",", "") ?? "");
  expect(new Set(groups)).toEqual(new Set(rows.map(({ number }) => number)));
  expect(groups).toHaveLength(rows.length);
  expect(found["READ ME.txt"]).toContain("“Old: gone?”: The item “feedback.field.gone” does not exist any more.");
});

test("a file says at each element what it was narrowed by and what not, and is silent where nothing is to be said", async () => {
  const tickets = await element({ groups: [{ path: "feedback.closed" }], measures: [{ kind: "count" }] });
  const reportId = await reportOf(tickets);
  const request = { kind: "report", reportId } as const;
  const plain = await start(request, "csv");
  await makeFile(plain);
  expect(Object.keys(await unpacked(await read(plain)))).toEqual(["01 Tickets.csv"]);

  const closed = { field: "feedback.closed", is: "is_false" } as const;
  const users = { source: "users", style: "number", measures: [{ kind: "count" }] };
  const draft = { reportId, position: 1, name: "Testers", definition: plainJson(users) };
  await db.reportElement.create({ data: draft });
  await db.report.update({ where: { id: reportId }, data: { controls: [{ path: closed.field, label: "Done" }] } });
  const chosen: Condition = {
    match: "all",
    conditions: [closed, { field: "feedback.title", is: "contains", ask: true }],
  };
  const missed = "Not narrowed by Done: its data does not have that.";
  const [csv, pdf, xlsx] = [
    await start({ ...request, chosen }, "csv"),
    await start({ ...request, chosen }, "pdf"),
    await start({ ...request, chosen }, "xlsx"),
  ];
  for (const id of [csv, pdf, xlsx]) await makeFile(id);
  const readMe = (await unpacked(await read(csv)))["READ ME.txt"]?.split("\r\n\r\n") ?? [];
  expect(readMe[0]).toBe("Weekly");
  expect(readMe[1]).toMatch(/Made by observer.*, \d\d:\d\d$/);
  expect(readMe.slice(2)).toEqual([
    "Narrowed to: Done is No",
    "01 Tickets.csv\r\nFilter: Closed is No.",
    `02 Testers.csv\r\n${missed}`,
    "",
  ]);
  const page = await textOf(await read(pdf));
  for (const said of ["Narrowed to: Done is No", "Filter: Closed is No.", missed]) expect(page).toContain(said);
  const { sheets } = await readXlsx(await read(xlsx));
  expect(sheets[0]?.rows.slice(-2).map((row) => row[3])).toEqual(["Filter: Closed is No.", missed]);
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
  const list = {
    source: `feedback:${scene.type}`,
    style: "table",
    items,
    sort: [{ path: "feedback.number", dir: "asc" }],
  };
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
  const gone = { source: `feedback:${scene.type}`, style: "table", items: [{ path: "feedback.field.gone" }] };
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
  expect(text).toContain("Filter: Closed is No");
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
    [scene.type],
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
    values: [scene.type],
    rowMode: "array",
  });
  const { sheets } = await readXlsx(await read(id));
  expect(sheets.map(({ name }) => name)).toEqual(["Report", "Tickets"]);
  expect(sheets[1]?.rows.slice(1)).toEqual(rows);
});
