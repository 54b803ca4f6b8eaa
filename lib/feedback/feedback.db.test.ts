import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { changeFeedbackIn, changeOwnFeedbackIn } from "./change";
import { addFeedbackCommentIn, mayCommentOn } from "./comments";
import { findFeedbackByValue } from "./find-feedback";
import { feedbackTypeInput, type TicketChange } from "./schema";
import { createFeedbackType, updateFeedbackType } from "./save-type";
import { submitFeedbackIn } from "./submit";
import { countTypeUse } from "./type-use";
import { getTicket } from "./ticket";

testDatabase();

let cast: Cast;
let typeId: string;
let ticket: { id: string; displayId: string };
const origin: Origin = { kind: "person", id: null, label: "Test" };
const bug = feedbackTypeInput.parse({
  name: "Bug report",
  key: "bug-report",
  prefix: "BUG",
  fields: [
    {
      label: "Severity",
      key: "severity",
      type: "choice",
      options: [
        { value: "high", label: "High" },
        { value: "low", label: "Low" },
      ],
      required: true,
    },
    { label: "Steps", key: "steps", type: "long_text" },
    { label: "Count", key: "count", type: "number" },
  ],
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
  ticket = await submit("It breaks", { severity: "High" });
});

async function submit(title: string, values: Record<string, string>) {
  const actor = await cast.can("participant", "feedback.submit");
  return transaction((tx) =>
    submitFeedbackIn(tx, actor, { title, values, typeId, submitterId: cast.people.participant.id, origin }),
  );
}

async function change(what: TicketChange) {
  const actor = await cast.can("support", "feedback.write");
  return transaction((tx) => changeFeedbackIn(tx, actor, ticket.id, what, origin));
}

test("submitters change the words of their own open tickets, and nothing else", async () => {
  const participant = await cast.can("participant", "feedback.submit");
  const support = await cast.can("support", "feedback.submit");
  const reword = (actor: typeof participant) =>
    transaction((tx) => changeOwnFeedbackIn(tx, actor, ticket.id, { title: "It breaks at night" }, origin));
  expect((await reword(participant)).changed).toMatchObject([{ path: "feedback.title", new: "It breaks at night" }]);
  await expect(reword(support)).rejects.toMatchObject({ code: "not_found" });
  await change({ statusKey: "closed" });
  await expect(reword(participant)).rejects.toThrow(/is closed and cannot be changed/);
});

describe("submitting", () => {
  test("numbers tickets one after the other, also when twenty come at once", async () => {
    const made = await Promise.all(Array.from({ length: 20 }, (_, n) => submit(`Ticket ${n}`, { severity: "low" })));
    const numbers = made.map(({ displayId }) => Number(displayId.split("-")[1])).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, n) => (numbers[0] ?? 0) + n));
  });

  test("needs the required fields and says which", async () => {
    await expect(submit("No severity", {})).rejects.toMatchObject({
      code: "invalid",
      fields: { "values.severity": "Severity is needed." },
    });
  });

  test("refuses an option that does not exist and names the ones that do", async () => {
    await expect(submit("Odd", { severity: "urgent" })).rejects.toThrow(/High, Low/);
  });
});

describe("changing", () => {
  test("writes one change with old and new as people read them", async () => {
    const { changed } = await change({ statusKey: "closed", values: { severity: "low", count: "3" } });
    expect(changed.map(({ label, old, new: now }) => [label, old, now])).toEqual([
      ["Severity", "High", "Low"],
      ["Count", null, 3],
      ["Status", "New", "Closed"],
    ]);
    expect(await db.feedbackChange.count({ where: { feedbackId: ticket.id } })).toBe(1);
  });

  test("that changes nothing writes nothing", async () => {
    const { changed } = await change({ statusKey: "new", values: { severity: "high" }, title: "It breaks" });
    expect(changed).toEqual([]);
    expect(await db.feedbackChange.count({ where: { feedbackId: ticket.id } })).toBe(0);
  });

  test("to an unknown status or field is refused with the known ones", async () => {
    await expect(change({ statusKey: "gone" })).rejects.toThrow(/New, Closed/);
    await expect(change({ values: { colour: "red" } })).rejects.toMatchObject({
      fields: { "values.colour": expect.stringContaining("colour") as string },
    });
  });

  test("reaches no ticket of another project", async () => {
    const other = await makeCast();
    const actor = await other.can("manager", "feedback.write");
    const asked = transaction((tx) => changeFeedbackIn(tx, actor, ticket.id, { title: "Mine now" }, origin));
    await expect(asked).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("commenting", () => {
  const comment = async (kind: "comment" | "note", body = "Same here") => {
    const actor = await cast.can("support", "feedback.comment");
    return transaction((tx) =>
      addFeedbackCommentIn(tx, actor, { feedbackId: ticket.id, body, kind, authorId: cast.people.support.id, origin }),
    );
  };

  test("counts comments and moves popularity; a note does neither", async () => {
    await comment("comment");
    await comment("note");
    expect(
      await db.feedback.findUnique({ where: { id: ticket.id }, select: { commentCount: true, popularity: true } }),
    ).toEqual({ commentCount: 1, popularity: 1 });
  });

  test("refuses emptiness", async () => {
    await expect(comment("comment", " \n ")).rejects.toMatchObject({
      code: "invalid",
      fields: { body: "Write a comment." },
    });
  });

  test.each([
    ["manager", true],
    ["support", true],
    ["participant", true],
    ["communityManager", true],
    ["observer", false],
    ["applicant", false],
    ["stranger", false],
  ] as const)("may be done by %s: %s", async (who, may) => {
    expect(await mayCommentOn(db, cast.people[who].id, { projectId: cast.project.id })).toBe(may);
  });
});

describe("finding", () => {
  test("takes the id and the display id in any case, and only within its type", async () => {
    expect(await findFeedbackByValue(db, typeId, ticket.displayId.toLowerCase())).toEqual([
      { id: ticket.id, label: ticket.displayId },
    ]);
    expect(await findFeedbackByValue(db, typeId, ticket.id.toUpperCase())).toHaveLength(1);
    for (const value of ["BUG-999999", "", "BUG", "' or 1=1", "\0", "BUG-1e3"])
      expect(await findFeedbackByValue(db, typeId, value)).toEqual([]);
  });
});

describe("who sees what", () => {
  test("a participant sees neither notes nor changes, and no private ticket of others", async () => {
    const staff = await cast.can("support", "feedback.comment");
    await transaction((tx) =>
      addFeedbackCommentIn(tx, staff, {
        feedbackId: ticket.id,
        body: "internal",
        kind: "note",
        authorId: cast.people.support.id,
        origin,
      }),
    );
    await change({ statusKey: "closed" });
    const own = await getTicket(await cast.can("participant", "feedback.readOwn"), "bug-report", ticket.displayId);
    expect(own.comments).toEqual([]);
    expect(own.changes).toEqual([]);
    const asStaff = await getTicket(await cast.can("observer", "feedback.readOwn"), "bug-report", ticket.displayId);
    expect(asStaff.comments.map(({ body }) => body)).toEqual(["internal"]);
    await db.feedback.update({
      where: { id: ticket.id },
      data: { submitterId: cast.people.manager.id },
      select: { id: true },
    });
    const foreign = getTicket(await cast.can("participant", "feedback.readOwn"), "bug-report", ticket.displayId);
    await expect(foreign).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a feedback type", () => {
  test("keeps the values of a field that is removed and brings them back with it", async () => {
    const actor = await cast.can("manager", "types.write");
    await updateFeedbackType(actor, typeId, { ...bug, fields: bug.fields.filter(({ key }) => key !== "severity") });
    expect((await db.feedback.findUnique({ where: { id: ticket.id } }))?.values).toEqual({ severity: "high" });
    await updateFeedbackType(actor, typeId, bug);
    expect(await db.feedbackField.count({ where: { typeId, archivedAt: null } })).toBe(3);
  });

  test("does not lose a status that tickets have", async () => {
    const actor = await cast.can("manager", "types.write");
    const statuses = [
      {
        ...bug.statuses[1],
        key: "closed",
        name: "Closed",
        isClosed: true,
        isDefault: true,
        color: "gray" as const,
        teamIds: [],
      },
    ];
    await expect(updateFeedbackType(actor, typeId, { ...bug, statuses })).rejects.toThrow(
      /tickets have the status “New”/,
    );
  });

  test("keeps the resolution of tickets under a new name, adds, orders and removes those that none has", async () => {
    const actor = await cast.can("manager", "types.write");
    const fixed = { key: "fixed", name: "Fixed" };
    const later = { key: "later", name: "Later" };
    const saved = () =>
      db.feedbackResolution.findMany({
        where: { typeId },
        orderBy: { order: "asc" },
        select: { key: true, name: true },
      });
    await updateFeedbackType(actor, typeId, { ...bug, resolutions: [fixed, later] });
    expect(await saved()).toEqual([fixed, later]);
    await change({ resolutionKey: "fixed" });
    const reader = await cast.can("manager", "types.read");
    expect((await countTypeUse(reader, typeId)).resolutions).toEqual({ fixed: 1 });

    const solved = { key: "fixed", name: "Solved" };
    await updateFeedbackType(actor, typeId, { ...bug, resolutions: [later, solved] });
    expect(await saved()).toEqual([later, solved]);
    expect(
      (await getTicket(await cast.can("support", "feedback.readOwn"), "bug-report", ticket.displayId)).resolution,
    ).toEqual(solved);

    await expect(updateFeedbackType(actor, typeId, { ...bug, resolutions: [later] })).rejects.toThrow(
      /1 ticket has the resolution “Solved”/,
    );
    expect(await saved()).toEqual([later, solved]);
    await change({ resolutionKey: null });
    await updateFeedbackType(actor, typeId, bug);
    expect(await saved()).toEqual([]);
  });

  test("has a prefix of its own in the project", async () => {
    const actor = await cast.can("manager", "types.write");
    await expect(createFeedbackType(actor, { ...bug, key: "other" })).rejects.toMatchObject({
      fields: { prefix: expect.stringContaining("BUG") as string },
    });
  });
});
