import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { authorizeSystem } from "@/lib/auth/authorize";
import type { Permission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { databaseUrl } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { setMacroEnabled, updateMacro } from "@/lib/macros/commands";
import { macroInput } from "@/lib/macros/schema";
import type { Outcome } from "@/lib/outbound/outcome";
import { testDatabase } from "@/lib/testing/database";
import { claim } from "@/lib/webhooks/claim";
import { decide } from "@/lib/webhooks/decide";
import { makeAction, makeRun, makeUsers, makeWorker } from "@/lib/webhooks/fixtures";
import type { AttemptResult } from "@/lib/webhooks/flush";
import { Flusher } from "@/lib/webhooks/flusher";
import { queueDeliveriesIn } from "@/lib/webhooks/queue";
import { cancelDelivery, giveUp, markDelivered, resendExactly } from "@/lib/webhooks/resend";
import { sweepLost } from "@/lib/webhooks/sweep";
import { switchActionOn } from "@/lib/webhooks/switched-off";
import { cancelRecords } from "./cancel-records";
import { cancelRun, pauseRun, resumeRun } from "./control";

/**
 * What workers, receivers and people do at the same time, in ten thousand lives of a delivery: a thousand at once share
 * macros, runs and destinations, and each of a program's steps does up to three things side by side. Only the network is made up.
 */
const programs = 10;
const macrosEach = 10;
const recordsEach = 100;

testDatabase();

const final = ["delivered", "failed", "cancelled", "skipped", "blocked", "invalid"];

let users: { id: string; label: string }[];
let personId: string;
beforeAll(async () => {
  users = await makeUsers(recordsEach);
  const person = await db.user.create({ data: { email: "who@example.com", username: "who" }, select: { id: true } });
  personId = person.id;
  // Every change of state, as the database saw it.
  await db.$executeRaw`create table life (n bigserial, id uuid, was text, is_now text, asked boolean)`;
  await db.$executeRaw`
    create function note_life() returns trigger language plpgsql as $$ begin
      if old.state is distinct from new.state then
        insert into life (id, was, is_now, asked) values (new.id, old.state::text, new.state::text, new.asked_by_id is not null);
      end if;
      return new;
    end $$`;
  await db.$executeRaw`
    create trigger note_life after update on webhook_delivery for each row execute function note_life()`;
});

const scope = { kind: "community", timeZone: "UTC" } as const;
const can = <P extends Permission>(permission: P) =>
  authorizeSystem(scope, permission, { via: "job", name: "somebody", personId });

/** A worker: the lock by which the others see that it lives, and the tries whose end it has not written down. */
interface Worker {
  id: bigint;
  lock: Client;
  ended: AttemptResult[];
}

async function startWorker(): Promise<Worker> {
  const [id, lock] = [await makeWorker(), new Client({ connectionString: databaseUrl() })];
  await lock.connect();
  await lock.query("select pg_advisory_lock(77, $1::int)", [Number(id)]);
  return { id, lock, ended: [] };
}

/** mulberry32: the same seed, the same choices. */
function dice(seed: number) {
  let state = seed;
  const roll = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    roll,
    some: <T>(list: readonly T[], share: number) => list.filter(() => roll() < share),
    one: <T>(list: readonly T[]): T | undefined => list[Math.floor(roll() * list.length)],
  };
}
type Dice = ReturnType<typeof dice>;

const took = { ms: 1, dnsMs: null, connectMs: null, ttfbMs: 1, ip: "192.0.2.1" };
const answer = (status: number, headers: [string, string][] = []): Outcome => {
  return { kind: "answered", status, headers, body: Buffer.alloc(0), bytes: 0, truncated: false, ...took };
};
const broken = (reason: "timeout" | "reset" | "blocked"): Outcome => ({
  kind: "failed",
  reason,
  message: reason,
  ...took,
});

function receiver(roll: () => number): Outcome {
  const n = roll();
  if (n < 0.35) return answer(200);
  if (n < 0.6) return answer(503);
  if (n < 0.65) return answer(429, [["retry-after", "120"]]);
  if (n < 0.78) return answer(404);
  if (n < 0.785) return answer(410);
  if (n < 0.9) return broken(n < 0.85 ? "timeout" : "reset");
  return n < 0.92 ? broken("blocked") : answer(201);
}

class World {
  readonly workers: Worker[] = [];
  /** What workers that died had seen; it may still be written, far too late. */
  readonly ghosts: AttemptResult[] = [];
  /** The tries that were sent, `delivery try`. */
  readonly requests: string[] = [];
  private constructor(
    readonly runs: string[],
    readonly macros: Awaited<ReturnType<typeof macroOf>>["macro"][],
    readonly endpointIds: string[],
    readonly deliveryIds: string[],
  ) {}

  static async begin(): Promise<World> {
    const made = await Promise.all(Array.from({ length: macrosEach }, (_, n) => macroOf(n)));
    const [runs, macros] = [made.map(({ runId }) => runId), made.map(({ macro }) => macro)];
    const rows = await db.webhookDelivery.findMany({
      where: { runId: { in: runs } },
      select: { id: true, endpointId: true },
    });
    const endpointIds = [...new Set(rows.map(({ endpointId }) => endpointId))];
    await db.endpoint.updateMany({ where: { id: { in: endpointIds } }, data: { cap: 64 } });
    // What the first try would have kept: without it nothing can be sent again.
    await db.$executeRaw`
      insert into delivery_body (delivery_id, n, at, request)
      select id, 0, now(), '{}' from webhook_delivery where run_id = any(${runs}::uuid[])`;
    const world = new World(
      runs,
      macros,
      endpointIds,
      rows.map(({ id }) => id),
    );
    for (let n = 0; n < 3; n++) world.workers.push(await startWorker());
    return world;
  }

  /** Claims and sends; what came of it stays with the worker until it is written down. */
  async claim(worker: Worker, outcomeOf: () => Outcome): Promise<void> {
    const claimed = (await claim({ workerId: worker.id, endpointIds: this.endpointIds, slots: 160 })) ?? [];
    for (const delivery of claimed) {
      this.requests.push(`${delivery.id} ${delivery.attempt}`);
      const [startedAt, outcome] = [new Date(), outcomeOf()];
      const plan = this.macros.find(({ id }) => id === delivery.macroId)?.retries ?? "default";
      const { attempt, maxAttempts, firstAt } = delivery;
      const tried = { attempt, maxAttempts, plan, firstAt: firstAt ?? startedAt, now: startedAt, chance: 0.5 };
      const verdict = decide(outcome, tried);
      worker.ended.push({ delivery, startedAt, verdict, outcome, action: null, request: null, secrets: [] });
    }
  }

  async die(worker: Worker): Promise<void> {
    const at = this.workers.indexOf(worker);
    if (at < 0) return;
    this.workers.splice(at, 1);
    this.ghosts.push(...worker.ended);
    await worker.lock.end();
    this.workers.push(await startWorker());
  }

  /** All workers are gone. */
  async close(): Promise<void> {
    for (const worker of this.workers.splice(0)) await worker.lock.end();
  }

  async hurry(): Promise<void> {
    await db.endpoint.updateMany({ where: { id: { in: this.endpointIds } }, data: { pausedUntil: null } });
    await transaction(
      (tx) => tx.$executeRaw`
        update webhook_delivery set next_at = now() where id in (
          select id from webhook_delivery where state = 'waiting' and run_id = any(${this.runs}::uuid[]) order by id for update)`,
    );
  }

  /** Everything that holds deliveries back is taken away, and what is left is sent. */
  async end(): Promise<void> {
    for (const worker of this.workers) this.ghosts.push(...worker.ended.splice(0));
    await this.close();
    while ((await sweepLost()) > 0);
    await Promise.all(this.runs.map((id) => allowed(() => resumeRun(can("macros.run"), id))));
    await Promise.all(this.macros.map(({ id }) => setMacroEnabled(can("macros.write"), id, true)));
    const last = await startWorker();
    for (let n = 0; n < 3; n++) {
      await this.hurry();
      await this.claim(last, () => answer(200));
      await writeDown(last.ended.splice(0));
    }
    await last.lock.end();
    await Promise.all(this.runs.map((id) => cancel(id)));
    const held = await db.webhookDelivery.findMany({ where: { id: { in: this.deliveryIds }, state: "held" } });
    for (const { id } of held) await markDelivered(can("deliveries.resend"), id);
    // However late it is: nothing changes any more.
    await writeDown(this.ghosts);
  }
}

/** A macro with one webhook to a destination of its own, and a run of it that has queued everybody. */
async function macroOf(n: number) {
  const url = `https://h${n}-${randomUUID().slice(0, 8)}.example.com/hook`;
  const retries = (["default", "quick", "default", "none"] as const)[n % 4];
  const action = makeAction({ url, retries, onUnknown: n % 2 === 0 ? "retry" : "hold" });
  const run = await makeRun([action]);
  await transaction((tx) => queueDeliveriesIn(tx, { run, action, records: users }));
  const { key } = await db.macro.findUniqueOrThrow({ where: { id: run.macroId }, select: { key: true } });
  return { runId: run.id, macro: { id: run.macroId, actionId: action.id, key, url, retries } };
}

async function cancel(runId: string): Promise<void> {
  await allowed(() => cancelRun(can("macros.run"), runId));
  await cancelRecords(runId);
}

/** As workers do it: together, and again where two of them met. */
async function writeDown(results: readonly AttemptResult[]): Promise<void> {
  const flusher = new Flusher();
  await Promise.all(results.map((result) => flusher.add(result)));
}

/** What a person is refused, because somebody was quicker, is an answer; everything else is a bug. */
async function allowed(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
  }
}

type Act = (world: World, chance: Dice) => Promise<unknown>;

const people = [cancelDelivery, giveUp, markDelivered, resendExactly, resendExactly];

const acts = {
  claim: async (world, chance) => {
    const worker = chance.one(world.workers);
    // Of one destination eight are taken at once.
    for (let n = 0; worker && n < 3; n++) await world.claim(worker, () => receiver(chance.roll));
  },
  settle: async (world, chance) => {
    const worker = chance.one(world.workers);
    if (!worker) return;
    const written = chance.some(worker.ended, 0.7);
    worker.ended = worker.ended.filter((result) => !written.includes(result));
    await writeDown(written);
  },
  die: async (world, chance) => {
    const worker = chance.one(world.workers);
    if (worker) await world.die(worker);
  },
  ghost: async (world, chance) => {
    const written = chance.some(world.ghosts, 0.5);
    await writeDown(written);
    for (const result of written) world.ghosts.splice(world.ghosts.indexOf(result), 1);
  },
  sweep: () => sweepLost(),
  hurry: (world) => world.hurry(),
  person: async (world, chance) => {
    const act = chance.one(people) ?? resendExactly;
    const ids = chance.some(world.deliveryIds, 0.015);
    await Promise.all(ids.map((id) => allowed(() => act(can("deliveries.resend"), id))));
  },
  run: async (world, chance) => {
    const id = chance.one(world.runs) ?? "";
    const n = chance.roll();
    if (n < 0.3) await cancel(id);
    else await allowed(() => (n < 0.65 ? pauseRun : resumeRun)(can("macros.run"), id));
  },
  macro: async (world, chance) => {
    const macro = chance.one(world.macros);
    if (!macro) return;
    const n = chance.roll();
    if (n < 0.3) await setMacroEnabled(can("macros.write"), macro.id, false);
    else if (n < 0.6) await setMacroEnabled(can("macros.write"), macro.id, true);
    else if (n < 0.8) await switchActionOn(can("macros.write"), macro.id, macro.actionId);
    else {
      const webhook = { id: macro.actionId, kind: "webhook" as const, url: macro.url, body: `{"v": ${chance.roll()}}` };
      const input = macroInput.parse({ name: "Changed", key: macro.key, actions: [webhook] });
      await updateMacro(can("macros.write"), macro.id, input);
    }
  },
} satisfies Record<string, Act>;

type ActName = keyof typeof acts;

/** How often each is done. */
const weights: [ActName, number][] = [
  ["claim", 6],
  ["settle", 6],
  ["hurry", 4],
  ["person", 3],
  ["sweep", 2],
  ["die", 1],
  ["ghost", 1],
  ["run", 1],
  ["macro", 1],
];

const act = fc.record({
  name: fc.oneof(...weights.map(([name, weight]) => ({ arbitrary: fc.constant(name), weight }))),
  seed: fc.nat(),
});
const program = fc.array(fc.array(act, { minLength: 1, maxLength: 3 }), { minLength: 14, maxLength: 20 });

afterAll(() => db.$executeRaw`drop table if exists life cascade`);

test(
  "ten thousand lives of a delivery each come to one end, whatever happens at the same time",
  { timeout: 240_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(program, async (steps) => {
        const world = await World.begin();
        try {
          for (const step of steps) await Promise.all(step.map(({ name, seed }) => acts[name](world, dice(seed))));
          await world.end();
        } finally {
          await world.close();
        }
        await expectOneEndEach(world);
      }),
      { numRuns: programs, endOnFailure: true },
    );
    expect(programs * macrosEach * recordsEach).toBe(10_000);
  },
);

async function expectOneEndEach(world: World): Promise<void> {
  const [deliveries, lives, attempts] = await Promise.all([
    db.webhookDelivery.findMany({ where: { id: { in: world.deliveryIds } } }),
    db.$queryRaw<{ id: string; was: string; isNow: string; asked: boolean }[]>`
      select id::text, was, is_now as "isNow", asked from life where id = any(${world.deliveryIds}::uuid[]) order by n`,
    db.deliveryAttempt.findMany({
      where: { deliveryId: { in: world.deliveryIds } },
      select: { deliveryId: true, n: true, outcome: true },
    }),
  ]);
  expect(new Set(world.requests).size, "tries that were sent twice").toBe(world.requests.length);
  const livesOf = Map.groupBy(lives, ({ id }) => id);
  const attemptsOf = Map.groupBy(attempts, ({ deliveryId }) => deliveryId);
  const wrong = deliveries.flatMap(({ id, state, attempt, deliveredAt, workerId }) => {
    const life = livesOf.get(id) ?? [];
    const ends = life.filter(({ isNow }) => final.includes(isNow)).length;
    const reopened = life.filter(({ was, isNow, asked }) => final.includes(was) && isNow === "waiting" && asked).length;
    const tries = (attemptsOf.get(id) ?? []).filter(({ outcome }) => outcome !== "late").map(({ n }) => n);
    const problems = [
      !final.includes(state) && `rests as ${state}`,
      ends !== reopened + 1 && `came to ${ends} ends, reopened ${reopened} times`,
      life.some((step, n) => n > 0 && step.was !== life[n - 1]?.isNow) && "changed unseen",
      String([...tries].sort((a, b) => a - b)) !== String(Array.from({ length: attempt }, (_, n) => n + 1)) &&
        `${attempt} tries, logged ${tries.join(" ")}`,
      state === "delivered" && !deliveredAt && "delivered at no time",
      workerId !== null && "still with a worker",
    ].filter(Boolean);
    return problems.length > 0 ? [{ id, problems, life: life.map(({ isNow }) => isNow).join(" ") }] : [];
  });
  expect(wrong.slice(0, 5)).toEqual([]);
}
