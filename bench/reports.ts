import { prepare } from "@/scripts/prepare";
import { bundled } from "@/scripts/bundle";
import { drawEachStyle } from "./drawings";
import { writeFiles } from "./export-files";
import { buildProgramme } from "./programme";
import { say, type Measured } from "./table";
import type { Workbench } from "./workbench";

/** Drawings over all users, beside PostgreSQL alone; then all users as files, beside the bare writers. */
export async function reports({ start, origin }: Workbench, size: number): Promise<Measured[]> {
  const users = size || 1_000_000;
  await prepare(say);
  const from = performance.now();
  await buildProgramme(users);
  say(`${users.toLocaleString("en")} users and their data in ${((performance.now() - from) / 1000).toFixed(0)} s`);
  await start(bundled.web);
  const drawings = await drawEachStyle(origin);
  const worker = await start(bundled.worker);
  return [...drawings, ...(await writeFiles(origin, worker.pid))];
}
