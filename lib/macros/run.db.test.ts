import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import type { DeliveryState } from "@/lib/db/generated/client";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { testDatabase } from "@/lib/testing/database";
import { resumeRecord } from "./resume";
import { maxDepth, startRunIn, type RunToStart } from "./run";
import { runRecords } from "./run-records";
import { actionResults, type MacroDraft } from "./schema";
import { testProgramme, testWebhook, type TestProgramme } from "./test-programme";

testDatabase();

let programme: TestProgramme;
beforeAll(async () => {
  programme = await testProgramme();
});

type Start = Partial<RunToStart> & { records: { id: string; label: string }[] };

async function start(macro: { id: string }, more: Start): Promise<string> {
  const { runId } = await transaction((tx) =>
    startRunIn(tx, { macro, cause: "manual", causeDetail: { label: "test" }, byId: null, ...more }),
  );
  return runId;
}

async function ranOn(macro: { id: string }, more: Start): Promise<string> {
  const runId = await start(macro, more);
  await runRecords(runId);
  return runId;
}

const recordsOf = (runId: string) => db.macroRunRecord.findMany({ where: { runId }, orderBy: { id: "asc" } });

async function onlyRecord(runId: string) {
  const [record, ...more] = await recordsOf(runId);
  if (!record || more.length > 0) throw new Error("expected one record");
  return { ...record, results: actionResults.parse(record.results) };
}

const stateOf = async (runId: string) => (await db.macroRun.findUniqueOrThrow({ where: { id: runId } })).state;

async function newTicket(title = "Crash") {
  const user = await programme.user();
  const ticket = await programme.ticket(user.id, title);
  return { user, ticket, record: { id: ticket.id, label: ticket.displayId } };
}

/** What the sending would do, without sending. */
async function moveDelivery(runId: string, actionId: string, state: DeliveryState, attempt = 1) {
  await db.webhookDelivery.updateMany({
    where: { runId, actionId },
    data: {
      state,
      attempt,
      deliveredAt: state === "delivered" ? new Date() : null,
      lastMessage: state === "failed" ? "404 Not Found" : null,
    },
  });
  for (const { id } of await recordsOf(runId)) await resumeRecord(id);
}

const action = <K extends string>(kind: K, more: Record<string, unknown>) => ({ id: randomUUID(), kind, ...more });

describe("a macro on a ticket", () => {
  test("does every kind of action, each with its result, and the run is done", async () => {
    const { user, ticket, record } = await newTicket("It <dies>");
    const actions = [
      action("email", {
        subject: "About ((feedback.display_id))",
        body: "Severity is now ((feedback.field.severity)).",
      }),
      action("add_comment", { as: "reply", body: "Status: ((feedback.status)), macro ((macro.name))" }),
      action("add_comment", { as: "note", body: "internal" }),
      action("add_points", { rankId: programme.rank.id, reason: "for ((feedback.title))" }),
      action("set_status", { statusKey: "sent" }),
      action("set_field", { fieldKey: "severity", value: "High" }),
      action("set_field", { fieldKey: "build", value: "((feedback.number))" }),
    ] as MacroDraft["actions"];
    const macro = await programme.macro(programme.tickets, { name: "All of it", actions });
    const runId = await ranOn(macro, { records: [record] });

    expect(await onlyRecord(runId)).toMatchObject({ state: "done", reason: null, label: ticket.displayId });
    expect(Object.values((await onlyRecord(runId)).results).map(({ state }) => state)).toEqual(Array(7).fill("done"));
    expect(await stateOf(runId)).toBe("done");
    const after = await db.feedback.findUniqueOrThrow({
      where: { id: ticket.id },
      include: { status: true, comments: { orderBy: { id: "asc" } } },
    });
    expect(after).toMatchObject({
      status: { key: "sent" },
      values: { severity: "high", build: ticket.number },
      commentCount: 1,
    });
    expect(after.comments.map(({ kind, body }) => ({ kind, body }))).toEqual([
      { kind: "comment", body: "Status: Sent to tracker, macro All of it" },
      { kind: "note", body: "internal" },
    ]);
    expect(after.comments[0]?.origin).toMatchObject({ kind: "macro", id: runId, label: "All of it", depth: 0 });
    expect(await db.user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({ score: 10 });
    expect(await db.scoreEntry.findFirstOrThrow({ where: { userId: user.id } })).toMatchObject({
      reason: "for It <dies>",
      rankId: programme.rank.id,
    });
    const [mail] = await db.emailMessage.findMany({ where: { subjectId: ticket.id } });
    expect(mail).toMatchObject({ to: user.email, subject: `About ${ticket.displayId}`, state: "kept" });
    expect(mail?.text).toContain("Severity is now High.");
    expect(mail?.html).not.toContain("<dies>");
  });

  test("one failed action takes nothing else back", async () => {
    const { ticket, record } = await newTicket();
    const broken = action("set_field", { fieldKey: "build", value: "((feedback.title))" });
    const macro = await programme.macro(programme.tickets, {
      actions: [broken, action("add_comment", { body: "still said" })] as MacroDraft["actions"],
    });
    const runId = await ranOn(macro, { records: [record] });
    const done = await onlyRecord(runId);
    expect(done).toMatchObject({ state: "failed", reason: "Build: enter a number." });
    expect(done.results[broken.id]).toEqual({ state: "failed", message: "Build: enter a number." });
    expect(await db.comment.count({ where: { feedbackId: ticket.id } })).toBe(1);
    expect(await stateOf(runId)).toBe("done");
  });

  test("an action that is off is not done", async () => {
    const { ticket, record } = await newTicket();
    const macro = await programme.macro(programme.tickets, {
      actions: [action("add_comment", { body: "no", enabled: false })] as MacroDraft["actions"],
    });
    await ranOn(macro, { records: [record] });
    expect(await db.comment.count({ where: { feedbackId: ticket.id } })).toBe(0);
  });

  test("a deleted ticket is skipped", async () => {
    const { ticket, record } = await newTicket();
    const macro = await programme.macro(programme.tickets, { actions: [testWebhook()] });
    await db.feedback.delete({ where: { id: ticket.id } });
    const runId = await ranOn(macro, { records: [record] });
    expect(await onlyRecord(runId)).toMatchObject({ state: "skipped", reason: "The ticket was deleted." });
    expect(await db.webhookDelivery.count({ where: { runId } })).toBe(0);
    expect(await stateOf(runId)).toBe("done");
  });
});

describe("a macro on a user", () => {
  test("comments, gives points and mails; who turned mails off is skipped", async () => {
    const user = await programme.user();
    const quiet = await programme.user(undefined, { emailOptOut: true });
    const mail = action("email", { subject: "Hi", body: 'Dear ((user.first_name|default:"friend"))' });
    const macro = await programme.macro(programme.people, {
      actions: [
        mail,
        action("add_comment", { body: "Called ((user.username))" }),
        action("add_points", { points: -3, reason: "late" }),
      ] as MacroDraft["actions"],
    });
    const runId = await ranOn(macro, { records: [user, quiet].map(({ id, username }) => ({ id, label: username })) });
    expect((await recordsOf(runId)).map(({ state }) => state)).toEqual(["done", "done"]);
    expect((await db.userComment.findFirstOrThrow({ where: { userId: user.id } })).body).toBe(
      `Called ${user.username}`,
    );
    expect((await db.participation.findFirstOrThrow({ where: { userId: user.id } })).score).toBe(-3);
    expect((await db.emailMessage.findFirstOrThrow({ where: { subjectId: user.id } })).text).toContain("Dear friend");
    expect(await db.emailMessage.count({ where: { subjectId: quiet.id } })).toBe(0);
    const quietRecord = await db.macroRunRecord.findFirstOrThrow({ where: { runId, subjectId: quiet.id } });
    expect(actionResults.parse(quietRecord.results)[mail.id]).toMatchObject({ state: "skipped" });
  });
});

describe("run once", () => {
  test("runs started at the same moment run a record once", async () => {
    const { ticket, record } = await newTicket();
    const macro = await programme.macro(programme.tickets, {
      runOnce: true,
      actions: [action("add_comment", { body: "once" })] as MacroDraft["actions"],
    });
    const runs = await Promise.all(Array.from({ length: 6 }, () => start(macro, { records: [record] })));
    await Promise.all(runs.flatMap((runId) => [runRecords(runId), runRecords(runId)]));
    expect(await db.comment.count({ where: { feedbackId: ticket.id } })).toBe(1);
    const states = (await Promise.all(runs.map(onlyRecord))).map(({ state }) => state).sort();
    expect(states).toEqual(["done", "skipped", "skipped", "skipped", "skipped", "skipped"]);
  });

  test("the same for webhooks queued many at a time, and a resend may run it again", async () => {
    const { record } = await newTicket();
    const macro = await programme.macro(programme.tickets, { runOnce: true, actions: [testWebhook()] });
    const runs = await Promise.all([1, 2, 3].map(() => start(macro, { records: [record] })));
    await Promise.all(runs.map(runRecords));
    expect(await db.webhookDelivery.count({ where: { macroId: macro.id } })).toBe(1);
    await ranOn(macro, { records: [record], cause: "resend" });
    expect(await db.webhookDelivery.count({ where: { macroId: macro.id } })).toBe(2);
  });
});

describe("after a crash", () => {
  test("the job goes on where it was and doubles nothing", async () => {
    const macro = await programme.macro(programme.tickets, {
      actions: [action("add_points", { points: 1 }), action("add_comment", { body: "hello" })] as MacroDraft["actions"],
    });
    const made = await Promise.all(Array.from({ length: 5 }, () => newTicket()));
    const poisoned = made[2]?.ticket.id ?? "";
    // A conflict that never ends: the transaction is given up in the middle of the third record, after its points.
    await pool().query(`create function fail() returns trigger language plpgsql as $$ begin
      if new.feedback_id = '${poisoned}' then raise exception 'lost' using errcode = '40001'; end if; return new; end $$`);
    await pool().query(`create trigger fail before insert on comment for each row execute function fail()`);
    const runId = await start(macro, { records: made.map(({ record }) => record) });
    await expect(runRecords(runId)).rejects.toThrow();
    expect((await recordsOf(runId)).map(({ state }) => state)).toEqual([
      "done",
      "done",
      "waiting",
      "waiting",
      "waiting",
    ]);
    expect(await db.scoreEntry.count({ where: { userId: made[2]?.user.id } })).toBe(0);

    await pool().query(`drop trigger fail on comment`);
    await Promise.all([runRecords(runId), runRecords(runId)]);
    await runRecords(runId);
    expect((await recordsOf(runId)).map(({ state }) => state)).toEqual(Array(5).fill("done"));
    for (const { ticket, user } of made) {
      expect(await db.comment.count({ where: { feedbackId: ticket.id } })).toBe(1);
      expect((await db.user.findUniqueOrThrow({ where: { id: user.id } })).score).toBe(1);
    }
    expect(await stateOf(runId)).toBe("done");
  });
});

describe("around webhooks", () => {
  test("a mail goes on after the first attempt; what uses captured values waits for the outcome", async () => {
    const { ticket, record } = await newTicket();
    const hook = testWebhook({ capture: { groupId: programme.jira.id, storeOn: "target" } });
    const mail = action("email", {
      to: "addresses",
      addresses: ["team@example.com"],
      subject: "Sent",
      body: "((feedback.title))",
    });
    const keyMail = action("email", {
      to: "addresses",
      addresses: ["team@example.com"],
      subject: "Key",
      body: `((external.${programme.jira.key}.key))`,
    });
    const status = action("set_status", { statusKey: "sent", onlyIfWebhookSucceeded: true });
    const points = action("add_points", { points: 2 });
    const macro = await programme.macro(programme.tickets, {
      actions: [keyMail, mail, status, hook, points] as MacroDraft["actions"],
    });
    const runId = await ranOn(macro, { records: [record] });
    const states = async () => {
      const { results } = await onlyRecord(runId);
      return [points, hook, mail, status, keyMail].map(({ id }) => results[id]?.state);
    };

    expect(await onlyRecord(runId)).toMatchObject({ state: "waiting_for_webhook" });
    expect(await states()).toEqual(["done", "waiting", "waiting", "waiting", "waiting"]);
    expect(await stateOf(runId)).toBe("running");

    await moveDelivery(runId, hook.id, "waiting", 1);
    expect(await states()).toEqual(["done", "waiting", "done", "waiting", "waiting"]);
    await moveDelivery(runId, hook.id, "waiting", 2);
    expect(await db.emailMessage.count({ where: { subjectId: ticket.id } })).toBe(1);

    await moveDelivery(runId, hook.id, "delivered", 3);
    expect(await states()).toEqual(["done", "done", "done", "done", "done"]);
    expect(await onlyRecord(runId)).toMatchObject({ state: "done" });
    expect(await stateOf(runId)).toBe("done");
    expect(await db.emailMessage.count({ where: { subjectId: ticket.id } })).toBe(2);
  });

  test("a failed webhook skips what depends on it; delivered later by hand, that is done after all", async () => {
    const { ticket, record } = await newTicket();
    const hook = testWebhook();
    const status = action("set_status", { statusKey: "sent", onlyIfWebhookSucceeded: true });
    const macro = await programme.macro(programme.tickets, { actions: [hook, status] as MacroDraft["actions"] });
    const runId = await ranOn(macro, { records: [record] });
    await moveDelivery(runId, hook.id, "failed");
    const failed = await onlyRecord(runId);
    expect(failed).toMatchObject({ state: "failed", reason: "404 Not Found" });
    expect(failed.results[status.id]).toMatchObject({ state: "skipped", blockedBy: hook.id });

    await db.webhookDelivery.updateMany({
      where: { runId },
      data: { state: "waiting", askedById: ticket.submitterId },
    });
    await moveDelivery(runId, hook.id, "delivered", 2);
    expect(await onlyRecord(runId)).toMatchObject({ state: "done", reason: null });
    expect(
      (await db.feedback.findUniqueOrThrow({ where: { id: ticket.id }, include: { status: true } })).status.key,
    ).toBe("sent");
  });

  test("a second webhook is queued when the first was tried, or has its outcome if it uses captured values", async () => {
    const { record } = await newTicket();
    const create = testWebhook({ capture: { groupId: programme.jira.id, storeOn: "target" } });
    const other = testWebhook();
    const update = testWebhook({ url: `https://example.com/issue/((external.${programme.jira.key}.key))` });
    const macro = await programme.macro(programme.tickets, { actions: [create, other, update] });
    const runId = await ranOn(macro, { records: [record] });
    const queued = async () =>
      (await db.webhookDelivery.findMany({ where: { runId }, select: { actionId: true } })).map(
        ({ actionId }) => actionId,
      );
    expect(await queued()).toEqual([create.id]);
    await moveDelivery(runId, create.id, "waiting", 1);
    expect((await queued()).sort()).toEqual([create.id, other.id].sort());
    await moveDelivery(runId, other.id, "delivered", 1);
    expect(await queued()).toHaveLength(2);
    await moveDelivery(runId, create.id, "delivered", 2);
    expect(await queued()).toHaveLength(3);
  });

  test("resuming any number of times, at once, does each thing once", async () => {
    const { ticket, record } = await newTicket();
    const hook = testWebhook();
    const mail = action("email", { to: "addresses", addresses: ["team@example.com"], subject: "Sent", body: "x" });
    const macro = await programme.macro(programme.tickets, { actions: [hook, mail] as MacroDraft["actions"] });
    const runId = await ranOn(macro, { records: [record] });
    await db.webhookDelivery.updateMany({
      where: { runId },
      data: { state: "delivered", attempt: 1, deliveredAt: new Date() },
    });
    const { id } = await onlyRecord(runId);
    await Promise.all(Array.from({ length: 5 }, () => resumeRecord(id)));
    expect(await db.emailMessage.count({ where: { subjectId: ticket.id } })).toBe(1);
    expect(await stateOf(runId)).toBe("done");
  });
});

describe("starting", () => {
  test("a chain that is too deep is seen as skipped", async () => {
    const { record } = await newTicket();
    const macro = await programme.macro(programme.tickets, { actions: [testWebhook()] });
    const runId = await ranOn(macro, { records: [record], depth: maxDepth + 1 });
    expect(await onlyRecord(runId)).toMatchObject({
      state: "skipped",
      reason: "This chain of runs is more than 5 deep.",
    });
    expect(await stateOf(runId)).toBe("done");
  });

  test("a macro that is off cannot be started", async () => {
    const { record } = await newTicket();
    const macro = await programme.macro(programme.tickets, { enabled: false });
    await expect(start(macro, { records: [record] })).rejects.toThrow(/switched off/);
  });

  test("nothing exists when the caller's transaction fails", async () => {
    const { record } = await newTicket();
    const macro = await programme.macro(programme.tickets, {});
    const failing = transaction(async (tx) => {
      await startRunIn(tx, { macro, cause: "listener", causeDetail: { label: "x" }, byId: null, records: [record] });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await db.macroRun.count({ where: { macroId: macro.id } })).toBe(0);
  });
});
