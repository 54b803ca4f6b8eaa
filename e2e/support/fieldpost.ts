import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { createInterface } from "node:readline";

export type Fieldpost = {
  origin: string;
  /** The process that was started, npm itself; it leads a group of its own, as under a terminal. */
  pid: number;
  /** Lines of both outputs so far. */
  lines: string[];
  /** Resolves when it says that it is ready; rejects if it ends before. */
  ready: Promise<void>;
  /** Exit code, once it is gone. */
  exited: Promise<number | null>;
  signal: (signal: NodeJS.Signals, to?: "npm" | "group") => void;
};

/** `npm start` (or `npm run` with another script) as a user types it, with these settings and none of the machine's own. */
export function startFieldpost(
  settings: Record<string, string> & { PORT: string; DATA_DIR: string },
  script: "start" | "dev" | "db:reset" = "start",
): Fieldpost {
  const blank = { HOST: "", BASE_URL: "", DATABASE_URL: "", SECRET_KEY: "" };
  const env = { ...process.env, ...blank, ...settings };
  const child = spawn("npm", ["run", script], { stdio: ["ignore", "pipe", "pipe"], detached: true, env });
  const lines: string[] = [];
  const ready = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on("line", (line) => {
      lines.push(line);
      if (line.startsWith("Fieldpost is ready at")) ready.resolve();
    });
  }
  const exited = once(child, "close").then(([code]) => {
    ready.reject(new Error(`It ended before it was ready:\n${lines.join("\n")}`));
    return code as number | null;
  });
  // Who expects it to end does not wait for it to be ready.
  ready.promise.catch(() => undefined);
  const pid = child.pid ?? 0;
  return {
    origin: `http://localhost:${settings.PORT}`,
    pid,
    lines,
    ready: ready.promise,
    exited,
    signal: (signal, to = "npm") => process.kill(to === "group" ? -pid : pid, signal),
  };
}

/** Processes that work on this data folder: by their settings, or, for PostgreSQL, by their command line. Linux only. */
export function processesOn(dataDir: string): { pid: number; command: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => ({ pid: Number(name), command: proc(name, "cmdline"), environment: proc(name, "environ") }))
    .filter(({ command, environment }) => command.includes(dataDir) || environment.includes(`DATA_DIR=${dataDir}\0`))
    .map(({ pid, command }) => ({ pid, command: command.replaceAll("\0", " ") }));
}

export async function freePort(): Promise<string> {
  const probe = createServer().listen(0);
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return String(port);
}

/** A process may be gone before we look. */
function proc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
