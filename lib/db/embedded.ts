import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { AppError } from "@/lib/errors/app-error";
import { giveTo, postgresBinaries, postgresRunner } from "./postgres-command";
import { sharedMegabytes } from "./shared-memory";

export type EmbeddedServer = {
  /** Address of the application's database on this server. */
  url: string;
  /** True if a server left over from a killed start was taken over. */
  adopted: boolean;
  /** Ends every session, writes everything down, and waits until the process is gone. */
  stop: () => Promise<void>;
};

/**
 * PostgreSQL of our own in `dataDir`: made when missing, taken over when one was left running, loopback only, with a random
 * password. It runs in a session of its own, so that Ctrl-C reaches us and not it. `settings` are further server settings.
 */
export async function startEmbedded(dataDir: string, settings: Record<string, string> = {}): Promise<EmbeddedServer> {
  makeFolder(dataDir);
  const access = readAccess(dataDir);
  const folder = clusterFolder(dataDir);
  const running = await runningServer(folder);
  if (running && (await answers(urlOf({ ...access, port: running.port }), running.pid))) {
    return serverOf(folder, { ...access, port: running.port }, running.pid, true);
  }
  const port = (await isFree(access.port)) ? access.port : await freePort();
  const made = { ...access, port };
  writePrivate(accessFile(dataDir), JSON.stringify(made));
  if (!existsSync(folder)) await initialise(dataDir, made.password);
  const pid = await launch(dataDir, port, settings);
  if (!(await answers(urlOf(made), pid))) {
    throw new AppError(
      "unavailable",
      `PostgreSQL did not start; its log is ${path.join(dataDir, "postgres.log")}: ${lastLine(dataDir)}`,
    );
  }
  return serverOf(folder, made, pid, false);
}

/** Address of the server that runs in `dataDir` right now, if any. */
export async function findEmbedded(dataDir: string): Promise<string | null> {
  if (!existsSync(accessFile(dataDir))) return null;
  const running = await runningServer(clusterFolder(dataDir));
  if (!running) return null;
  const url = urlOf({ ...readAccess(dataDir), port: running.port });
  return (await answers(url, running.pid)) ? url : null;
}

/** A file only its owner may read, written whole or not at all. */
export function writePrivate(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}

type Access = { port: number; password: string };

const databaseName = "fieldpost";
const clusterFolder = (dataDir: string) => path.resolve(dataDir, "postgres");
const accessFile = (dataDir: string) => path.resolve(dataDir, "postgres.json");
const urlOf = ({ port, password }: Access, database = databaseName) =>
  `postgresql://fieldpost:${password}@127.0.0.1:${port}/${database}`;

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writePrivate(path.join(dataDir, ".writable"), "");
    rmSync(path.join(dataDir, ".writable"));
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new AppError(
      "unavailable",
      `The data folder ${path.resolve(dataDir)} cannot be written (${reason}). Make it writable, or set DATA_DIR.`,
    );
  }
}

function readAccess(dataDir: string): Access {
  if (existsSync(accessFile(dataDir))) return JSON.parse(readFileSync(accessFile(dataDir), "utf8")) as Access;
  return { port: 0, password: randomBytes(24).toString("hex") };
}

async function initialise(dataDir: string, password: string): Promise<void> {
  const runner = postgresRunner();
  const { initdb } = await postgresBinaries();
  // Made beside and renamed, so that a start killed half way leaves nothing that looks like a database.
  const draft = path.resolve(dataDir, `postgres.new-${process.pid}`);
  const passwordFile = path.resolve(dataDir, `password-${process.pid}`);
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(runner.owner, draft);
  // Not from the environment: with LANG=C initdb would choose SQL_ASCII, with a locale that is not installed it would fail.
  const language = ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=und"];
  const login = ["--username=fieldpost", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const [command, ...rest] = [...runner.prefix, initdb, `--pgdata=${draft}`, ...language, ...login, "--no-sync"];
  const made = spawnSync(command, rest, { encoding: "utf8", env: plainEnvironment() });
  rmSync(passwordFile);
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new AppError(
      "unavailable",
      `PostgreSQL could not make its data folder: ${(made.stderr || String(made.error)).trim().split("\n").at(-1)}`,
    );
  }
  renameSync(draft, clusterFolder(dataDir));
}

async function launch(dataDir: string, port: number, settings: Record<string, string>): Promise<number> {
  const runner = postgresRunner();
  const { postgres } = await postgresBinaries();
  const folder = clusterFolder(dataDir);
  giveTo(runner.owner, folder);
  forgetStalePid(folder);
  const all = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: `${sharedMegabytes()}MB`,
    timezone: "UTC",
    log_timezone: "UTC",
    ...settings,
  };
  const options = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const [command = "", ...rest] = [...runner.prefix, postgres, "-D", folder, ...options];
  const log = openSync(path.resolve(dataDir, "postgres.log"), "w", 0o600);
  const child = spawn(command, rest, { detached: true, stdio: ["ignore", log, log], env: plainEnvironment() });
  closeSync(log);
  child.unref();
  // unshare and setpriv replace themselves by the server, so this is the server's own id.
  return await new Promise((resolve, reject) => {
    child.once("spawn", () => resolve(child.pid ?? 0));
    child.once("error", reject);
  });
}

/** Waits while the process lives: recovery after a power cut may take a while. Makes the database the first time. */
async function answers(url: string, pid: number): Promise<boolean> {
  for (let tries = 0; tries < 1200 && isAlive(pid); tries++) {
    const failure = await tryToOpen(url);
    if (!failure) return true;
    if (failure === "28P01") return false;
    await wait(50);
  }
  return false;
}

async function tryToOpen(url: string): Promise<string | null> {
  const admin = new Client({ connectionString: url.replace(/\/[^/]*$/, "/postgres") });
  // A server that goes down while we connect must be an answer, not an uncaught event.
  admin.on("error", () => undefined);
  try {
    await admin.connect();
    const { rowCount } = await admin.query("select 1 from pg_database where datname = $1", [databaseName]);
    if (!rowCount) await admin.query(`create database ${databaseName}`);
    return null;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "unknown";
  } finally {
    await admin.end().catch(() => undefined);
  }
}

function serverOf(folder: string, access: Access, pid: number, adopted: boolean): EmbeddedServer {
  const stop = async () => {
    // It may have died and been started again since.
    const now = (await runningServer(folder))?.pid ?? pid;
    // SIGINT is PostgreSQL's fast shutdown.
    if (isAlive(now)) process.kill(now, "SIGINT");
    for (let tries = 0; tries < 600 && isAlive(now); tries++) await wait(50);
    if (isAlive(now)) process.kill(now, "SIGQUIT");
    while (existsSync(path.join(folder, "postmaster.pid")) && isAlive(now)) await wait(50);
  };
  return { url: urlOf(access), adopted, stop };
}

async function runningServer(folder: string): Promise<{ pid: number; port: number } | null> {
  const file = path.join(folder, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 && isPostgres(pid) ? { pid, port } : null;
}

/** After a reboot the noted id may belong to a stranger, and PostgreSQL would refuse to start because of it. */
function forgetStalePid(folder: string): void {
  const file = path.join(folder, "postmaster.pid");
  if (existsSync(file) && !isPostgres(Number(readFileSync(file, "utf8").split("\n")[0]))) rmSync(file);
}

function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  const name = spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" });
  const comm = existsSync(`/proc/${pid}/comm`)
    ? readFileSync(`/proc/${pid}/comm`, "utf8")
    : (name.stdout ?? "postgres");
  return comm.includes("postgres");
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  // A child of ours that has ended stays in the table until Node notices.
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, "utf8"));
}

async function isFree(port: number): Promise<boolean> {
  if (!port) return false;
  return await new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function plainEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", LC_ALL: "C", TZ: "UTC" };
}

function lastLine(dataDir: string): string {
  return readFileSync(path.resolve(dataDir, "postgres.log"), "utf8").trim().split("\n").at(-1) ?? "";
}
