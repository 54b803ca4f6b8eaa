import { setTimeout as sleep } from "node:timers/promises";
import { flushResults, type AttemptResult } from "./flush";

const longestWaitMs = 20;
const largestBatch = 200;

/** Gathers results for at most 20 ms or 200 of them, then writes them together. */
export class Flusher {
  private waiting: { result: AttemptResult; done: () => void }[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  /** Resolves when the result is written, or was given up: then the sweep finds its delivery. */
  add(result: AttemptResult): Promise<void> {
    return new Promise((done) => {
      this.waiting.push({ result, done });
      if (this.waiting.length >= largestBatch) this.flush();
      else this.timer ??= setTimeout(() => this.flush(), longestWaitMs);
    });
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const batch = this.waiting.splice(0, largestBatch);
    this.writing = this.writing.then(async () => {
      await writeTogether(batch.map(({ result }) => result));
      for (const { done } of batch) done();
    });
  }
}

async function writeTogether(results: readonly AttemptResult[]): Promise<void> {
  if (results.length === 0) return;
  try {
    await flushResults(results);
  } catch (error) {
    // One result that cannot be written must not take its neighbours along.
    for (const result of results) await writeAlone(result, error);
  }
}

async function writeAlone(result: AttemptResult, first: unknown): Promise<void> {
  let last = first;
  for (const waitMs of [0, 200, 1000, 5000]) {
    await sleep(waitMs);
    try {
      return await flushResults([result]);
    } catch (error) {
      last = error;
    }
  }
  try {
    // Its capture is the likeliest culprit: the attempt itself is worth more than the values.
    await flushResults([{ ...result, action: result.action && { ...result.action, capture: null } }]);
  } catch {
    process.stderr.write(`delivery ${result.delivery.id}: its result could not be written: ${messageOf(last)}\n`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
