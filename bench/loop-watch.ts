// Loaded into a process of ours before its program. Answers "loop" with how long its event loop stood still since it was last asked.

/** Milliseconds. A process that is ready to go on also stands still while others have the processors. */
export interface StoodStill {
  /** Between two turns. */
  longest: number;
  /** Of the longest, how much this process had a processor. */
  worked: number;
  /** The longest that it had one between two turns: what its own work held others up. */
  mostWorked: number;
  p99: number;
}

const everyMs = 5;
let turns: { took: number; worked: number }[] = [];
let last = performance.now();
let cpu = process.threadCpuUsage();

setInterval(() => {
  const now = performance.now();
  const used = process.threadCpuUsage(cpu);
  turns.push({ took: now - last - everyMs, worked: (used.user + used.system) / 1000 });
  last = now;
  cpu = process.threadCpuUsage();
}, everyMs).unref();

process.on("message", (asked) => {
  if (asked !== "loop") return;
  turns.sort((a, b) => a.took - b.took);
  const longest = turns.at(-1) ?? { took: 0, worked: 0 };
  const p99 = turns[Math.floor(turns.length * 0.99)]?.took ?? 0;
  const mostWorked = Math.max(0, ...turns.map(({ worked }) => worked));
  turns = [];
  process.send?.({ longest: longest.took, worked: longest.worked, mostWorked, p99 } satisfies StoodStill);
});
