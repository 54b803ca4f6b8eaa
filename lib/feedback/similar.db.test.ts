import { beforeAll, expect, test } from "vitest";
import type { Origin } from "@/lib/auth/origin";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { createFeedbackType } from "./save-type";
import { feedbackTypeInput } from "./schema";
import { listSimilarTickets } from "./similar";
import { submitFeedbackIn } from "./submit";

testDatabase();

const origin: Origin = { kind: "person", id: null, label: "Test" };
let cast: Cast;
let typeId: string;

beforeAll(async () => {
  cast = await makeCast();
  const type = feedbackTypeInput.parse({
    name: "Bug",
    key: "bug",
    prefix: "BUG",
    fields: [],
    statuses: [
      { key: "new", name: "New", isDefault: true },
      { key: "closed", name: "Closed", isClosed: true },
    ],
  });
  typeId = (await createFeedbackType(await cast.can("manager", "types.write"), type)).id;
  await submit("The export of a board dies half-way", "public");
  await submit("Exporting dies", "private");
  await submit("Notifications come twice", "public");
  const closed = await submit("The export of a board dies at once", "public");
  await db.feedback.update({
    where: { id: closed },
    data: { status: { connect: { typeId_key: { typeId, key: "closed" } } } },
  });
});

async function submit(title: string, visibility: "public" | "private"): Promise<string> {
  const actor = await cast.can("support", "feedback.submit");
  const submitterId = cast.people.support.id;
  const { id } = await transaction((tx) => submitFeedbackIn(tx, actor, { title, typeId, submitterId, origin }));
  await db.feedback.update({ where: { id }, data: { visibility } });
  return id;
}

async function similar(who: "participant" | "support", title: string) {
  const found = await listSimilarTickets(await cast.can(who, "feedback.submit"), { typeKey: "bug", title });
  return found.map((ticket) => ticket.title);
}

test("open tickets that say about the same are found by few words and by many, the nearest first", async () => {
  expect(await similar("support", "export dies")).toEqual(["Exporting dies", "The export of a board dies half-way"]);
  expect(await similar("support", "When I try it the EXPORT of a board dies half-way through")).toEqual([
    "The export of a board dies half-way",
  ]);
  expect(await similar("support", "100%_ sure')")).toEqual([]);
});

test("testers are shown none that they may not see, and whether they may vote", async () => {
  expect(await similar("participant", "export dies")).toEqual(["The export of a board dies half-way"]);
  const [own] = await listSimilarTickets(await cast.can("support", "feedback.submit"), {
    typeKey: "bug",
    title: "notifications twice",
  });
  expect(own?.mine).toEqual({ votes: false, whyNoVote: expect.stringContaining("your own ticket") as string });
});
