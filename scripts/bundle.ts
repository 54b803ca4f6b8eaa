import { build } from "esbuild";
import { nodeProgram } from "./esbuild-options";

/** Where each process of ours lies once it is built. */
export const bundled = { web: ".next/fieldpost/web.mjs", worker: ".next/fieldpost/worker.mjs" };

/**
 * Writes the web and the worker process beside the pages they belong to: a process that starts again after an update, before the
 * pages are built anew, must not mix old with new.
 */
export async function bundle(): Promise<void> {
  await build({
    ...nodeProgram,
    entryPoints: { web: "lib/web/main.ts", worker: "lib/worker/main.ts" },
    outdir: ".next/fieldpost",
  });
}
