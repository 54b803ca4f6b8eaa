import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { generateClient } from "@/lib/db/generate-client";
import { startEmbedded } from "@/lib/db/embedded";
import { completeEnv, env } from "@/lib/env/env";
import type { StoodStill } from "./loop-watch";

export interface Workbench {
  /** Starts one more process of ours and waits for the first thing it says. */
  start: (file: string) => Promise<Started>;
  /** Where the front listens. */
  origin: string;
  close: () => Promise<void>;
}

export interface Started {
  said: unknown;
  pid: number;
  /** How long its event loop stood still since this was last asked. */
  stoodStill: () => Promise<StoodStill>;
}

/** A migrated, empty database of its own and a free port; whatever the settings name is left alone. */
export async function openWorkbench(): Promise<Workbench> {
  generateClient();
  const folder = mkdtempSync(path.join(os.tmpdir(), "fieldpost-bench-"));
  const server = await startEmbedded(folder, {
    shared_preload_libraries: "pg_stat_statements",
    "pg_stat_statements.track_planning": "on",
  });
  const port = await freePort();
  completeEnv({
    NODE_ENV: "production",
    DATABASE_URL: server.url,
    DATA_DIR: folder,
    SECRET_KEY: randomBytes(32).toString("hex"),
    SAMPLE: "off",
    PORT: String(port),
    BASE_URL: `http://localhost:${port}`,
    OUTBOUND_ALLOW: "127.0.0.0/8",
    LOG_LEVEL: "silent",
  });
  const { prepareDatabase } = await import("@/lib/jobs/prepare-database");
  await prepareDatabase(server.url);
  const children: ChildProcess[] = [];
  return {
    origin: `http://127.0.0.1:${env.PORT}`,
    start: async (file) => {
      const args = [...process.execArgv, "--import", "./bench/loop-watch.ts", "scripts/run.ts", file];
      const child = spawn(process.execPath, args, { stdio: [...stdio] });
      children.push(child);
      return {
        said: await message(child, file),
        pid: child.pid ?? 0,
        stoodStill: async () => {
          child.send("loop");
          return (await message(child, file)) as StoodStill;
        },
      };
    },
    close: async () => {
      await Promise.all(children.map(ended));
      const [{ stopQueueing }, { closePool }] = await Promise.all([import("@/lib/jobs/jobs"), import("@/lib/db/pool")]);
      await stopQueueing();
      await closePool();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const stdio = ["ignore", "inherit", "inherit", "ipc"] as const;

async function message(child: ChildProcess, file: string): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`${file} ended with ${code ?? "a signal"}`));
    child.once("exit", gone);
    child.once("message", (said) => {
      child.off("exit", gone);
      resolve(said);
    });
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
}

async function freePort(): Promise<number> {
  return await new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
