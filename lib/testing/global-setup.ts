import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { findEmbedded, startEmbedded } from "@/lib/db/embedded";
import { generateClient } from "@/lib/db/generate-client";
import { prepareDatabase } from "@/lib/jobs/prepare-database";
import { passingFolder } from "./passing-folder";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the migrated database that every test file copies. */
    templateUrl: string;
  }
}

/** One server per test run, in a folder of its own, so that several runs may go side by side. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  generateClient();
  await sweep();
  const folder = path.join(passingFolder(), `${prefix}${process.pid}`);
  const server = await startEmbedded(folder, { fsync: "off", full_page_writes: "off", synchronous_commit: "off" });
  await prepareDatabase(server.url);
  project.provide("templateUrl", server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

const prefix = "fieldpost-test-";

/** Ends what a killed test run left behind. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(passingFolder()).filter((entry) => entry.startsWith(prefix))) {
    if (isAlive(Number(name.slice(prefix.length)))) continue;
    const folder = path.join(passingFolder(), name);
    if (await findEmbedded(folder)) await (await startEmbedded(folder)).stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
