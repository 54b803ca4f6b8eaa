import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { changeFeedbackIn, undoChangeIn } from "./change";
import { addFeedbackCommentIn } from "./comments";
import { setFollowing } from "./follow";
import { tellFollowers } from "./notices";
import { feedbackTypeInput, type TicketChange } from "./schema";
import { createFeedbackType, updateFeedbackType } from "./save-type";
import { submitFeedbackIn } from "./submit";
import { getTicket } from "./ticket";
import { setVote } from "./votes";

testDatabase();

let cast: Cast;
let typeId: string;
let ticket: { id: string; displayId: string };
const origin: Origin = { kind: "person", id: null, label: "Test" };
const bug = feedbackTypeInput.parse({
  name: "Bug report",
  key: "bug-report",
  prefix: "BUG",
  defaultVisibility: "public",
  fields: [],
  statuses: [
    { key: "new", name: "New", isDefault: true },
    { key: "closed", name: "Closed", isClosed: true },
  ],
});

beforeAll(async () => {
  cast = await makeCast("vega");
  typeId = (await createFeedbackType(await cast.can("manager", "types.write"), bug)).id;
});

beforeEach(async () => {
  ticket = await submit("It breaks");
});

async function submit(title: string) {
  const actor = await cast.can("participant", "feedback.submit");
  return transaction((tx) =>
    submitFeedbackIn(tx, actor, { title, values: {}, typeId, submitterId: cast.people.participant.id, origin }),
  );
}

async function change(what: TicketChange, id = ticket.id) {
  const actor = await cast.can("support", "feedback.write");
  return transaction((tx) => changeFeedbackIn(tx, actor, id, what, origin));
}

type Voter = "manager" | "support" | "participant";

const vote = async (who: Voter, votes = true, feedbackId = ticket.id) =>
  setVote(await cast.can(who, "feedback.vote"), { feedbackId, votes });

const comment = async (who: "support" | "participant", kind: "comment" | "note" = "comment") => {
  const actor = await cast.can(who, "feedback.comment");
  const by: Origin = { kind: "person", id: cast.people[who].id, label: cast.people[who].username };
  const input = { feedbackId: ticket.id, body: "Same here", kind, authorId: cast.people[who].id, origin: by };
  return transaction((tx) => addFeedbackCommentIn(tx, actor, input));
};

const counted = (id = ticket.id) =>
  db.feedback.findUniqueOrThrow({
    where: { id },
    select: { voteCount: true, commentCount: true, duplicateCount: true, popularity: true },
  });

const followers = async (id = ticket.id) =>
  (
    await db.feedbackFollow.findMany({
      where: { feedbackId: id, following: true },
      orderBy: { user: { username: "asc" } },
      select: { user: { select: { username: true } } },
    })
  ).map(({ user }) => user.username);

describe("votes", () => {
  test("count once per person, however often and at once they come, and can be taken back", async () => {
    await Promise.all([vote("support"), vote("support"), vote("support"), vote("manager")]);
    expect(await counted()).toMatchObject({ voteCount: 2, popularity: 4 });
    await Promise.all([vote("support", false), vote("support", false)]);
    expect(await counted()).toMatchObject({ voteCount: 1, popularity: 2 });
  });

  test("are for the open tickets of others, and not for duplicates", async () => {
    await expect(vote("participant")).rejects.toThrow(/is your own ticket/);
    const original = await submit("It breaks as well");
    await change({ duplicateOf: original.displayId });
    await expect(vote("support")).rejects.toThrow(`Vote for ${original.displayId} instead`);
    await change({ statusKey: "closed" }, original.id);
    await expect(vote("support", true, original.id)).rejects.toThrow(/is closed/);
    expect(await db.feedbackVote.count({ where: { feedbackId: { in: [ticket.id, original.id] } } })).toBe(0);
  });

  test("reach no ticket that the person may not see", async () => {
    const other = await makeCast();
    const stranger = await other.can("manager", "feedback.vote");
    await expect(setVote(stranger, { feedbackId: ticket.id, votes: true })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("weigh what the type says, also after its weights change", async () => {
    await vote("support");
    await comment("support");
    expect(await counted()).toMatchObject({ popularity: 3 });
    const actor = await cast.can("manager", "types.write");
    await updateFeedbackType(actor, typeId, { ...bug, voteWeight: 10, commentWeight: 0 });
    expect(await counted()).toMatchObject({ popularity: 10 });
    await comment("support");
    expect(await counted()).toMatchObject({ commentCount: 2, popularity: 10 });
    await updateFeedbackType(actor, typeId, bug);
    expect(await counted()).toMatchObject({ popularity: 4 });
  });
});

describe("duplicates", () => {
  test("count on the original, can be undone, and are found again on both tickets", async () => {
    const original = await submit("The first");
    const done = await change({ duplicateOf: original.displayId.toLowerCase() });
    expect(done.changed).toMatchObject([{ path: "feedback.duplicate_of", old: null, new: original.displayId }]);
    expect(await counted(original.id)).toMatchObject({ duplicateCount: 1, popularity: 3 });
    const support = await cast.can("support", "feedback.readOwn");
    expect(await getTicket(support, "bug-report", original.displayId)).toMatchObject({
      duplicates: [{ displayId: ticket.displayId }],
    });
    expect(await getTicket(support, "bug-report", ticket.displayId)).toMatchObject({
      duplicateOf: { displayId: original.displayId },
    });
    const actor = await cast.can("support", "feedback.write");
    await transaction((tx) => undoChangeIn(tx, actor, ticket.id, done, origin));
    expect(await counted(original.id)).toMatchObject({ duplicateCount: 0, popularity: 0 });
  });

  test("never make a chain: one of a duplicate is one of its original, and its own go along", async () => {
    const [first, second] = [await submit("First"), await submit("Second")];
    await change({ duplicateOf: first.displayId }, second.id);
    await change({ duplicateOf: second.displayId });
    expect(await counted(first.id)).toMatchObject({ duplicateCount: 2 });
    const root = await submit("Root");
    await change({ duplicateOf: root.displayId }, first.id);
    expect(await counted(root.id)).toMatchObject({ duplicateCount: 3, popularity: 9 });
    expect(await counted(first.id)).toMatchObject({ duplicateCount: 0, popularity: 0 });
    expect(await counted(second.id)).toMatchObject({ duplicateCount: 0 });
  });

  test("two tickets marked as duplicates of each other at once end with one of them", async () => {
    const other = await submit("The other");
    await Promise.allSettled([
      change({ duplicateOf: other.displayId }),
      change({ duplicateOf: ticket.displayId }, other.id),
    ]);
    const rows = await db.feedback.findMany({ where: { id: { in: [ticket.id, other.id] } } });
    expect(rows.filter(({ duplicateOfId }) => duplicateOfId !== null)).toHaveLength(1);
    expect(rows.reduce((sum, { duplicateCount }) => sum + duplicateCount, 0)).toBe(1);
  });

  test("of itself and of nothing are refused by the field", async () => {
    await expect(change({ duplicateOf: ticket.displayId })).rejects.toMatchObject({
      fields: { duplicateOf: "A ticket is no duplicate of itself." },
    });
    await expect(change({ duplicateOf: "BUG-99999" })).rejects.toMatchObject({
      fields: { duplicateOf: "There is no ticket BUG-99999 in this project." },
    });
  });
});

describe("followers", () => {
  const mails = async () => {
    for (const { id } of await db.feedbackNotice.findMany()) await tellFollowers(id, 1);
    const found = await db.emailMessage.findMany({ where: { subjectId: ticket.id }, orderBy: { to: "asc" } });
    await db.emailMessage.deleteMany();
    return found.map(({ to, subject }) => `${to.split("@")[0]}: ${subject}`);
  };
  const name = (who: Voter) => cast.people[who].email.split("@")[0];

  test("are who submitted, commented or voted; whoever unfollowed stays away", async () => {
    expect(await followers()).toEqual([cast.people.participant.username]);
    await vote("manager");
    await comment("support");
    const all = ["manager", "participant", "support"] as const;
    expect(await followers()).toEqual(all.map((who) => cast.people[who].username).sort());
    const participant = await cast.can("participant", "feedback.readOwn");
    await setFollowing(participant, { feedbackId: ticket.id, following: false });
    await comment("participant");
    expect(await followers()).not.toContain(cast.people.participant.username);
    await setFollowing(participant, { feedbackId: ticket.id, following: true });
    expect(await followers()).toContain(cast.people.participant.username);
  });

  test("get a mail for a comment and for what becomes of the ticket, its author none, and none for a note", async () => {
    await vote("manager");
    await comment("support", "note");
    expect(await mails()).toEqual([]);
    await comment("support");
    const subject = `${ticket.displayId} It breaks: new comment`;
    expect(await mails()).toEqual([`${name("manager")}: ${subject}`, `${name("participant")}: ${subject}`].sort());
    await change({ title: "It breaks", statusKey: "closed" });
    const closed = `${ticket.displayId} It breaks: Status Closed`;
    expect(await mails()).toEqual([`${name("manager")}: ${closed}`, `${name("participant")}: ${closed}`].sort());
    await change({ title: "Another" });
    expect(await mails()).toEqual([]);
  });

  test("are told once, however often the job comes, and not when they may not see the ticket", async () => {
    await vote("manager");
    await comment("support");
    const [notice] = await db.feedbackNotice.findMany();
    await Promise.all([1, 2, 3].map(() => tellFollowers(notice?.id ?? "", 1)));
    expect(await mails()).toHaveLength(2);
    await db.participation.updateMany({ where: { userId: cast.people.manager.id }, data: { state: "removed" } });
    await comment("support");
    expect(await mails()).toEqual([expect.stringContaining(name("participant") ?? "")]);
    await db.participation.updateMany({ where: { userId: cast.people.manager.id }, data: { state: "active" } });
  });
});
