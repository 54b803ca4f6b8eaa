import { spawn, type ChildProcess } from "node:child_process";

export type Supervised = {
  /** Kept when the child first says it is ready. */
  ready: Promise<void>;
  /** Kept when the child is gone for good. */
  ended: Promise<void>;
  /** Asks it to finish what it does, waits up to 30 seconds, then kills it. */
  stop: () => Promise<void>;
  kill: () => void;
};

/**
 * Keeps one process of ours running, Node with these arguments. A child that dies is started again after 1, 2, 4, 8 seconds; dying before it was ever
 * ready, or five times within a minute, calls `onFailure` with one line.
 */
export function supervise(name: string, args: string[], onFailure: (message: string) => void): Supervised {
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let wasReady = false;
  let stopping = false;
  let deaths: number[] = [];
  let restart: NodeJS.Timeout | undefined;
  let child = launch();

  function launch(): ChildProcess {
    const made = spawn(process.execPath, args, {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    });
    made.on("message", (message) => {
      if (message !== "ready") return;
      wasReady = true;
      ready.resolve();
    });
    made.once("exit", (code, signal) => onExit(signal ?? `code ${code ?? "unknown"}`));
    return made;
  }

  function onExit(how: string): void {
    if (stopping) return ended.resolve();
    deaths = [...deaths.filter((at) => at > Date.now() - 60_000), Date.now()];
    if (!wasReady || deaths.length >= 5) {
      ended.resolve();
      onFailure(
        wasReady
          ? `The ${name} process died five times within a minute (${how}); giving up.`
          : `The ${name} process did not start (${how}).`,
      );
      return;
    }
    process.stderr.write(`The ${name} process died (${how}); starting it again.\n`);
    restart = setTimeout(() => (child = launch()), 1000 * 2 ** (deaths.length - 1));
  }

  async function stop(): Promise<void> {
    stopping = true;
    clearTimeout(restart);
    if (child.exitCode !== null || child.signalCode !== null) ended.resolve();
    else child.kill("SIGTERM");
    const deadline = setTimeout(() => child.kill("SIGKILL"), 30_000);
    await ended.promise;
    clearTimeout(deadline);
  }

  return { ready: ready.promise, ended: ended.promise, stop, kill: () => child.kill("SIGKILL") };
}
