import { createHash } from "node:crypto";
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { AppError } from "@/lib/errors/app-error";
import { bundle } from "./bundle";

/** What must exist before our processes can run, unless developing: a build of these sources. */
export async function prepare(
  announce: (line: string) => void,
  onChild: (child: ChildProcess) => void = () => {},
): Promise<void> {
  const wanted = sourceHash();
  if (existsSync(noteFile) && readFileSync(noteFile, "utf8") === wanted) return;
  announce("Building the pages; this takes a minute or two and is done again only when something changes.");
  await build(onChild);
  await bundle();
  writeFileSync(noteFile, wanted);
}

const noteFile = ".next/fieldpost-sources";

const sources = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "scripts/bundle.ts",
  "scripts/esbuild-options.ts",
  "scripts/tsconfig.json",
];
const configs = ["next.config.mjs", "postcss.config.mjs", "tsconfig.json", "package-lock.json"];

function sourceHash(): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of [...sources.flatMap(filesUnder), ...configs].filter((name) => existsSync(name)).sort()) {
    hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(root: string): string[] {
  if (!existsSync(root)) return [];
  if (statSync(root).isFile()) return [root];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter(
      (file) => !file.startsWith(path.join("lib", "db", "generated")) && !file.startsWith(path.join("lib", "testing")),
    );
}

async function build(onChild: (child: ChildProcess) => void): Promise<void> {
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    stdio: ["ignore", "pipe", "pipe"],
    env,
  });
  onChild(child);
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new AppError("unavailable", `The build failed.\n${Buffer.concat(output).toString().trim()}`);
}
