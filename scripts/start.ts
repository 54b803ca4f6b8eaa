import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { openDatabase, type OpenDatabase } from "@/lib/db/open-database";
import { completeEnv, configuredOrigin, env } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";
import { prepareDatabase } from "@/lib/jobs/prepare-database";
import { bundled } from "./bundle";
import { messageOf } from "./message-of";
import { holdStartLock } from "./start-lock";
import { prepare } from "./prepare";
import { supervise, type Supervised } from "./supervise";

const development = process.argv.includes("--dev");
const say = (line: string) => process.stdout.write(`${line}\n`);

let database: OpenDatabase | undefined;
let releaseLock: (() => Promise<void>) | undefined;
const children: Supervised[] = [];
const stopping = Promise.withResolvers<number>();
let stopRequested = false;
let stopAskedAt = 0;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    // Ctrl-C reaches us twice, from the terminal and passed on by npm: only a later one means impatience.
    if (stopRequested && Date.now() - stopAskedAt > 1_000) for (const child of children) child.kill();
    if (!stopRequested) stopAskedAt = Date.now();
    stopRequested = true;
    stopping.resolve(0);
  });
}

const started = start().catch((error: unknown) => {
  if (!stopRequested) process.stderr.write(`${messageOf(error)}\n`);
  stopping.resolve(1);
});
const code = await stopping.promise;
await stop();
process.exit(code);

async function start(): Promise<void> {
  if (Number(process.versions.node.split(".")[0]) < 24) {
    throw new AppError(
      "unavailable",
      `Fieldpost needs Node 24, this is ${process.version}. Start it with npm start, which brings its own.`,
    );
  }
  completeEnv({ NODE_ENV: development ? "development" : "production" });
  await checkPort();
  database = await openDatabase();
  releaseLock = await holdStartLock(database, (why) => fail(`The database went away and did not come back: ${why}`));
  goOnUnlessStopping();
  await prepareDatabase(database.url);
  // The build leaves one core half idle, and filling the database needs about that much.
  const filling = fillDatabase();
  try {
    await Promise.all([filling, development ? undefined : prepare(say, killWithUs)]);
  } finally {
    // The database must not go away under it, whatever became of the build.
    await filling.catch(() => undefined);
  }
  const lines = await filling;
  goOnUnlessStopping();
  const web = supervise("web", argumentsOf("web"), fail);
  const worker = supervise("worker", argumentsOf("worker"), fail);
  children.push(web, worker);
  await Promise.all([web.ready, worker.ready]);
  if (stopRequested) return;
  for (const line of lines) say(line);
  say(`Fieldpost is ready at ${configuredOrigin()}`);
}

function argumentsOf(name: keyof typeof bundled): string[] {
  if (development) return [...process.execArgv, "scripts/run.ts", `lib/${name}/main.ts`, "--dev"];
  return ["--disable-warning=ExperimentalWarning", bundled[name]];
}

async function fillDatabase(): Promise<string[]> {
  const [{ firstStart }, { stopQueueing }, { closePool }] = await Promise.all([
    import("./first-start"),
    import("@/lib/jobs/jobs"),
    import("@/lib/db/pool"),
  ]);
  try {
    return await firstStart();
  } finally {
    // Nothing of this process may hold the database when it is stopped.
    await stopQueueing();
    await closePool();
  }
}

function killWithUs(child: ChildProcess): void {
  void stopping.promise.then(() => child.kill());
}

function fail(message: string): void {
  if (!stopRequested) process.stderr.write(`${message}\n`);
  stopRequested = true;
  stopping.resolve(1);
}

/** People first, their work second, the ground under both last. */
async function stop(): Promise<void> {
  stopRequested = true;
  // Without children the start is still on its way and gives up at its next step.
  if (children.length === 0) await started;
  for (const child of children) await child.stop();
  await releaseLock?.();
  await database?.close({ evenIfUsed: releaseLock !== undefined });
}

/** After a signal a start goes no further, and `stop` cleans up. */
function goOnUnlessStopping(): void {
  if (stopRequested) throw new AppError("unavailable", "Stopped while starting.");
}

/** A web process whose start was killed needs a moment to notice, hence the second and third look. */
async function checkPort(): Promise<void> {
  for (let tries = 0; ; tries++) {
    const failure = await tryToListen();
    if (!failure) return;
    if (failure.code !== "EADDRINUSE" || tries === 8) throw new AppError("unavailable", portMessage(failure));
    await wait(250);
  }
}

async function tryToListen(): Promise<NodeJS.ErrnoException | null> {
  return await new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", resolve);
    probe.listen(env.PORT, env.HOST, () => probe.close(() => resolve(null)));
  });
}

function portMessage(error: NodeJS.ErrnoException): string {
  if (error.code === "EADDRINUSE")
    return `Port ${env.PORT} is already in use. Stop what uses it, or set PORT to another number.`;
  if (error.code === "EACCES")
    return `Port ${env.PORT} needs more rights than this user has. Set PORT to a number above 1023.`;
  return `Cannot listen on ${env.HOST ?? ""}:${env.PORT}: ${error.message}. Check HOST and PORT.`;
}
