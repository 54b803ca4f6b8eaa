import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { queueMailIn } from "@/lib/mail/queue";
import { unsubscribeToken } from "@/lib/mail/unsubscribe-token";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { findSubscription, unsubscribe } from "./unsubscribe";

testDatabase();

let cast: Cast;
let feedbackId: string;
beforeAll(async () => {
  cast = await makeCast();
  const type = await db.feedbackType.create({
    data: {
      projectId: cast.project.id,
      key: "bug",
      name: "Bug",
      prefix: "BUG",
      statuses: { create: [{ key: "new", name: "New", isDefault: true }] },
    },
    include: { statuses: true },
  });
  const ticket = await db.feedback.create({
    data: {
      projectId: cast.project.id,
      typeId: type.id,
      number: 1,
      displayId: "BUG-1",
      title: "Dies",
      statusId: type.statuses[0]?.id ?? "",
      submitterId: cast.people.participant.id,
    },
  });
  feedbackId = ticket.id;
  const followers = [cast.people.participant.id, cast.people.manager.id];
  await db.feedbackFollow.createMany({ data: followers.map((userId) => ({ feedbackId, userId })) });
});

const optedOut = async (id: string) => (await db.user.findUniqueOrThrow({ where: { id } })).emailOptOut;
const follows = async (userId: string) =>
  (await db.feedbackFollow.findUniqueOrThrow({ where: { feedbackId_userId: { feedbackId, userId } } })).following;

/** The links of a mail, as its reader has them. */
async function linksTo(to: string, optOut: { origin: string; feedbackId?: string }) {
  const mail = {
    to,
    subject: "s",
    text: "t",
    projectId: null,
    cause: { kind: "macro", id: null, label: "x" },
    optOut,
  } as const;
  const made = await transaction((tx) => queueMailIn(tx, mail, null));
  if (!made.ok) throw new Error(made.reason);
  const { text, unsubscribeUrl } = await db.emailMessage.findUniqueOrThrow({ where: { id: made.id } });
  return {
    oneClick: unsubscribeUrl,
    pages: [...text.matchAll(/^(.+): (https:.*)$/gm)].map(([, words, href]) => ({ words, href })),
  };
}

const tokenOf = (address: string | null | undefined) => address?.split("/").at(-1) ?? "";

test("the link of a mail turns such mails off, without signing in, and says so when asked", async () => {
  const { id, email } = cast.people.support;
  const { oneClick, pages } = await linksTo(email, { origin: "https://hub.example" });
  expect(pages).toEqual([
    { words: "Turn off these e-mails", href: `https://hub.example/unsubscribe/${tokenOf(oneClick)}` },
  ]);
  expect(await findSubscription(tokenOf(oneClick))).toEqual({ email, getsMail: true, ticket: null });
  expect(await optedOut(id)).toBe(false);
  expect([await unsubscribe(tokenOf(oneClick), "first"), await unsubscribe(tokenOf(oneClick), "first")]).toEqual([
    true,
    true,
  ]);
  expect(await optedOut(id)).toBe(true);
  expect(await findSubscription(tokenOf(oneClick))).toMatchObject({ getsMail: false });
});

test("the first link of a mail about a ticket ends following it, the second all such mails", async () => {
  const { id, email } = cast.people.participant;
  const { oneClick, pages } = await linksTo(email, { origin: "https://hub.example", feedbackId });
  expect(pages.map(({ words }) => words)).toEqual(["Stop following this ticket", "Turn off these e-mails"]);
  expect(tokenOf(pages[0]?.href)).toBe(tokenOf(oneClick));
  expect(await findSubscription(tokenOf(oneClick))).toEqual({
    email,
    getsMail: true,
    ticket: { displayId: "BUG-1", isFollowed: true },
  });
  expect(await unsubscribe(tokenOf(oneClick), "first")).toBe(true);
  expect([await follows(id), await optedOut(id)]).toEqual([false, false]);
  expect(await follows(cast.people.manager.id)).toBe(true);
  expect(await unsubscribe(tokenOf(oneClick), "all")).toBe(true);
  expect(await optedOut(id)).toBe(true);
});

test("an address that is nobody's has no link, and neither has mail that is not to be turned off", async () => {
  expect(await linksTo("someone@else.example", { origin: "https://hub.example" })).toEqual({
    oneClick: null,
    pages: [],
  });
});

test("a link that was changed in one place, or made for another's eyes, opens nothing", async () => {
  const good = unsubscribeToken({ userId: cast.people.observer.id, feedbackId: null });
  const changed = good.split("").map((char, at) => good.slice(0, at) + (char === "A" ? "E" : "A") + good.slice(at + 1));
  for (const token of [...changed, "", "x", good.slice(0, 20), `${good}AAAA`, good.repeat(2)])
    expect(await unsubscribe(token, "all"), token).toBe(false);
  expect(await findSubscription(changed[3] ?? "")).toBeNull();
  expect(await optedOut(cast.people.observer.id)).toBe(false);
});

test("the link of somebody who was deleted, or of a ticket that is gone, ends nothing", async () => {
  const gone = unsubscribeToken({ userId: cast.people.manager.id, feedbackId: cast.project.id });
  expect(await unsubscribe(gone, "first")).toBe(false);
  expect(await findSubscription(gone)).toMatchObject({ ticket: null });
  await db.user.update({ where: { id: cast.people.manager.id }, data: { state: "deleted" } });
  expect(await findSubscription(gone)).toBeNull();
  expect(await unsubscribe(gone, "all")).toBe(false);
});
