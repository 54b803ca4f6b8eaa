import { afterEach, beforeEach, expect, test } from "vitest";
import { authorizeSystem } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { testDatabase } from "@/lib/testing/database";
import { startMailServer, type MailServer } from "@/lib/testing/smtp";
import { brokenOff, longestTry } from "./broken-off";
import { queueMailIn } from "./queue";
import { retryMail, sendMail } from "./send";
import type { SmtpSettings } from "./smtp-settings";
import { sweepMail } from "./sweep";

testDatabase();
let server: MailServer;
beforeEach(async () => {
  server = await startMailServer();
});
afterEach(() => server.close());

const settings = (): SmtpSettings => ({ url: server.url, port: 587, security: "offered", from: "hub@example.com" });
const mailbox = authorizeSystem({ kind: "community", timeZone: "UTC" }, "mailbox.read", { via: "job", name: "test" });
const mail = {
  to: "jane@acme.com",
  subject: "Hello",
  text: "Fixed.",
  projectId: null,
  cause: { kind: "macro", id: null, label: "Escalate" },
} as const;

async function queued(): Promise<string> {
  const made = await transaction((tx) => queueMailIn(tx, mail, settings()));
  if (!made.ok) throw new Error(made.reason);
  return made.id;
}
const stateOf = (id: string) =>
  db.emailMessage.findUniqueOrThrow({
    where: { id },
    select: { state: true, answer: true, attempts: true, sendingSince: true },
  });
/** What the queue does with a job that failed for good. */
const failJobs = () => db.$executeRaw`update pgboss.job set state = 'failed' where name = 'mail.send'`;
const later = (ms: number) => new Date(Date.now() + ms);
const openJobs = () =>
  db.$queryRaw<object[]>`select 1 from pgboss.job where name = 'mail.send' and state < 'completed'`;

test("a mail whose job failed for good ends with words, and is sent once when it is tried again", async () => {
  const id = await queued();
  await sweepMail();
  expect(await stateOf(id)).toMatchObject({ state: "queued" });
  await failJobs();
  await Promise.all([sweepMail(), sweepMail()]);
  expect(await stateOf(id)).toMatchObject({ state: "failed", answer: brokenOff.before });
  await sendMail(id, settings());
  expect(server.mails).toEqual([]);

  await retryMail(mailbox, id);
  await sweepMail();
  await expect(retryMail(mailbox, id)).rejects.toThrow("did not fail");
  await Promise.all([sendMail(id, settings()), sendMail(id, settings())]);
  expect(await stateOf(id)).toMatchObject({ state: "sent", sendingSince: null });
  expect(server.mails).toHaveLength(1);
  await expect(retryMail(mailbox, id)).rejects.toThrow("did not fail");
  await expect(retryMail(mailbox, crypto.randomUUID())).rejects.toThrow("no such mail");
});

test("one that waits for its next try after a passing refusal is left to its job, and keeps the answer when that is lost", async () => {
  const id = await queued();
  server.refuse(451, "greylisted");
  await sendMail(id, settings());
  await sweepMail();
  expect(await stateOf(id)).toMatchObject({ state: "queued", attempts: 1, sendingSince: null });
  await db.$executeRaw`delete from pgboss.job where name = 'mail.send'`;
  await sweepMail();
  const { state, answer } = await stateOf(id);
  expect([state, answer]).toEqual(["failed", expect.stringMatching(/nobody got it\. .* said: 451 greylisted/)]);
});

test("while a living worker hands it over nobody else sends it, not even when the queue took its job for dead", async () => {
  const id = await queued();
  const held = server.hold();
  const sending = sendMail(id, settings());
  await held.reached;
  await failJobs();
  await sweepMail();
  // What the queue gives to another worker meanwhile looks again later.
  await sendMail(id, settings());
  expect(await openJobs()).toHaveLength(1);
  expect(await stateOf(id)).toMatchObject({ state: "queued", attempts: 1 });
  held.goOn();
  await sending;
  expect(await stateOf(id)).toMatchObject({ state: "sent", sendingSince: null });
  await sendMail(id, settings());
  expect(server.mails).toHaveLength(1);
});

test("one that broke off within a try says that it may have arrived, once nobody can be sending it", async () => {
  const id = await queued();
  await db.emailMessage.update({ where: { id }, data: { attempts: 1, sendingSince: new Date() } });
  await failJobs();
  await sweepMail();
  expect(await stateOf(id)).toMatchObject({ state: "queued" });
  await sweepMail(later(longestTry + 1_000));
  expect(await stateOf(id)).toMatchObject({ state: "failed", answer: brokenOff.within, sendingSince: null });
});

test("one that breaks off every time is not tried for ever", async () => {
  const id = await queued();
  const longAgo = later(-longestTry - 1_000);
  await db.emailMessage.update({ where: { id }, data: { attempts: 4, sendingSince: longAgo } });
  server.refuse(451, "greylisted");
  await sendMail(id, settings());
  expect(await stateOf(id)).toMatchObject({ state: "queued", attempts: 5, sendingSince: null });
  await db.emailMessage.update({ where: { id }, data: { sendingSince: longAgo } });
  await sendMail(id, settings());
  expect(await stateOf(id)).toMatchObject({ state: "failed", attempts: 5, answer: brokenOff.within });
});
