import { setTimeout } from "node:timers/promises";

export interface Load {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  failures: number;
}

/** Keeps `atOnce` calls of `run` going for `seconds`, after a second that is not counted; what began by then is waited for. `run` says whether it went well. */
export async function load(atOnce: number, seconds: number, run: (n: number) => Promise<boolean>): Promise<Load> {
  let n = 0;
  let failures = 0;
  const times: number[] = [];
  const from = performance.now() + 1000;
  const until = from + seconds * 1000;
  const work = async () => {
    for (let now = performance.now(); now < until; now = performance.now()) {
      const good = await run(n++);
      const ended = performance.now();
      if (ended < from) continue;
      times.push(ended - now);
      if (!good) failures++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { ...summed(times, Math.max(seconds, (performance.now() - from) / 1000)), failures };
}

/** One call after another, 20 a second at most, for as long as `work` takes: what others notice of it. */
export async function loadDuring(work: Promise<unknown>, run: (n: number) => Promise<boolean>): Promise<Load> {
  let isOver = false;
  const over = work.finally(() => (isOver = true));
  const times: number[] = [];
  const from = performance.now();
  let failures = 0;
  for (let n = 0; !isOver; n++) {
    const began = performance.now();
    if (!(await run(n))) failures++;
    times.push(performance.now() - began);
    await setTimeout(Math.max(0, 50 - (performance.now() - began)));
  }
  await over;
  return { ...summed(times, (performance.now() - from) / 1000), failures };
}

function summed(times: number[], seconds: number): Omit<Load, "failures"> {
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
