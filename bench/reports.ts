import { prepare } from "@/scripts/prepare";
import { bundled } from "@/scripts/bundle";
import { drawEachStyle } from "./drawings";
import { writeFiles } from "./export-files";
import { pullPackages } from "./packages";
import { buildProgramme } from "./programme";
import { say, type Measured } from "./table";
import type { Started, Workbench } from "./workbench";

/** Drawings over all users, beside PostgreSQL alone; then all users as files and as a data package, beside the bare writers. */
export async function reports(bench: Workbench, size: number): Promise<Measured[]> {
  const web = await fill(bench, size);
  const drawings = await drawEachStyle(bench.origin);
  const worker = await bench.start(bundled.worker);
  const files = await writeFiles(bench.origin, { web, worker });
  return [...drawings, ...files, ...(await pullPackages(bench.origin))];
}

/** The last part of `reports` alone. */
export async function packages(bench: Workbench, size: number): Promise<Measured[]> {
  await fill(bench, size);
  return pullPackages(bench.origin);
}

async function fill({ start }: Workbench, size: number): Promise<Started> {
  const users = size || 1_000_000;
  await prepare(say);
  const from = performance.now();
  await buildProgramme(users);
  say(`${users.toLocaleString("en")} users and their data in ${((performance.now() - from) / 1000).toFixed(0)} s`);
  return start(bundled.web);
}
