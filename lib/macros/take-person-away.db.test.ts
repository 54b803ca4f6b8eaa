import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { authorize, authorizeSystem } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { testDatabase } from "@/lib/testing/database";
import { createMacro } from "./commands";
import { resumeRecord } from "./resume";
import { startRunIn } from "./run";
import { runRecords } from "./run-records";
import { actionResults, macroInput } from "./schema";
import { testProgramme, testWebhook, type TestProgramme } from "./test-programme";

testDatabase();

let programme: TestProgramme;
beforeAll(async () => {
  programme = await testProgramme();
});

const action = (kind: string, more: object = {}) => ({ id: randomUUID(), kind, ...more });
const people = { target: "user" } as const;
const input = (actions: object[], confirm = true) =>
  macroInput.parse({ name: "Goodbye", key: `g-${randomUUID().slice(0, 8)}`, confirm, actions });
const communitys = (actions: object[], confirm = true) =>
  createMacro(
    authorizeSystem({ kind: "community", timeZone: "UTC" }, "macros.write", { via: "job", name: "test" }),
    people,
    input(actions, confirm),
  );
const projects = (actions: object[], confirm = true) =>
  createMacro(programme.can("macros.write"), people, input(actions, confirm));

async function ranOn(macro: { id: string }, userId: string, byId: string | null = null) {
  const records = [{ id: userId, label: "someone" }];
  const { runId } = await transaction((tx) =>
    startRunIn(tx, { macro, cause: "manual", causeDetail: { label: "test" }, byId, records }),
  );
  await runRecords(runId);
  return runId;
}

async function verdict(runId: string) {
  const { id, state, results } = await db.macroRunRecord.findFirstOrThrow({ where: { runId } });
  return { id, state, results: actionResults.parse(results) };
}

const participation = (userId: string) =>
  db.participation.findUniqueOrThrow({ where: { projectId_userId: { projectId: programme.project.id, userId } } });
const account = (id: string) => db.user.findUniqueOrThrow({ where: { id } });

test("a project's macro ends the participation, after everything else, and the last manager stays", async () => {
  const user = await programme.user();
  const [remove, thank] = [action("remove_from_project"), action("add_points", { points: 1 })];
  const macro = await projects([remove, thank]);
  const { state, results } = await verdict(await ranOn(macro, user.id));
  expect([state, results[remove.id]]).toEqual(["done", { state: "done", message: "Removed from Aurora." }]);
  expect(await participation(user.id)).toMatchObject({ state: "removed", score: 1 });
  expect(await db.auditEntry.count({ where: { kind: "member", objectId: user.id, verb: "deleted" } })).toBe(1);

  const boss = await programme.user();
  await db.participation.updateMany({ where: { userId: boss.id }, data: { role: "manager" } });
  const kept = await verdict(await ranOn(macro, boss.id));
  expect(kept.results[remove.id]).toEqual({
    state: "failed",
    message: "This is the last project manager. Make someone else project manager first.",
  });
  expect(await participation(boss.id)).toMatchObject({ state: "active" });
});

test("a deletion waits until the webhooks have come to their end, and sends nothing to who is gone", async () => {
  const user = await programme.user();
  const webhook = testWebhook({ body: '{"who": "((user.email))"}' });
  const [remove, mail] = [action("delete_user"), action("email", { subject: "Bye", body: "Bye" })];
  const macro = await communitys([remove, mail, webhook]);
  const runId = await ranOn(macro, user.id);
  const move = async (state: "waiting" | "delivered") => {
    const deliveredAt = state === "delivered" ? new Date() : null;
    await db.webhookDelivery.updateMany({ where: { runId }, data: { state, attempt: 2, deliveredAt } });
    await resumeRecord((await verdict(runId)).id);
    return verdict(runId);
  };
  const tried = await move("waiting");
  expect(tried.state).toBe("waiting_for_webhook");
  expect([tried.results[mail.id]?.state, tried.results[remove.id]?.state]).toEqual(["done", "waiting"]);
  expect(await account(user.id)).toMatchObject({ state: "active", email: user.email });

  const ended = await move("delivered");
  expect([ended.state, ended.results[remove.id]]).toEqual(["done", { state: "done", message: "Deleted." }]);
  expect(await account(user.id)).toMatchObject({ state: "deleted", username: `deleted-${user.id.slice(-12)}` });
  const late = await programme.ticket(user.id);
  const points = action("add_points", { points: 5 });
  const onTicket = await programme.macro(programme.tickets, { actions: [points] as never });
  const { runId: after } = await transaction((tx) =>
    startRunIn(tx, {
      macro: onTicket,
      cause: "manual",
      causeDetail: { label: "test" },
      byId: null,
      records: [{ id: late.id, label: late.displayId }],
    }),
  );
  await runRecords(after);
  expect((await verdict(after)).results[points.id]).toEqual({ state: "failed", message: "The account was deleted." });
});

test("nobody deletes themselves by a macro, nor the last community manager", async () => {
  const boss = await db.user.create({
    data: { email: "boss@example.com", username: "boss", communityRole: "community_manager" },
  });
  const remove = action("delete_user");
  const macro = await communitys([remove]);
  expect((await verdict(await ranOn(macro, boss.id, boss.id))).results[remove.id]?.message).toMatch(/^Nobody deletes/);
  expect((await verdict(await ranOn(macro, boss.id))).results[remove.id]?.message).toMatch(/last community manager/);
  await expect(authorize(boss.id, "community", "users.write")).resolves.toMatchObject({ personId: boss.id });
});

test("is refused on tickets, in the other scope, and unless the macro asks first", async () => {
  const fieldsOf = (making: Promise<unknown>) =>
    making.then(
      () => "saved",
      ({ fields }: { fields: Record<string, string> }) => fields["actions.0.kind"],
    );
  const onTickets = createMacro(programme.can("macros.write"), programme.tickets, input([action("delete_user")]));
  expect(await fieldsOf(onTickets)).toBe("Only a user macro can do this.");
  expect(await fieldsOf(projects([action("delete_user")]))).toBe("Only a macro of the community can do this.");
  expect(await fieldsOf(communitys([action("remove_from_project")]))).toBe("Only a macro of a project can do this.");
  const silent = [
    () => projects([action("remove_from_project")], false),
    () => communitys([action("delete_user")], false),
  ];
  for (const making of silent)
    expect(await fieldsOf(making())).toMatch(/^This cannot be undone, so the macro has to ask first/);
});
