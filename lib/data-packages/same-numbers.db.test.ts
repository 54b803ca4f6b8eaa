import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { beforeAll, expect, test } from "vitest";
import { createApiKey } from "@/lib/api-keys/commands";
import { apiKeyInput } from "@/lib/api-keys/schema";
import { pool } from "@/lib/db/pool";
import { elementDefinition, type ElementDraft } from "@/lib/elements/schema";
import { tableOf } from "@/lib/elements/table";
import { startExport } from "@/lib/exports/commands";
import { makeFile } from "@/lib/exports/make-file";
import { openExport } from "@/lib/exports/open-export";
import type { ExportFormat } from "@/lib/exports/states";
import { createFeedbackType } from "@/lib/feedback/save-type";
import { feedbackTypeInput } from "@/lib/feedback/schema";
import { makeListenerLimits } from "@/lib/listeners/limits";
import { addBlock } from "@/lib/reports/block-commands";
import { drawElement } from "@/lib/reports/draw-element";
import { getElement } from "@/lib/reports/queries";
import { readElement } from "@/lib/reports/read-element";
import { bugReport } from "@/lib/sample/feedback-types";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { answerPull } from "./answer-pull";
import { savePackage } from "./commands";
import { readPullRequest } from "./read-request";
import { packageInput } from "./schema";

testDatabase();

let cast: Cast;
let key: { id: string; key: string };
let element: string;
let table: string;

const draft: Omit<ElementDraft, "source"> = {
  groups: [{ path: "feedback.field.severity" }],
  measures: [
    { kind: "count" },
    { kind: "sum", path: "feedback.weight" },
    { kind: "min", path: "feedback.number" },
    { kind: "average", path: "feedback.votes" },
  ],
  style: "column",
};

/** 137 tickets of three severities, or none, with weights in halves. */
beforeAll(async () => {
  cast = await makeCast("vega");
  key = await createApiKey(
    await cast.can("communityManager", "apiKeys.write", "community"),
    apiKeyInput.parse({ name: "BI" }),
  );
  const type = await createFeedbackType(await cast.can("manager", "types.write"), feedbackTypeInput.parse(bugReport));
  await pool().query(
    `insert into feedback (id, project_id, type_id, number, display_id, title, status_id, submitter_id, vote_count, values)
     select uuidv7(), $1, $2, n, 'BUG-' || n, 'Ticket ' || n, s.id, $3, n % 8,
            case when n % 5 = 0 then '{}' else jsonb_build_object('severity', (array['low', 'high', 'critical'])[n % 3 + 1]) end
       from generate_series(1, 137) n cross join (select id from feedback_status where type_id = $2 limit 1) s`,
    [cast.project.id, type.id, cast.people.participant.id],
  );
  // What options weigh is none of this test's business.
  await pool().query("update feedback set weight = number / 2.0 where type_id = $1", [type.id]);
  const add = async (style: ElementDraft["style"]) => {
    const definition = elementDefinition.parse({ source: `feedback:${type.id}`, ...draft, style });
    const { id } = await addBlock(await cast.can("manager", "reports.write"), {
      destination: { kind: "new", name: "Same numbers" },
      block: { kind: "element", name: "Severities", isHalf: false, definition },
    });
    return id;
  };
  [element, table] = [await add("column"), await add("table")];
});

/** Severity, count, sum, smallest, average: in the order in which the form lists its options, none last. */
async function byHand(): Promise<[string, number, number, number, number][]> {
  const { rows } = await pool().query<[string, number, number, number, number]>({
    rowMode: "array",
    text: `select coalesce(initcap(f.values ->> 'severity'), 'None'), count(*)::int, sum(f.weight)::float8, min(f.number)::int, avg(f.vote_count)::float8
             from feedback f group by f.values ->> 'severity'
            order by array_position(array['critical', 'high', 'medium', 'low'], f.values ->> 'severity') nulls last`,
  });
  return rows;
}

async function file(format: ExportFormat, elementId = element): Promise<Buffer> {
  const { id } = await startExport(await cast.can("manager", "reports.read"), {
    request: { kind: "element", elementId },
    format,
  });
  await makeFile(id);
  const pieces: Uint8Array[] = [];
  const open = await openExport(await cast.can("manager", "home.read", "community"), id);
  for await (const piece of open.pieces()) pieces.push(piece);
  return Buffer.concat(pieces);
}

test("screen, drawing, CSV, XLSX, PDF and data package say what SQL written by hand says", async () => {
  const expected = await byHand();
  expect(expected.map(([name]) => name)).toEqual(["Critical", "High", "Low", "None"]);

  const actor = await cast.can("manager", "reports.read");
  const { element: stored } = await getElement(actor, element);
  const data = await readElement(actor, stored);
  expect(tableOf(data).rows).toEqual(expected);
  const { chart } = drawElement(stored.definition, data, { width: 720, theme: "light" });
  for (const [name, count] of expected) expect(chart?.sentence).toContain(`${name}: ${count} and `);

  const csv = parse((await file("csv")).toString("utf8").slice(1));
  expect(csv.slice(1).map(([name, ...numbers]) => [name, ...numbers.map(Number)])).toEqual(expected);

  const { sheets } = await readXlsx(await file("xlsx"));
  const cells = sheets.flatMap((sheet) => sheet.rows.filter((row) => expected.some(([name]) => name === row[0])));
  expect(cells.map((row) => row.slice(0, 5))).toEqual(expected);

  const text = await pdfText(await file("pdf", table));
  for (const [name, ...numbers] of expected) {
    const [, ...shown] =
      text
        .split("\n")
        .map((line) => line.trim().split(/\s{2,}/))
        .find(([first]) => first === name) ?? [];
    expect(shown.map((number) => Number(number.replaceAll(",", "")))).toEqual(
      numbers.map((number) => Math.round(Number(number) * 100) / 100),
    );
  }

  const published = { kind: "package", name: "Severities", key: "severities", apiKeyId: key.id, elementId: table };
  await savePackage(
    await cast.can("manager", "reports.write"),
    packageInput.parse({ id: crypto.randomUUID(), ...published }),
  );
  const request = new Request("http://localhost/api/packages/severities.json", { headers: { "x-api-key": key.key } });
  const answer = await answerPull(readPullRequest("package", request, "10.0.0.1"), makeListenerLimits({ failures: 9 }));
  const { items } = (await answer.json()) as { items: Record<string, unknown>[] };
  expect(items.map((item) => Object.values(item))).toEqual(expected);
});

async function pdfText(pdf: Buffer): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "fieldpost-same-"));
  try {
    const name = path.join(folder, "element.pdf");
    await writeFile(name, pdf);
    const { stdout } = await promisify(execFile)("pdftotext", ["-layout", name, "-"]);
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}
