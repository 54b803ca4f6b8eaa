import { beforeEach, expect, test } from "vitest";
import type { Origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { addToTeamIn, createTeam, deleteTeam, removeFromTeamIn, updateTeam } from "@/lib/teams/commands";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { changeFeedbackIn } from "./change";
import { addFeedbackCommentIn } from "./comments";
import { createFeedbackType, updateFeedbackType } from "./save-type";
import { feedbackTypeInput, type TicketChange } from "./schema";
import { submitFeedbackIn } from "./submit";
import { getTicket } from "./ticket";

testDatabase();

const origin: Origin = { kind: "person", id: null, label: "Test" };
const type = feedbackTypeInput.parse({
  name: "Bug",
  key: "bug",
  prefix: "BUG",
  commentWeight: 3,
  fields: [
    {
      label: "Severity",
      key: "severity",
      type: "choice",
      options: [
        { value: "high", label: "High", weight: 2.5 },
        { value: "low", label: "Low", weight: 0.5 },
        { value: "some", label: "Some" },
      ],
    },
    { label: "Reviewer", key: "reviewer", type: "text", staffOnly: true, required: true },
  ],
  statuses: [{ key: "new", name: "New", isDefault: true }],
});

let cast: Cast;
let typeId: string;
let ticket: { id: string; displayId: string };

beforeEach(async () => {
  cast = await makeCast();
  typeId = (await createFeedbackType(await cast.can("manager", "types.write"), type)).id;
  const actor = await cast.can("participant", "feedback.submit");
  ticket = await transaction(async (tx) => {
    const values = { severity: "high" };
    const submitterId = cast.people.participant.id;
    const made = await submitFeedbackIn(tx, actor, { title: "It breaks", values, typeId, submitterId, origin });
    await addFeedbackCommentIn(tx, await cast.can("support", "feedback.comment"), {
      feedbackId: made.id,
      body: "Indeed",
      kind: "comment",
      authorId: null,
      origin,
    });
    return made;
  });
});

async function weighed() {
  const { weight, impact } = await db.feedback.findUniqueOrThrow({ where: { id: ticket.id } });
  return [weight, impact];
}

async function change(what: TicketChange) {
  const actor = await cast.can("support", "feedback.write");
  await transaction((tx) => changeFeedbackIn(tx, actor, ticket.id, what, origin));
}

test("weight is what the chosen option says, and impact is weight times popularity", async () => {
  expect(await weighed()).toEqual([2.5, 7.5]);
  await change({ values: { severity: "low" } });
  expect(await weighed()).toEqual([0.5, 1.5]);
  await change({ values: { severity: "some" } });
  expect(await weighed()).toEqual([1, 3]);
  await change({ values: { severity: null } });
  expect(await weighed()).toEqual([1, 3]);
});

test("a new weight of an option counts for the tickets that are there", async () => {
  const manager = await cast.can("manager", "types.write");
  const [severity, reviewer] = type.fields;
  if (!severity || !reviewer) throw new Error("The type has two fields");
  const options = severity.options.map((option) => ({ ...option, weight: 4 }));
  await updateFeedbackType(manager, typeId, { ...type, fields: [{ ...severity, options }, reviewer] });
  expect(await weighed()).toEqual([4, 12]);
  await updateFeedbackType(manager, typeId, { ...type, fields: [reviewer] });
  expect(await weighed()).toEqual([1, 3]);
});

test("the factors of the submitter's teams multiply it, here and in the community, as people come and go", async () => {
  const teams = await cast.can("manager", "teams.write");
  const community = await cast.can("communityManager", "teams.write", "community");
  const cause = { kind: "person", id: null, label: "Test" } as const;
  const userId = cast.people.participant.id;
  const vip = await createTeam(teams, { name: "VIP", impactFactor: 2 });
  const plain = await createTeam(community, { name: `Plain ${cast.project.key}` });
  await transaction((tx) => addToTeamIn(tx, teams, { teamId: vip.id, userId, cause }));
  expect(await weighed()).toEqual([5, 15]);
  await transaction((tx) => addToTeamIn(tx, community, { teamId: plain.id, userId, cause }));
  expect(await weighed()).toEqual([5, 15]);
  await updateTeam(community, plain.id, { name: `Plain ${cast.project.key}`, impactFactor: 1.1 });
  expect(await weighed()).toEqual([5.5, 16.5]);
  await transaction((tx) => removeFromTeamIn(tx, community, { teamId: plain.id, userId, cause }));
  expect(await weighed()).toEqual([5, 15]);
  await deleteTeam(teams, vip.id);
  expect(await weighed()).toEqual([2.5, 7.5]);
});

test("a team of another project weighs nothing here", async () => {
  const other = await makeCast();
  await db.participation.create({
    data: { projectId: other.project.id, userId: cast.people.participant.id, role: "participant" },
  });
  const teams = await other.can("manager", "teams.write");
  const { id: teamId } = await createTeam(teams, { name: "VIP", impactFactor: 9 });
  const cause = { kind: "person", id: null, label: "Test" } as const;
  await transaction((tx) => addToTeamIn(tx, teams, { teamId, userId: cast.people.participant.id, cause }));
  expect(await weighed()).toEqual([2.5, 7.5]);
});

test("testers see neither weights nor what is for staff, and do not have to fill it", async () => {
  await change({ values: { reviewer: "Maya" } });
  const seen = await getTicket(await cast.can("participant", "feedback.readOwn"), "bug", ticket.displayId);
  expect(seen).toMatchObject({ impact: null, values: { severity: "high" } });
  expect(JSON.stringify(seen.type.fields)).not.toMatch(/weight|reviewer/);
  expect(seen.values).not.toHaveProperty("reviewer");
  const staff = await getTicket(await cast.can("observer", "feedback.readOwn"), "bug", ticket.displayId);
  expect(staff).toMatchObject({ impact: { weight: 2.5, impact: 7.5 }, values: { reviewer: "Maya" } });
});
