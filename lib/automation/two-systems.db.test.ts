import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { authorizeSystem } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { changeFeedbackIn } from "@/lib/feedback/change";
import { mostByItself } from "@/lib/macros/by-itself";
import { createMacro } from "@/lib/macros/commands";
import { resumeRecord } from "@/lib/macros/resume";
import { maxDepth, startRunIn } from "@/lib/macros/run";
import { runRecords } from "@/lib/macros/run-records";
import { macroInput, type MacroDraft } from "@/lib/macros/schema";
import type { Outcome } from "@/lib/outbound/outcome";
import type { OutboundRequest } from "@/lib/outbound/send";
import {
  bug1,
  bugs,
  by,
  apiKey,
  call,
  jira,
  listener,
  listeningProject,
  project,
  ticketListener,
} from "@/lib/testing/listening-project";
import { attemptAll } from "@/lib/webhooks/attempt";
import { claim } from "@/lib/webhooks/claim";
import { flushResults } from "@/lib/webhooks/flush";
import { saveTrigger } from "./commands";
import { judgeEvent } from "./judge";
import { listVerdicts } from "./queries";
import { triggerInput } from "./schema";

/** Ours sends a webhook for what happens to a ticket; the other system answers each by calling one of our listeners. */
listeningProject();

let workerId: bigint;
beforeEach(async () => {
  ({ id: workerId } = await db.worker.create({ data: { host: "here", pid: 1 }, select: { id: true } }));
});
afterEach(async () => {
  await db.macroTrigger.deleteMany();
  await db.macroRun.deleteMany();
  await db.webhookDelivery.deleteMany();
});

/** What the other system does with a webhook of ours. `chain` are our headers, if it passes them on. */
type Answering = (chain: Record<string, string>, n: number) => Promise<unknown>;

/** Whether the other system sends back the headers by which we know what belongs together. */
const systems = [
  ["passes our headers on", true],
  ["does not", false],
] as const;

/** As worker and other system do, until nothing is left to do; how many webhooks were sent. */
async function settle(passesOn: boolean, answer: Answering): Promise<number> {
  let sent = 0;
  const send = async ({ headers }: OutboundRequest): Promise<Outcome> => {
    const chain = headers.filter(([name]) => passesOn && name.startsWith("x-fieldpost-"));
    await answer(Object.fromEntries(chain), ++sent);
    const took = { ms: 1, dnsMs: null, connectMs: null, ttfbMs: null, ip: null };
    return { kind: "answered", status: 200, headers: [], body: Buffer.alloc(0), bytes: 0, truncated: false, ...took };
  };
  for (let round = 0; round < 200; round++) {
    const events = await db.recordEvent.findMany({ select: { id: true } });
    for (const { id } of events) await judgeEvent(id);
    const runs = await db.macroRun.findMany({
      where: { records: { some: { state: "waiting" } } },
      select: { id: true },
    });
    for (const { id } of runs) await runRecords(id);
    const waiting = await db.webhookDelivery.findMany({ where: { state: "waiting" }, select: { endpointId: true } });
    if (events.length + runs.length + waiting.length === 0) return sent;
    const claimed =
      (await claim({ workerId, endpointIds: waiting.map(({ endpointId }) => endpointId), slots: 8 })) ?? [];
    await attemptAll(claimed, { send, close: async () => undefined }, (result) => flushResults([result]));
    const open = await db.macroRunRecord.findMany({ where: { state: "waiting_for_webhook" }, select: { id: true } });
    for (const { id } of open) await resumeRecord(id);
  }
  throw new Error(`it goes on after ${sent} webhooks`);
}

const can = () => authorizeSystem(project, "macros.write", by);

async function sendingMacro(more: Partial<MacroDraft> = {}): Promise<{ id: string }> {
  const webhook = { id: randomUUID(), kind: "webhook", url: "https://other.example.com/hook", body: "{}" } as const;
  const input = macroInput.parse({
    name: "Tell",
    key: `tell-${randomUUID().slice(0, 8)}`,
    actions: [webhook],
    ...more,
  });
  return createMacro(can(), { target: "feedback", typeId: bugs }, input);
}

const onEveryChange = ({ id: macroId }: { id: string }) =>
  saveTrigger(
    can(),
    triggerInput.parse({ name: "On change", feedbackTypeId: bugs, macroId, event: "feedback_modified" }),
  );

const personChanges = (title: string) =>
  transaction((tx) =>
    changeFeedbackIn(
      tx,
      authorizeSystem(project, "feedback.write", by),
      bug1,
      { title },
      {
        kind: "person",
        id: null,
        label: "Mara",
      },
    ),
  );

const calls = (key: string, chain: Record<string, string>, body: object) =>
  call(key, {
    value: "BUG-1",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", "x-api-key": apiKey.key, ...chain },
  });

/** Why records were left out, each reason once. */
async function reasons(): Promise<(string | null)[]> {
  const skipped = await db.macroRunRecord.findMany({ where: { state: "skipped" }, select: { reason: true } });
  return [...new Set(skipped.map(({ reason }) => reason))];
}

const tooOften = `It ran on this record ${mostByItself} times within 10 minutes by itself. Two systems seem to answer each other, so it was left out.`;

/** Thirty rounds, each with its worker, its call and its log. */
const patient = { timeout: 120_000 };

describe.each(systems)("the other system %s", (_, passesOn) => {
  test("and stores something new with every webhook: it comes to an end, and the log says why", patient, async () => {
    const { key } = await listener(ticketListener());
    const trigger = await onEveryChange(await sendingMacro());
    await personChanges(`Begun ${randomUUID()}`);
    const sent = await settle(passesOn, (chain, n) => calls(key, chain, { sessions_7d: n }));
    const verdicts = await listVerdicts(authorizeSystem(project, "runs.read", by), bug1);
    if (passesOn) {
      expect(sent).toBe(1);
      expect(verdicts).toContainEqual(
        expect.objectContaining({
          trigger: expect.objectContaining({ id: trigger.id }),
          outcome: "once_per_chain",
          reason: "It has run for this record in the same chain of events already.",
        }),
      );
    } else {
      expect(sent).toBe(mostByItself);
      expect(await reasons()).toEqual([tooOften]);
    }
  });

  test("and starts the macro again with every webhook: it comes to an end, and the log says why", patient, async () => {
    const macro = await sendingMacro();
    const { key } = await listener({ kind: "macro", macroId: macro.id, target: "feedback", feedbackTypeId: bugs });
    await calls(key, {}, {});
    const sent = await settle(passesOn, (chain) => calls(key, chain, {}));
    expect(sent).toBe(passesOn ? maxDepth + 1 : mostByItself);
    expect(await reasons()).toEqual([passesOn ? `This chain of runs is more than ${maxDepth} deep.` : tooOften]);
  });

  test("and always stores the same: a change that changes nothing sends nothing", async () => {
    const { key } = await listener(ticketListener());
    await onEveryChange(await sendingMacro());
    await personChanges(`Begun ${randomUUID()}`);
    // The first answer is news, unless it belongs to the same chain.
    expect(await settle(passesOn, (chain) => calls(key, chain, { account: "Acme" }))).toBe(passesOn ? 1 : 2);
    expect(await reasons()).toEqual([]);
    expect(await db.externalDataRecord.count({ where: { groupId: jira.id } })).toBe(1);
  });

  test("and comments with every webhook: a comment sets nothing off", async () => {
    const { key } = await listener({
      kind: "comment",
      target: "feedback",
      feedbackTypeId: bugs,
      authorField: "author",
      commentField: "text",
    });
    await onEveryChange(await sendingMacro());
    await personChanges(`Begun ${randomUUID()}`);
    const before = await db.comment.count();
    const comment = (chain: Record<string, string>, n: number) =>
      calls(key, chain, { author: "jane@example.com", text: `Seen ${n}` });
    expect(await settle(passesOn, comment)).toBe(1);
    expect(await db.comment.count()).toBe(before + 1);
  });
});

describe("a macro that goes round too often", () => {
  test(
    "runs again when the minutes have passed, for a person at once, and for other records all the time",
    patient,
    async () => {
      const macro = await sendingMacro();
      const { key } = await listener({ kind: "macro", macroId: macro.id, target: "feedback", feedbackTypeId: bugs });
      await calls(key, {}, {});
      await settle(false, () => calls(key, {}, {}));
      const runs = () => db.macroRunRecord.count({ where: { state: { not: "skipped" }, run: { macroId: macro.id } } });
      expect(await runs()).toBe(mostByItself);
      await call(key, { value: "BUG-2", body: "{}" });
      expect(await runs()).toBe(mostByItself + 1);
      await calls(key, {}, {});
      expect(await runs()).toBe(mostByItself + 1);
      const records = [{ id: bug1, label: "BUG-1" }];
      await transaction((tx) =>
        startRunIn(tx, { macro, cause: "manual", causeDetail: { label: "Mara" }, byId: null, records }),
      );
      expect(await runs()).toBe(mostByItself + 2);
      await db.macroRun.updateMany({
        where: { macroId: macro.id },
        data: { createdAt: new Date(Date.now() - 601_000) },
      });
      await calls(key, {}, {});
      expect(await runs()).toBe(mostByItself + 3);
    },
  );

  test("without a webhook is not held back: a busy app may award points all day", async () => {
    const points = { id: randomUUID(), kind: "add_points", points: 1 } as const;
    const macro = await sendingMacro({ actions: [points] });
    const { key } = await listener({ kind: "macro", macroId: macro.id, target: "feedback", feedbackTypeId: bugs });
    for (let n = 0; n < mostByItself + 5; n++) await calls(key, {}, { n });
    expect(await reasons()).toEqual([]);
  });
});
