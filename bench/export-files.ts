import { setTimeout as sleep } from "node:timers/promises";
import { writeXlsxStream } from "hucre/xlsx";
import { Agent } from "undici";
import { authorize } from "@/lib/auth/authorize";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { itemColumn, type ElementColumn } from "@/lib/elements/table";
import { startExport } from "@/lib/exports/commands";
import type { ExportFormat } from "@/lib/exports/states";
import { loadSource } from "@/lib/sources/load-source";
import { copied, exportedColumns, meanwhile, mostMegabytes, pageOf, residentMegabytes } from "./bulk";
import { loadDuring } from "./load";
import { account } from "./programme";
import { signIn } from "./signed-in";
import type { Measured } from "./table";
import type { Started } from "./workbench";

/** All users with ten columns as files, beside the bare writers of the same rows; what `worker` takes, and what `web` and its pages notice of it. */
export async function writeFiles(
  origin: string,
  { web, worker }: Record<"web" | "worker", Started>,
): Promise<Measured[]> {
  const agent = new Agent({ connections: 3, pipelining: 1 });
  const page = pageOf(agent, origin, { cookie: await signIn(agent, origin, account) });
  // What needs no database says how long the process itself was busy.
  const file = fileOf(agent, origin);
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
    const idle = residentMegabytes(worker.pid);
    await web.stoodStill();
    const making = made(actor, format, "");
    const [pages, files, most] = await Promise.all([
      loadDuring(making, page),
      loadDuring(making, file),
      mostMegabytes(worker.pid, making),
    ]);
    const { ms, bytes } = await making;
    const still = await web.stoodStill();
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
      meanwhile("a still file of the web process meanwhile", files),
      {
        what: "the web process stood still meanwhile",
        p99: still.p99,
        note: `at most ${still.longest.toFixed(0)} ms, of which it worked ${still.worked.toFixed(0)} ms; at most ${still.mostWorked.toFixed(0)} ms of work without a pause`,
      },
      {
        what: format === "csv" ? "the same values by COPY" : "rows in memory to XLSX",
        perSecond: ceilings[format],
        note: "rows, to nowhere",
      },
    );
  }
  results.push(await paper(actor));
  await agent.close();
  return results;
}

/** The report of all drawings as PDF, its answers at hand. */
async function paper(actor: Can<"reports.read">): Promise<Measured> {
  const report = await db.report.findFirstOrThrow({ where: { name: "Bench" }, select: { id: true } });
  const times: number[] = [];
  for (let n = 0; n < 3; n++) {
    const { id } = await startExport(actor, { request: { kind: "report", reportId: report.id }, format: "pdf" });
    times.push((await finished(id)).ms);
  }
  times.sort((a, b) => a - b);
  return {
    what: "the report of all drawings to PDF",
    p50: times[1],
    p95: times[2],
    note: "the first of three starts its thread",
  };
}

export function fileOf(agent: Agent, origin: string): () => Promise<boolean> {
  return async () => {
    const answer = await agent.request({ origin, path: "/icon.svg", method: "GET" });
    await answer.body.dump();
    return answer.statusCode === 200;
  };
}

async function made(actor: Can<"reports.read">, format: ExportFormat, more: string) {
  const query = `columns=${exportedColumns}${more}`;
  const { id } = await startExport(actor, { request: { kind: "list", source: "users", query }, format });
  return finished(id);
}

async function finished(id: string): Promise<{ bytes: number; ms: number }> {
  for (;;) {
    const file = await db.exportFile.findUniqueOrThrow({ where: { id } });
    if (file.state === "failed") throw new Error(file.message);
    if (file.state === "done")
      return { bytes: Number(file.bytes), ms: Number(file.finishedAt) - Number(file.startedAt) };
    await sleep(50);
  }
}

/** Rows like those of the list, written by the library alone. */
async function bareRows(rows: number): Promise<number> {
  const project = await db.project.findUniqueOrThrow({ where: { key: "bench" }, select: { id: true } });
  const { catalog } = await loadSource({ kind: "users", projectId: project.id });
  const columns = exportedColumns.split(",").flatMap((path): ElementColumn[] => {
    const field = catalog.find(path);
    return field ? [itemColumn({ path, label: field.label, field })] : [];
  });
  const block = Array.from({ length: 2_000 }, (_, n) => columns.map((column) => cell(column, n)));
  const from = performance.now();
  const written = writeXlsxStream(
    (function* () {
      for (let n = 0; n < rows / block.length; n++) yield* block;
    })(),
    { name: "Users", columns: columns.map(({ label }) => ({ header: label })) },
  );
  for await (const piece of written) void piece;
  return (rows / (performance.now() - from)) * 1000;
}

function cell({ type }: ElementColumn, n: number): string | number | Date {
  if (type === "number") return n;
  if (type === "date") return new Date(1.79e12 - n * 60_000);
  return `First${n % 97} Last${n % 1013}`;
}
