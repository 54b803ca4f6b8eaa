import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { authorizeSystem } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { testDatabase } from "@/lib/testing/database";
import { startMailServer, type MailServer } from "@/lib/testing/smtp";
import { findPutOffMail } from "./put-off";
import { getMessage, listMessages } from "./queries";
import { queueMailIn, type MailToQueue } from "./queue";
import { sendMail } from "./send";
import type { SmtpSettings } from "./smtp-settings";

testDatabase();
let server: MailServer;

const cause = { kind: "macro", id: null, label: "Escalate to Slack" } as const;
const mail: MailToQueue = {
  to: "jane@acme.com",
  subject: "Hello",
  text: "Dear Jane,\n\nfixed.",
  projectId: null,
  cause,
};
const settings = (): SmtpSettings => ({
  url: server.url,
  port: 587,
  security: "offered",
  from: "Hub <hub@example.com>",
});
const mailbox = authorizeSystem({ kind: "community", timeZone: "UTC" }, "mailbox.read", { via: "job", name: "test" });

async function queued(change: Partial<MailToQueue> = {}, smtp: SmtpSettings | null = settings()): Promise<string> {
  const made = await transaction((tx) => queueMailIn(tx, { ...mail, ...change }, smtp));
  if (!made.ok) throw new Error(made.reason);
  return made.id;
}

const stateOf = (id: string) => db.emailMessage.findUniqueOrThrow({ where: { id } });

beforeEach(async () => {
  server = await startMailServer();
});
afterEach(() => server.close());

describe("mail", () => {
  test("without a mail server it is kept for the Mailbox and nothing is queued", async () => {
    const id = await queued({}, null);
    expect((await stateOf(id)).state).toBe("kept");
    expect(
      await db.$queryRaw`select 1 from pgboss.job where name = 'mail.send' and data->>'messageId' = ${id}`,
    ).toEqual([]);
    expect(await getMessage(mailbox, id)).toMatchObject({ to: "jane@acme.com", state: "kept", cause });
  });

  test("it reaches the server as text and HTML, and the server's answer is kept", async () => {
    const id = await queued({ subject: "Ärger\r\nBcc: evil@example.com" });
    await sendMail(id, settings());
    expect(server.mails).toHaveLength(1);
    const { to, email: got } = await server.received(1);
    expect(to).toEqual(["jane@acme.com"]);
    expect(got.subject).toBe("Ärger Bcc: evil@example.com");
    expect(got.bcc ?? []).toEqual([]);
    expect(got.from).toMatchObject({ name: "Hub", address: "hub@example.com" });
    expect(got.text).toContain("Dear Jane,");
    expect(got.html).toContain("<p style");
    const stored = await stateOf(id);
    expect(stored).toMatchObject({ state: "sent", attempts: 1 });
    expect(stored.answer).toMatch(/^250/);
  });

  test("repeating the job, or two workers at once, send it once", async () => {
    const id = await queued();
    await Promise.all([sendMail(id, settings()), sendMail(id, settings()), sendMail(id, settings())]);
    await sendMail(id, settings());
    expect(server.mails).toHaveLength(1);
  });

  test("a passing refusal is tried again later, a final one is not", async () => {
    const later = await queued();
    server.refuse(451, "greylisted");
    await sendMail(later, settings());
    expect(await stateOf(later)).toMatchObject({ state: "queued", attempts: 1 });
    const nextTryAt = Date.parse((await getMessage(mailbox, later)).nextTryAt ?? "");
    expect([nextTryAt > Date.now() + 50_000, nextTryAt < Date.now() + 70_000]).toEqual([true, true]);
    expect((await stateOf(later)).answer).toContain("greylisted");
    const jobs = await db.$queryRaw<{ late: boolean }[]>`
      select start_after > now() as late from pgboss.job where name = 'mail.send' and data->>'messageId' = ${later}`;
    expect(jobs.map((job) => String(job.late)).sort()).toEqual(["false", "true"]);

    const never = await queued();
    server.refuse(550, "no such user");
    await sendMail(never, settings());
    expect(await stateOf(never)).toMatchObject({ state: "failed", attempts: 1 });
  });

  test("a server that is not there leaves the mail queued", async () => {
    const id = await queued();
    await sendMail(id, { ...settings(), url: "smtp://127.0.0.1:1" });
    expect(await stateOf(id)).toMatchObject({ state: "queued", attempts: 1 });
    expect((await stateOf(id)).answer).toBe(
      "No connection to the mail server: nothing answers at 127.0.0.1:1 (ECONNREFUSED). Check the host and the port.",
    );
    expect(await findPutOffMail(mailbox)).toBeNull();
    for (let n = 0; n < 2; n++) await sendMail(id, { ...settings(), url: "smtp://127.0.0.1:1" });
    expect(await findPutOffMail(mailbox)).toEqual({ count: 1, answer: expect.stringContaining("ECONNREFUSED") });
    await sendMail(id, settings());
    expect(await findPutOffMail(mailbox)).toBeNull();
  });

  test("who turned mails off gets none that may be turned off, and every other", async () => {
    await db.user.create({ data: { email: "quiet@acme.com", username: "quiet", emailOptOut: true } });
    const refused = await transaction((tx) =>
      queueMailIn(tx, { ...mail, to: "Quiet@acme.com", optOut: { origin: "https://hub.example" } }, null),
    );
    expect(refused).toEqual({ ok: false, reason: "quiet@acme.com has turned off these e-mails." });
    expect(await queued({ to: "quiet@acme.com" }, null)).toBeTruthy();
  });

  test("its headers offer to turn such mails off in one click, and only where that is https", async () => {
    await db.user.create({ data: { email: "reader@acme.com", username: "reader" } });
    const headersOf = async (origin: string, count: number) => {
      await sendMail(await queued({ to: "reader@acme.com", optOut: { origin } }), settings());
      const { headers } = (await server.received(count)).email;
      return headers.filter(({ key }) => key.startsWith("list-")).map(({ key, value }) => `${key}: ${value}`);
    };
    expect(await headersOf("https://hub.example", 1)).toEqual([
      expect.stringMatching(/^list-unsubscribe: <https:\/\/hub\.example\/api\/unsubscribe\/[\w-]{43}>$/),
      "list-unsubscribe-post: List-Unsubscribe=One-Click",
    ]);
    expect(await headersOf("http://localhost:3000", 2)).toEqual([expect.stringMatching(/^list-unsubscribe: <http:/)]);
  });

  test("several recipients in one field are refused", async () => {
    const refused = await transaction((tx) => queueMailIn(tx, { ...mail, to: "a@b.cc, d@e.ff" }, null));
    expect(refused.ok).toBe(false);
  });

  test("the Mailbox pages through everything once, newest first", async () => {
    for (let n = 0; n < 60; n++) await queued({ subject: `Paged ${n}` }, null);
    const first = await listMessages(mailbox, { text: "paged" });
    const second = await listMessages(mailbox, { text: "paged", after: first.next ?? undefined });
    expect([...first.rows, ...second.rows].map((row) => row.subject)).toEqual(
      Array.from({ length: 60 }, (_, n) => `Paged ${59 - n}`),
    );
    expect(second.next).toBeNull();
  });
});
