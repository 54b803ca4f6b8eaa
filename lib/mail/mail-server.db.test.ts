import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { completeEnv } from "@/lib/env/env";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { startMailServer, type MailServer } from "@/lib/testing/smtp";
import { getMailServer, removeMailServer, saveMailServer, sendTestMail } from "./mail-server";
import { queueMailIn } from "./queue";
import { mailServerInput, type MailServerDraft } from "./schema";
import { sendMail } from "./send";
import { smtpSettings } from "./smtp-settings";

testDatabase();

let cast: Cast | undefined;
let server: MailServer;
const writer = async () => (cast ??= await makeCast()).can("communityManager", "settings.write", "community");
const save = async (draft: Partial<MailServerDraft> = {}) =>
  saveMailServer(
    await writer(),
    mailServerInput.parse({
      host: "127.0.0.1",
      port: Number(new URL(server.url).port),
      security: "none",
      sender: "Beta <beta@example.com>",
      ...draft,
    }),
  );

beforeEach(async () => {
  server = await startMailServer();
  await db.mailServer.deleteMany();
});
afterEach(async () => {
  completeEnv({ OUTBOUND_ALLOW: "", SMTP_URL: "", MAIL_FROM: "" });
  await server.close();
});

describe("the mail server of the community", () => {
  test("mail is sent through it, as soon as it is saved; without it mail is kept", async () => {
    completeEnv({ OUTBOUND_ALLOW: "127.0.0.1" });
    const mail = { to: "jane@acme.com", subject: "Hi", text: "Hi", projectId: null } as const;
    const cause = { kind: "person", id: null, label: "Mara" } as const;
    const before = await transaction((tx) => queueMailIn(tx, { ...mail, cause }));
    expect(before).toMatchObject({ ok: true, state: "kept" });
    await save();
    const after = await transaction((tx) => queueMailIn(tx, { ...mail, cause }));
    if (!after.ok) throw new Error(after.reason);
    await sendMail(after.id);
    expect((await server.received(1)).email.from).toMatchObject({ name: "Beta", address: "beta@example.com" });
  });

  test("its password is sealed, shown to nobody, and not sent to another server", async () => {
    await save({ host: "mail.example.com", security: "starttls", username: "beta", password: "hunter2-hunter2" });
    const shown = await getMailServer(await writer());
    expect(shown).toMatchObject({ source: "setting", stored: { username: "beta", hasPassword: true } });
    expect(JSON.stringify([shown, await db.mailServer.findMany(), await db.auditEntry.findMany()])).not.toContain(
      "hunter2",
    );
    expect(await smtpSettings(db)).toMatchObject({ user: "beta", password: "hunter2-hunter2" });
    // Kept when nothing is typed, asked for anew elsewhere.
    await save({ host: "mail.example.com", port: 587, security: "starttls", username: "beta", password: "typed anew" });
    await save({ host: "mail.example.com", port: 587, security: "tls", username: "beta" });
    expect(await smtpSettings(db)).toMatchObject({ password: "typed anew", security: "tls" });
    const elsewhere = save({ host: "evil.example.com", port: 587, security: "tls", username: "beta" });
    await expect(elsewhere).rejects.toThrow("Type the password again.");
    expect(await db.secret.count()).toBe(1);
    await removeMailServer(await writer());
    expect(await db.secret.count()).toBe(0);
  });

  test("a private address is refused unless the operator allows it", async () => {
    await save();
    expect(await sendTestMail(await writer())).toMatchObject({
      kind: "later",
      answer: expect.stringContaining("OUTBOUND_ALLOW"),
      isSaid: false,
    });
    completeEnv({ OUTBOUND_ALLOW: "127.0.0.1" });
    expect(await sendTestMail(await writer())).toMatchObject({ kind: "sent", answer: expect.stringMatching(/^250/) });
  });

  test("the environment wins", async () => {
    await save({ host: "mail.example.com" });
    completeEnv({ SMTP_URL: server.url, MAIL_FROM: "ops@example.com" });
    expect(await getMailServer(await writer())).toMatchObject({ source: "environment", from: "ops@example.com" });
    expect(await sendTestMail(await writer())).toMatchObject({ kind: "sent" });
  });

  test.each([
    [{ host: "mail.example.com/x" }, "host"],
    [{ host: "a b" }, "host"],
    [{ port: 0 }, "port"],
    [{ sender: "nobody" }, "sender"],
    [{ sender: "A\r\nBcc: x@y.zz <a@b.cc>" }, "sender"],
    [{ security: "none", username: "beta" }, "username"],
  ])("%j is refused at its field", (change, field) => {
    const whole = { host: "mail.example.com", port: 587, security: "tls", sender: "a@b.cc", ...change };
    expect(mailServerInput.safeParse(whole).error?.issues[0]?.path).toEqual([field]);
  });
});
