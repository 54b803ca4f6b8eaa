import type { BuildOptions } from "esbuild";

/** How our TypeScript becomes JavaScript that Node runs. What comes from npm is not taken in. */
export const nodeProgram = {
  outExtension: { ".js": ".mjs" },
  tsconfig: "scripts/tsconfig.json",
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node24",
  logLevel: "silent",
} satisfies BuildOptions;
