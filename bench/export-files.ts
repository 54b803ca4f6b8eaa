import { setTimeout as sleep } from "node:timers/promises";
import { Agent } from "undici";
import { authorize } from "@/lib/auth/authorize";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { streamXlsx } from "@/lib/documents/xlsx-stream";
import { itemColumn, type ElementColumn, type TableCell } from "@/lib/elements/table";
import { startExport } from "@/lib/exports/commands";
import type { ExportFormat } from "@/lib/exports/states";
import { loadSource } from "@/lib/sources/load-source";
import { copied, exportedColumns, meanwhile, mostMegabytes, pageOf, residentMegabytes } from "./bulk";
import { loadDuring } from "./load";
import { account } from "./programme";
import { signIn } from "./signed-in";
import type { Measured } from "./table";

/** All users with ten columns as files, beside the bare writers of the same rows; what the process `worker` takes and pages notice of it. */
export async function writeFiles(origin: string, worker: number): Promise<Measured[]> {
  const agent = new Agent({ connections: 1, pipelining: 1 });
  const page = pageOf(agent, origin, { cookie: await signIn(agent, origin, account) });
  const person = await db.user.findFirstOrThrow({ where: { email: account.email }, select: { id: true } });
  const actor = await authorize(person.id, { project: "bench" }, "reports.read");
  const users = await db.participation.count();
  // The first of each loads what it needs, once in the life of the process.
  await page();
  for (const format of ["csv", "xlsx"] as const) await made(actor, format, "&q=nobody-is-called-so");
  const ceilings = { csv: (users / (await copied())) * 1000, xlsx: await bareRows(Math.min(users, 200_000)) };
  const results: Measured[] = [];
  for (const format of ["csv", "xlsx"] as const) {
    await sleep(2_000);
    const idle = residentMegabytes(worker);
    const file = made(actor, format, "");
    const [pages, most] = await Promise.all([loadDuring(file, page), mostMegabytes(worker, file)]);
    const { ms, bytes } = await file;
    const perSecond = (users / ms) * 1000;
    const memory = `memory ${idle.toFixed(0)} MB before, at most ${(most - idle).toFixed(0)} MB more`;
    results.push(
      {
        what: `${users.toLocaleString("en")} users to ${format.toUpperCase()}`,
        perSecond,
        ratio: perSecond / ceilings[format],
        note: `rows; ${(bytes / 1e6).toFixed(0)} MB in ${(ms / 1000).toFixed(1)} s; ${memory}`,
      },
      meanwhile("a page meanwhile", pages),
      {
        what: format === "csv" ? "the same values by COPY" : "rows in memory to XLSX",
        perSecond: ceilings[format],
        note: "rows, to nowhere",
      },
    );
  }
  await agent.close();
  return results;
}

async function made(actor: Can<"reports.read">, format: ExportFormat, more: string) {
  const query = `columns=${exportedColumns}${more}`;
  const { id } = await startExport(actor, { request: { kind: "list", source: "users", query }, format });
  for (;;) {
    const file = await db.exportFile.findUniqueOrThrow({ where: { id } });
    if (file.state === "failed") throw new Error(file.message);
    if (file.state === "done")
      return { bytes: Number(file.bytes), ms: Number(file.finishedAt) - Number(file.startedAt) };
    await sleep(50);
  }
}

/** A second of rows like those of the list, written by the library alone. */
async function bareRows(rows: number): Promise<number> {
  const project = await db.project.findUniqueOrThrow({ where: { key: "bench" }, select: { id: true } });
  const { catalog, zone } = await loadSource({ kind: "users", projectId: project.id });
  const columns = exportedColumns.split(",").flatMap((path): ElementColumn[] => {
    const field = catalog.find(path);
    return field ? [itemColumn({ path, label: field.label, field })] : [];
  });
  const block = Array.from({ length: 2_000 }, (_, n) => columns.map((column) => cell(column, n)));
  const blocks = async function* () {
    for (let n = 0; n < rows / block.length; n++) yield await Promise.resolve(block);
  };
  const from = performance.now();
  for await (const piece of streamXlsx(columns, blocks(), { sheetName: "Users", zone })) void piece;
  return (rows / (performance.now() - from)) * 1000;
}

function cell({ type }: ElementColumn, n: number): TableCell {
  if (type === "number") return n;
  if (type === "date") return new Date(1.79e12 - n * 60_000).toISOString();
  return `First${n % 97} Last${n % 1013}`;
}
