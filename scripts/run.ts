// `node scripts/run.ts file.ts …`: runs a TypeScript program of ours. All of it is made into JavaScript at once, which takes a
// tenth of a second; module by module, as a loader does it, it took each command more than half a second.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, stop, type OutputFile } from "esbuild";
import { nodeProgram } from "./esbuild-options.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

const [entry, ...rest] = process.argv.slice(2);
if (entry === undefined) throw new Error("Name the program: node scripts/run.ts scripts/admin.ts");
// The programs import the database client, which is generated.
const { generateClient } = (await import(await bundled("lib/db/generate-client.ts"))) as {
  generateClient: () => boolean;
};
generateClient();
const program = await bundled(entry);
await stop();
// As if it had been started itself.
process.argv.splice(1, process.argv.length, path.resolve(entry), ...rest);
await import(program);

/** The address of the JavaScript of `file`: a folder by its content, so that programs that start at once do not disturb each other. */
async function bundled(file: string): Promise<string> {
  const { outputFiles } = await build({
    ...nodeProgram,
    absWorkingDir: root,
    entryPoints: { main: path.resolve(file) },
    outdir: ".cache/programs",
    splitting: true,
    write: false,
  });
  const hash = createHash("sha256");
  for (const { path: name, hash: content } of outputFiles) hash.update(`${path.basename(name)} ${content}\n`);
  const folder = path.join(root, ".cache/programs", hash.digest("hex").slice(0, 16));
  if (!existsSync(folder)) writeOnce(folder, outputFiles);
  return pathToFileURL(path.join(folder, "main.mjs")).href;
}

/** All or nothing, whoever else writes the same. */
function writeOnce(folder: string, files: OutputFile[]): void {
  const draft = `${folder}-${process.pid}`;
  mkdirSync(draft, { recursive: true });
  for (const { path: name, contents } of files) writeFileSync(path.join(draft, path.basename(name)), contents);
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true });
  }
}
