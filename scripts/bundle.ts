import { build } from "esbuild";

/** Where each process of ours lies once it is built. */
export const bundled = { web: ".next/fieldpost/web.mjs", worker: ".next/fieldpost/worker.mjs" };

/**
 * Writes the web and the worker process as plain JavaScript: turning TypeScript into it at every start, module by module, costs
 * each process a second and more, and so would maps back to it. What comes from npm is not taken in.
 */
export async function bundle(): Promise<void> {
  await build({
    entryPoints: { web: "lib/web/main.ts", worker: "lib/worker/main.ts" },
    outdir: ".next/fieldpost",
    outExtension: { ".js": ".mjs" },
    tsconfig: "scripts/tsconfig.json",
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node24",
    logLevel: "silent",
  });
}
