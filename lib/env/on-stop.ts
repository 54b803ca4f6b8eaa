/**
 * Calls `stop` once when this process is asked to end, then ends it. Under `npm start` only our parent decides when: Ctrl-C
 * reaches the whole group, and the order (web, worker, database) would be lost; if the parent is gone we go too.
 */
export function onStop(stop: () => Promise<void>): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  const supervised = process.channel !== undefined;
  process.on("SIGTERM", end);
  process.on("SIGINT", supervised ? () => undefined : end);
  process.on("SIGHUP", supervised ? () => undefined : end);
  process.on("disconnect", end);
}

/** Tells `npm start`, if it is our parent, that we can do our work. */
export function announceReady(): void {
  process.send?.("ready");
}
