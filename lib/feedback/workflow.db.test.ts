import { beforeEach, expect, test } from "vitest";
import type { Origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { addTeamMember, createTeam, deleteTeam } from "@/lib/teams/commands";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { changeFeedbackIn } from "./change";
import { createFeedbackType, updateFeedbackType } from "./save-type";
import { feedbackTypeInput, type FeedbackTypeInput } from "./schema";
import { submitFeedbackIn } from "./submit";
import { getFeedbackType } from "./types";
import { settableStatuses } from "./workflow";

testDatabase();

let cast: Cast;
let teamId: string;
let type: FeedbackTypeInput;
let typeId: string;
let feedbackId: string;

beforeEach(async () => {
  cast = await makeCast();
  teamId = (await createTeam(await cast.can("manager", "teams.write"), { name: "Triage" })).id;
  type = feedbackTypeInput.parse({
    name: "Bug",
    key: "bug",
    prefix: "BUG",
    fields: [],
    statuses: [
      { key: "new", name: "New", isDefault: true },
      { key: "vetted", name: "Vetted", teamIds: [teamId] },
    ],
  });
  typeId = (await createFeedbackType(await cast.can("manager", "types.write"), type)).id;
  const actor = await cast.can("participant", "feedback.submit");
  const submitterId = cast.people.participant.id;
  const origin: Origin = { kind: "person", id: submitterId, label: "Test" };
  const ticket = await transaction((tx) =>
    submitFeedbackIn(tx, actor, { title: "It breaks", typeId, submitterId, origin }),
  );
  feedbackId = ticket.id;
});

async function vet(who: "manager" | "support", kind: Origin["kind"] = "person") {
  const actor = await cast.can(who, "feedback.write");
  const origin: Origin = { kind, id: actor.personId, label: "Test" };
  return transaction((tx) => changeFeedbackIn(tx, actor, feedbackId, { statusKey: "vetted" }, origin));
}

async function offered() {
  const actor = await cast.can("support", "feedback.write");
  const statuses = await settableStatuses(actor, await getFeedbackType(await cast.can("support", "types.read"), "bug"));
  return Object.fromEntries(statuses.map(({ key, whyNot }) => [key, whyNot]));
}

const refusal = "Only Triage and project managers set “Vetted”.";

test("a status of a team is set by its people, by project managers and by macros, and by nobody else", async () => {
  await expect(vet("support")).rejects.toMatchObject({ code: "forbidden", message: refusal });
  expect(await offered()).toEqual({ new: null, vetted: refusal });
  await addTeamMember(await cast.can("manager", "teams.write"), { teamId, user: cast.people.support.email });
  expect(await offered()).toEqual({ new: null, vetted: null });
  expect((await vet("support")).changed).toHaveLength(1);
});

test("a project manager sets every status", async () => {
  expect((await vet("manager")).changed).toHaveLength(1);
});

test("a macro sets every status, because a project manager made it", async () => {
  expect((await vet("support", "macro")).changed).toHaveLength(1);
});

test("a team that sets a status cannot be deleted; without it everyone could", async () => {
  const teams = await cast.can("manager", "teams.write");
  await expect(deleteTeam(teams, teamId)).rejects.toThrow(
    "The team sets the status “Vetted” of Bug. Choose other teams there first.",
  );
  const statuses = type.statuses.map((status) => ({ ...status, teamIds: [] }));
  await updateFeedbackType(await cast.can("manager", "types.write"), typeId, { ...type, statuses });
  await deleteTeam(teams, teamId);
  expect(await db.team.count({ where: { id: teamId } })).toBe(0);
});

test("a team of another project cannot be named", async () => {
  const other = await makeCast();
  const { id } = await createTeam(await other.can("manager", "teams.write"), { name: "Theirs" });
  const statuses = type.statuses.map((status) => ({ ...status, teamIds: [id] }));
  await expect(
    updateFeedbackType(await cast.can("manager", "types.write"), typeId, { ...type, statuses }),
  ).rejects.toMatchObject({
    fields: { "statuses.0.teamIds": expect.stringContaining("not there any more") as string },
  });
});

test("a project with such a status can still be removed whole", async () => {
  await db.feedback.deleteMany({ where: { projectId: cast.project.id } });
  await db.project.delete({ where: { id: cast.project.id } });
  expect(await db.team.count({ where: { id: teamId } })).toBe(0);
});
