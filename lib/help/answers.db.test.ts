import { expect, test } from "vitest";
import { authorizeSystem } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { testDatabase } from "@/lib/testing/database";
import { addHelpAnswer, addHelpNote } from "./answers";

testDatabase();

const scope = { kind: "community", timeZone: "UTC" } as const;
const readerCalled = (personId: string) =>
  authorizeSystem(scope, "help.read", { via: "command line", name: "Reader", personId });
const reader = readerCalled("0199a0f2-5b1c-7c3e-9a52-1f0c6f0d8a11");
const other = readerCalled("0199a0f2-5b1c-7c3e-9a52-1f0c6f0d8a12");

test("a reader's answer is kept with the article and the person, and may get a note", async () => {
  const { id } = await addHelpAnswer(reader, { slug: "webhooks", helpful: false });
  await addHelpNote(reader, { id, note: "Where is PATCH?" });
  expect(await db.helpAnswer.findUnique({ where: { id } })).toMatchObject({
    slug: "webhooks",
    helpful: false,
    note: "Where is PATCH?",
    userId: reader.personId,
  });
});

test("nobody writes into another reader's answer", async () => {
  const { id } = await addHelpAnswer(reader, { slug: "webhooks", helpful: true });
  await expect(addHelpNote(other, { id, note: "mine now" })).rejects.toMatchObject({ code: "not_found" });
  expect(await db.helpAnswer.findUnique({ where: { id } })).toMatchObject({ note: "" });
});

test("an answer about an article that does not exist is refused", async () => {
  await expect(addHelpAnswer(reader, { slug: "nothing", helpful: true })).rejects.toMatchObject({ code: "not_found" });
});
