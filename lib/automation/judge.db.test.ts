import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { authorizeSystem, scopeOf } from "@/lib/auth/authorize";
import type { Origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { writeValuesIn } from "@/lib/external-data/write";
import { submitFeedbackIn } from "@/lib/feedback/submit";
import { setMacroEnabled } from "@/lib/macros/commands";
import { maxDepth } from "@/lib/macros/run";
import { testProgramme, type TestProgramme } from "@/lib/macros/test-programme";
import { setMember } from "@/lib/projects/commands";
import { addToTeamIn } from "@/lib/teams/commands";
import { testDatabase } from "@/lib/testing/database";
import { createUser } from "@/lib/users/commands";
import { updateProfile } from "@/lib/users/profile";
import { newUser } from "@/lib/users/schema";
import { deleteTrigger, saveTrigger, switchTrigger } from "./commands";
import { judgeEvent } from "./judge";
import { listVerdicts } from "./queries";
import { triggerInput } from "./schema";
import { person, settle, triggersOf } from "./test-triggers";

testDatabase();

let programme: TestProgramme;
beforeAll(async () => {
  programme = await testProgramme();
});

const { macroThat, trigger, newTicket, change, outcomes, runsOn } = triggersOf(() => programme);

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
