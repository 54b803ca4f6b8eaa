import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import type { Origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { writeValuesIn } from "@/lib/external-data/write";
import { changeFeedbackIn } from "@/lib/feedback/change";
import type { TicketChange } from "@/lib/feedback/schema";
import { submitFeedbackIn } from "@/lib/feedback/submit";
import { deleteFilter } from "@/lib/filters/filters";
import { deleteMacro, setMacroEnabled } from "@/lib/macros/commands";
import { maxDepth } from "@/lib/macros/run";
import { runRecords } from "@/lib/macros/run-records";
import { testProgramme, type TestProgramme } from "@/lib/macros/test-programme";
import { setMember } from "@/lib/projects/commands";
import { addToTeamIn } from "@/lib/teams/commands";
import { testDatabase } from "@/lib/testing/database";
import { createUser } from "@/lib/users/commands";
import { updateProfile } from "@/lib/users/profile";
import { newUser } from "@/lib/users/schema";
import { deleteTrigger, saveTrigger, switchTrigger } from "./commands";
import { judgeEvent } from "./judge";
import { listTriggers, listVerdicts } from "./queries";
import { triggerInput, type TriggerDraft } from "./schema";

testDatabase();

let programme: TestProgramme;
beforeAll(async () => {
  programme = await testProgramme();
});

const person: Origin = { kind: "person", id: null, label: "Mara" };

async function macroThat(more: Record<string, unknown> = { kind: "set_field", fieldKey: "steps", value: "ran" }) {
  return programme.macro(programme.tickets, { actions: [{ id: randomUUID(), ...more } as never] });
}

async function trigger(draft: Partial<TriggerDraft> & { macroId: string; event: TriggerDraft["event"] }) {
  const isTicket = draft.event.startsWith("feedback");
  const input = triggerInput.parse({ name: "T", ...(isTicket && { feedbackTypeId: programme.type.id }), ...draft });
  return saveTrigger(programme.can("macros.write"), input);
}

async function newTicket(title = "Crash") {
  const { id } = await programme.user();
  return transaction((tx) =>
    submitFeedbackIn(tx, programme.can("feedback.submit"), {
      typeId: programme.type.id,
      title,
      values: {},
      submitterId: id,
      origin: person,
    }),
  );
}

const change = (id: string, asked: TicketChange, origin: Origin = person) =>
  transaction((tx) => changeFeedbackIn(tx, programme.can("feedback.write"), id, asked, origin));

/** As the worker does, until nothing more happens; how many events there were. */
async function settle(): Promise<number> {
  let judged = 0;
  for (;;) {
    const events = await db.recordEvent.findMany({ select: { id: true } });
    const runs = await db.macroRun.findMany({ where: { state: "running" }, select: { id: true } });
    if (events.length + runs.length === 0) return judged;
    for (const { id } of events) await judgeEvent(id);
    for (const { id } of runs) await runRecords(id);
    judged += events.length;
  }
}

const outcomes = async (subjectId: string) =>
  (await listVerdicts(programme.can("runs.read"), subjectId)).map(({ trigger: { id }, outcome }) => [id, outcome]);
const runsOn = (macro: { id: string }, subjectId: string) =>
  db.macroRunRecord.findMany({ where: { subjectId, run: { macroId: macro.id } }, include: { run: true } });

test("nothing is noted where no trigger is set to it", async () => {
  const other = await testProgramme();
  const { id } = await other.user();
  await transaction((tx) =>
    submitFeedbackIn(tx, other.can("feedback.submit"), {
      typeId: other.type.id,
      title: "Quiet",
      values: {},
      submitterId: id,
      origin: person,
    }),
  );
  expect(await db.recordEvent.count()).toBe(0);
});

test("a submitted ticket that matches the filter runs the macro; another says why not", async () => {
  const macro = await macroThat({ kind: "add_comment", body: "Thank you for ((feedback.title))" });
  const owner = await programme.user();
  const filter = await db.savedFilter.create({
    data: {
      projectId: programme.project.id,
      source: `feedback:${programme.type.id}`,
      name: "Crashes",
      condition: { match: "all", conditions: [{ field: "feedback.title", is: "contains", value: "crash" }] },
      ownerId: owner.id,
      visibility: "project",
    },
  });
  const { id } = await trigger({ macroId: macro.id, event: "feedback_submitted", filterId: filter.id });
  const [crash, idea] = [await newTicket("A crash"), await newTicket("An idea")];
  expect(await settle()).toBe(2);
  expect(await runsOn(macro, crash.id)).toMatchObject([
    { state: "done", run: { cause: "trigger", causeDetail: { label: "T", triggerId: id }, depth: 0 } },
  ]);
  expect(await db.comment.findFirst({ where: { feedbackId: crash.id } })).toMatchObject({
    body: "Thank you for A crash",
  });
  expect(await runsOn(macro, idea.id)).toEqual([]);
  expect(await listVerdicts(programme.can("runs.read"), idea.id)).toMatchObject([
    { outcome: "not_matching", times: 1, reason: "It did not match the filter “Crashes”." },
  ]);
  // Its use is known wherever it would be taken away.
  const manager = { ...programme.can("filters.write"), personId: owner.id };
  await expect(deleteFilter(manager, filter.id)).rejects.toThrow("the trigger “T”");
  await expect(deleteMacro(programme.can("macros.write"), macro.id)).rejects.toThrow("the trigger “T”");
  expect(await listTriggers(programme.can("macros.read"), programme.tickets)).toMatchObject([
    { id, filter: { name: "Crashes" }, lastRun: {} },
  ]);
  await deleteTrigger(programme.can("macros.write"), id);
});

test("a change is judged by what changed, and its old and new value are tags", async () => {
  const macro = await macroThat({
    kind: "add_comment",
    body: "((trigger.field)) went from ((trigger.old)) to ((trigger.new))",
  });
  const { id } = await trigger({
    macroId: macro.id,
    event: "feedback_modified",
    fields: ["feedback.status"],
    newValue: "sent to TRACKER",
  });
  const ticket = await newTicket();
  await change(ticket.id, { title: "Another" });
  await change(ticket.id, { title: "Another" });
  expect(await settle()).toBe(1);
  expect(await outcomes(ticket.id)).toEqual([[id, "other_fields"]]);
  await change(ticket.id, { statusKey: "sent" });
  await settle();
  await change(ticket.id, { statusKey: "new" });
  await settle();
  expect((await listVerdicts(programme.can("runs.read"), ticket.id))[0]).toMatchObject({
    outcome: "other_value",
    reason: "Status became “New”, not “sent to TRACKER”.",
  });
  expect((await db.comment.findMany({ where: { feedbackId: ticket.id } })).map(({ body }) => body)).toEqual([
    "Status went from New to Sent to tracker",
  ]);
  await deleteTrigger(programme.can("macros.write"), id);
});

test("external data of a ticket modify it", async () => {
  const macro = await macroThat();
  const { id } = await trigger({
    macroId: macro.id,
    event: "feedback_modified",
    fields: [`external.${programme.jira.key}.key`],
  });
  const ticket = await newTicket();
  const group = await db.externalDataGroup.findUniqueOrThrow({
    where: { id: programme.jira.id },
    include: { fields: true },
  });
  const fields = group.fields.map((field) => ({ ...field, archived: false }));
  const write = (key: string) =>
    transaction((tx) =>
      writeValuesIn(tx, {
        group: { ...group, fields },
        recordId: ticket.id,
        values: new Map([[fields[0]?.id ?? "", key]]),
        source: { source: "listener", id: null, label: "Jira", at: new Date().toISOString() },
      }),
    );
  await write("BETA-1");
  await write("BETA-1");
  expect(await settle()).toBe(2);
  expect(await runsOn(macro, ticket.id)).toMatchObject([
    { state: "done", run: { causeDetail: { change: { label: "Key", old: "", new: "BETA-1" } } } },
  ]);
  await deleteTrigger(programme.can("macros.write"), id);
});

test("two triggers that set each other off come to an end, each once per record in the chain", async () => {
  const high = await macroThat({ kind: "set_field", fieldKey: "severity", value: "high" });
  const low = await macroThat({ kind: "set_field", fieldKey: "severity", value: "low" });
  const severity = { event: "feedback_modified" as const, fields: ["feedback.field.severity"] };
  const one = await trigger({ macroId: high.id, ...severity, newValue: "Low" });
  const two = await trigger({ macroId: low.id, ...severity, newValue: "High" });
  const ticket = await newTicket();
  await change(ticket.id, { values: { severity: "low" } });
  await settle();
  expect(await runsOn(high, ticket.id)).toHaveLength(1);
  expect(await runsOn(low, ticket.id)).toHaveLength(1);
  expect(await outcomes(ticket.id)).toContainEqual([one.id, "once_per_chain"]);
  const chains = new Set((await db.macroRun.findMany({ where: { macroId: { in: [high.id, low.id] } } })).map(chainOf));
  expect(chains.size).toBe(1);
  // Somebody's own change is a new chain.
  await change(ticket.id, { values: { severity: "high" } });
  await settle();
  expect(await runsOn(low, ticket.id)).toHaveLength(2);
  for (const { id } of [one, two]) await deleteTrigger(programme.can("macros.write"), id);
});

const chainOf = ({ chainId }: { chainId: string }) => chainId;

test("a chain that is too deep ends with a run that says so", async () => {
  const macro = await macroThat();
  const { id } = await trigger({ macroId: macro.id, event: "feedback_modified" });
  const ticket = await newTicket();
  const origin: Origin = { kind: "macro", id: null, label: "Deep", chainId: randomUUID(), depth: maxDepth };
  await change(ticket.id, { title: "Deep" }, origin);
  await settle();
  expect(await runsOn(macro, ticket.id)).toMatchObject([{ state: "skipped", run: { depth: maxDepth + 1 } }]);
  await deleteTrigger(programme.can("macros.write"), id);
});

test("one that is off, and one whose macro is off, say so and run again when both are on", async () => {
  const macro = await macroThat();
  const { id } = await trigger({ macroId: macro.id, event: "feedback_modified" });
  const writer = programme.can("macros.write");
  const ticket = await newTicket();
  const events: Origin = { ...person, chainId: randomUUID(), depth: 0 };
  await switchTrigger(writer, id, false);
  await change(ticket.id, { title: "One" }, events);
  await settle();
  await switchTrigger(writer, id, true);
  await setMacroEnabled(writer, macro.id, false);
  await change(ticket.id, { title: "Two" }, events);
  await settle();
  expect(await outcomes(ticket.id)).toEqual([
    [id, "refused"],
    [id, "off"],
  ]);
  await setMacroEnabled(writer, macro.id, true);
  await change(ticket.id, { title: "Three" }, events);
  await settle();
  expect(await runsOn(macro, ticket.id)).toHaveLength(1);
  await deleteTrigger(writer, id);
});

test("an event is judged once, however often its job comes", async () => {
  const macro = await macroThat();
  const { id } = await trigger({ macroId: macro.id, event: "feedback_submitted" });
  const ticket = await newTicket();
  const [event] = await db.recordEvent.findMany();
  await Promise.all([judgeEvent(event?.id ?? ""), judgeEvent(event?.id ?? ""), judgeEvent(event?.id ?? "")]);
  expect(await runsOn(macro, ticket.id)).toHaveLength(1);
  await settle();
  await deleteTrigger(programme.can("macros.write"), id);
});

test("people: registered, joined, profile, team, in the scopes that they are in", async () => {
  const community = await scopeOf(null);
  const system = { via: "command line", name: "Test" } as const;
  const note = (name: string) => ({ id: randomUUID(), kind: "add_comment" as const, body: name });
  const here = await programme.macro(programme.people, { actions: [note("here")] });
  const stranger = await testProgramme();
  const there = await stranger.macro(stranger.people, { actions: [note("there")] });
  await db.profileField.create({ data: { key: "os", label: "System", type: "text" } });
  const team = await db.team.create({ data: { projectId: programme.project.id, name: "Gold" } });
  for (const event of ["user_joined", "profile_changed", "team_changed"] as const) {
    await trigger({ name: event, macroId: here.id, event });
    const input = triggerInput.parse({ name: event, macroId: there.id, event });
    await saveTrigger(stranger.can("macros.write"), input);
  }
  const user = await createUser(
    authorizeSystem(community, "users.write", system),
    newUser.parse({ email: "nora@example.org", password: "a long enough password", communityRole: "member" }),
  );
  expect(await settle()).toBe(0);
  await setMember(programme.can("members.write"), { user: "nora@example.org", role: "participant" });
  await setMember(programme.can("members.write"), { user: "nora@example.org", role: "support" });
  await updateProfile(authorizeSystem(community, "users.write", system), user.id, { os: "Linux" });
  await updateProfile(authorizeSystem(community, "users.write", system), user.id, { os: "Linux" });
  await transaction((tx) =>
    addToTeamIn(tx, programme.can("teams.write"), { teamId: team.id, userId: user.id, cause: person }),
  );
  expect(await settle()).toBe(3);
  const started = await db.macroRun.findMany({ where: { macroId: here.id }, orderBy: { createdAt: "asc" } });
  expect(started.map(({ causeDetail }) => causeDetail)).toMatchObject([
    { label: "user_joined" },
    { label: "profile_changed", change: { label: "System", old: "", new: "Linux" } },
    { label: "team_changed", change: { label: "Teams", old: "", new: "Gold" } },
  ]);
  expect(await db.macroRun.count({ where: { macroId: there.id } })).toBe(0);
  expect(await listVerdicts(stranger.can("runs.read"), user.id)).toEqual([]);
});

test("what does not fit is refused by its field", async () => {
  const macro = await macroThat();
  const stranger = await testProgramme();
  const users = await programme.macro(programme.people, { actions: [] });
  const refused = async (draft: Parameters<typeof trigger>[0], field: string) =>
    expect(trigger(draft)).rejects.toMatchObject({ code: "invalid", fields: { [field]: expect.any(String) } });
  await refused({ macroId: users.id, event: "feedback_submitted" }, "macroId");
  await refused({ macroId: users.id, event: "user_registered" }, "event");
  await refused({ macroId: macro.id, event: "feedback_modified", fields: ["feedback.nothing"] }, "fields");
  await refused({ macroId: macro.id, event: "feedback_modified", fields: ["user.username"] }, "fields");
  await refused({ macroId: macro.id, event: "feedback_modified", filterId: randomUUID() }, "filterId");
  await refused({ macroId: macro.id, event: "feedback_modified", feedbackTypeId: stranger.type.id }, "feedbackTypeId");
  const { id } = await trigger({ macroId: macro.id, event: "feedback_modified" });
  await expect(switchTrigger(stranger.can("macros.write"), id, false)).rejects.toMatchObject({ code: "not_found" });
  await expect(deleteTrigger(stranger.can("macros.write"), id)).rejects.toMatchObject({ code: "not_found" });
});

test("with a project go its triggers, though its macros are kept for them", async () => {
  const other = await testProgramme();
  const macro = await other.macro(other.people, { actions: [] });
  const input = triggerInput.parse({ name: "T", macroId: macro.id, event: "team_changed" });
  const { id } = await saveTrigger(other.can("macros.write"), input);
  await expect(db.macro.delete({ where: { id: macro.id } })).rejects.toThrow();
  await db.project.delete({ where: { id: other.project.id } });
  expect(await db.macroTrigger.count({ where: { id } })).toBe(0);
});
