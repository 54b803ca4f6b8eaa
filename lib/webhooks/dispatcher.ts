import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { reportTrouble } from "@/lib/errors/report-trouble";
import type { OutboundPolicy } from "@/lib/outbound/policy";
import { outboundSender, type Sender } from "@/lib/outbound/send";
import { attemptAll } from "./attempt";
import { claim, findReadyEndpoints } from "./claim";
import type { Claimed } from "./delivery";
import { Flusher } from "./flusher";
import { holdLease, type Lease } from "./lease";
import { sweepLost } from "./sweep";

export interface DispatcherOptions {
  policy: OutboundPolicy;
  /** This process's row of `worker`. */
  workerId: bigint;
  /** Requests under way at once. */
  slots?: number;
  /** How long `stop` lets requests end before it breaks them off. */
  drainMs?: number;
}

/** Sends what is due, for as long as this process lives. Any number of workers may do so against one database. */
export async function startDispatcher(options: DispatcherOptions): Promise<{ stop: () => Promise<void> }> {
  const dispatcher = new Dispatcher(options);
  await dispatcher.start();
  return { stop: () => dispatcher.stop() };
}

const pollMs = 1000;
const sweepMs = 500;

class Dispatcher {
  private readonly sender: Sender;
  private readonly flusher = new Flusher();
  private readonly ready = new Set<string>();
  private readonly underWay = new Set<Promise<void>>();
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly background = new Set<Promise<void>>();
  private readonly slots: number;
  private free: number;
  private lease: Lease | undefined;
  private isPumping = false;
  private isStopping = false;

  constructor(private readonly options: DispatcherOptions) {
    this.sender = outboundSender(options.policy);
    this.slots = options.slots ?? 128;
    this.free = this.slots;
  }

  async start(): Promise<void> {
    this.lease = await holdLease(this.options.workerId, (endpointId) => this.wake(endpointId));
    this.every(pollMs, () => this.poll());
    this.every(sweepMs, async () => void (await sweepLost()));
  }

  /** Claims no more, lets requests end and writes their results. */
  async stop(): Promise<void> {
    this.isStopping = true;
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.all(this.background);
    await this.settled(this.options.drainMs ?? 35_000);
    // What is still open is broken off, and written down as such.
    await this.sender.close();
    await this.settled(2000);
    await this.lease?.release();
  }

  private async settled(withinMs: number): Promise<void> {
    const timer = new AbortController();
    const tooLong = sleep(withinMs, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([Promise.all(this.underWay), tooLong]);
    timer.abort();
  }

  private wake(endpointId: string): void {
    this.ready.add(endpointId);
    this.inBackground(() => this.pump());
  }

  private async poll(): Promise<void> {
    for (const id of await findReadyEndpoints()) this.ready.add(id);
    await this.pump();
  }

  /** Claims while there are free slots and endpoints that may have work. */
  private async pump(): Promise<void> {
    if (this.isPumping) return;
    this.isPumping = true;
    try {
      while (this.free > 0 && this.ready.size > 0 && !this.isStopping && this.lease?.isHeld()) {
        const asked = [...this.ready];
        // Whoever wakes us while we ask is asked again.
        this.ready.clear();
        const claimed = await claim({ workerId: this.options.workerId, endpointIds: asked, slots: this.free });
        if (!claimed) {
          for (const id of asked) this.ready.add(id);
          await sleep(2 + Math.random() * 3);
          continue;
        }
        for (const { endpointId } of claimed) this.ready.add(endpointId);
        this.send(claimed);
      }
    } finally {
      this.isPumping = false;
    }
  }

  private send(claimed: readonly Claimed[]): void {
    if (claimed.length === 0) return;
    this.free -= claimed.length;
    const work = attemptAll(claimed, this.sender, async (result) => {
      await this.flusher.add(result);
      this.free++;
      this.wake(result.delivery.endpointId);
    });
    this.underWay.add(work);
    void work.finally(() => this.underWay.delete(work));
  }

  /** Again and again, each time `ms` after the last one ended. */
  private every(ms: number, run: () => Promise<void>): void {
    const slot = this.timers.length;
    const next = () => {
      this.timers[slot] = setTimeout(() => {
        this.inBackground(run, () => {
          if (!this.isStopping) next();
        });
      }, ms);
    };
    next();
  }

  private inBackground(run: () => Promise<void>, then?: () => void): void {
    if (this.isStopping) return;
    const work = run()
      // The database is away; the next poll tries again.
      .catch(reportTrouble("dispatcher"))
      .finally(() => {
        this.background.delete(work);
        then?.();
      });
    this.background.add(work);
  }
}
