import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { plainJson } from "@/lib/db/plain-json";
import { elementDefinition, type ElementDraft } from "@/lib/elements/schema";
import { completeEnv } from "@/lib/env/env";
import { sendMail } from "@/lib/mail/send";
import { makeCast, type Cast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { startMailServer, type MailServer, type ReceivedMail } from "@/lib/testing/smtp";
import { listRecipients, retryFailed } from "./recipient-log";
import { mailNowInput, type MailNowDraft } from "./schema";
import { sendIssue } from "./send-issue";
import { mailNow } from "./send-now";

testDatabase();

let cast: Cast;
let server: MailServer;
let report: string;
const hostile = `<script>alert(1)</script> "Q" & 東京 🎉`;

beforeAll(async () => {
  cast = await makeCast("aurora");
  server = await startMailServer();
  completeEnv({ SMTP_URL: server.url, MAIL_FROM: "Beta <beta@example.com>", BASE_URL: "https://beta.example.com" });
  await db.user.createMany({
    data: Array.from({ length: 30 }, (_, n) => ({
      email: `t${n}@acme.com`,
      username: `t${n}`,
      firstName: n === 0 ? hostile : `T${n}`,
    })),
  });
  await db.$executeRaw`
    insert into participation (project_id, user_id, role)
    select ${cast.project.id}::uuid, id, 'participant' from app_user where username ~ '^t[0-9]+$'`;
  const open = { match: "all", conditions: [{ field: "user.username", is: "starts_with", value: "t" }] } as const;
  report = await reportOf([
    { name: hostile, definition: { source: "users", measures: [{ kind: "count" }], style: "number" } },
    {
      name: "By role",
      definition: {
        source: "users",
        groups: [{ path: "user.role" }],
        measures: [{ kind: "count" }],
        style: "column",
      },
    },
    {
      name: "Testers",
      definition: {
        source: "users",
        condition: { match: "all", conditions: [...open.conditions] },
        items: [{ path: "user.username" }, { path: "user.first_name" }],
        sort: [{ path: "user.username", dir: "asc" }],
        style: "table",
      },
    },
  ]);
});
afterAll(async () => {
  completeEnv({ SMTP_URL: "", MAIL_FROM: "", BASE_URL: "http://localhost:3000" });
  await server.close();
});

async function reportOf(elements: { name: string; definition: ElementDraft }[]): Promise<string> {
  const blocks = elements.map(({ name, definition }, position) => {
    const { filterId: _, ...stored } = elementDefinition.parse(definition);
    return { kind: "element" as const, name, position, definition: plainJson(stored) };
  });
  const of = { projectId: cast.project.id, ownerId: cast.people.manager.id, visibility: "project" } as const;
  const made = await db.report.create({
    data: { ...of, name: `Weekly\r\nBcc: evil@example.com ${hostile}`, elements: { create: blocks } },
    select: { id: true },
  });
  return made.id;
}

async function send(draft: Partial<MailNowDraft> = {}): Promise<string> {
  const actor = await cast.can("manager", "reports.read");
  const input = mailNowInput.parse({
    reportId: report,
    subject: "((report.name)), ((report.date))",
    addresses: "ceo@acme.com",
    formats: ["pdf", "csv", "xlsx"],
    note: "Dear all,\r\n.\r\n<b>look</b>",
    ...draft,
  });
  const { issueId } = await mailNow(actor, input);
  await sendIssue(issueId);
  expect(await db.distributionIssue.findUnique({ where: { id: issueId } })).toMatchObject({
    state: "sent",
    reason: null,
  });
  return issueId;
}

async function deliver(issueId: string): Promise<ReceivedMail[]> {
  const before = server.mails.length;
  const written = await db.distributionRecipient.findMany({ where: { issueId, mailId: { not: null } } });
  for (const { mailId } of written) await sendMail(mailId ?? "");
  return server.mails.slice(before);
}

const bytesOf = (content: unknown) => Buffer.from(content as ArrayBuffer);

test("the mail arrives whole: charts within it, files that open, what applied in words, one recipient per mail", async () => {
  const issueId = await send({ addresses: "ceo@acme.com, cfo@acme.com" });
  const mails = await deliver(issueId);
  expect(mails.map(({ to }) => to)).toEqual([["ceo@acme.com"], ["cfo@acme.com"]]);
  const { email } = mails[0]!;
  const today = new Date().toISOString().slice(0, 10);
  expect(email.subject).toBe(`Weekly Bcc: evil@example.com ${hostile}, ${today}`);
  expect([email.bcc ?? [], email.cc ?? [], email.to]).toEqual([[], [], [{ name: "", address: "ceo@acme.com" }]]);
  const headers = new Map(email.headers.map(({ key, value }) => [key, value]));
  expect(headers.get("list-unsubscribe")).toMatch(/^<https:\/\/beta\.example\.com\/api\/report-mail\/[\w-]+>$/);
  expect(headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");

  const files = email.attachments.filter(({ disposition }) => disposition === "attachment");
  const stem = "aurora-weekly-bcc-evil-example-com-script-alert-1-script-q-東京";
  expect(new Set(files.map(({ filename }) => /\d\d\.\d\d(?=\.\w+$)/.exec(filename ?? "")?.[0])).size).toBe(1);
  expect(files.map(({ filename }) => filename?.replace(/-\d\d\.\d\d(?=\.\w+$)/, " then"))).toEqual([
    `${stem}-${today} then.pdf`,
    `${stem}-${today} then.xlsx`,
    `aurora-script-alert-1-script-q-東京-${today} then.csv`,
    `aurora-by-role-${today} then.csv`,
    `aurora-testers-${today} then.csv`,
  ]);
  expect(files.slice(0, 2).map(({ content }) => bytesOf(content).subarray(0, 4).toString("latin1"))).toEqual([
    "%PDF",
    "PK\u0003\u0004",
  ]);
  expect(bytesOf(files[4]?.content).toString().split("\r\n").filter(Boolean)).toHaveLength(31);

  const pictures = email.attachments.filter(({ disposition }) => disposition === "inline");
  expect(pictures.map(({ contentId, mimeType }) => [contentId, mimeType])).toEqual([
    [expect.stringMatching(/^<1\.[\w-]+@fieldpost>$/), "image/png"],
  ]);
  expect(bytesOf(pictures[0]?.content).subarray(1, 4).toString()).toBe("PNG");
  const html = email.html ?? "";
  expect(html).toContain(`src="cid:${pictures[0]?.contentId?.slice(1, -1)}"`);
  expect(html).toMatch(/alt="Users by Role\. [^"]*Participant: 31[^"]*"/);
  expect(html).not.toMatch(/<script|<b>/);
  expect(html).toContain("The first 20 of 30 rows.");
  for (const body of [html, email.text ?? ""]) {
    expect(body).toContain("Filter: ");
    expect(body).toMatch(/Data as of .* \(UTC\)/);
    expect(body).toMatch(/https:\/\/beta\.example\.com\/api\/report-open\//);
    expect(body).toMatch(/https:\/\/beta\.example\.com\/report-mail\//);
  }
  expect(email.text).toContain("Dear all,\n.\n<b>look</b>");
  expect(email.text).toContain("t26 | T26\nThe first 20 of 30 rows.");
});

test("what whoever sends it had narrowed is mailed as it was seen, in every file, and the mail says so", async () => {
  const field = "user.username";
  const chosen = { match: "all" as const, conditions: [{ field, is: "starts_with" as const, value: "t2" }] };
  const [mail] = await deliver(await send({ chosen, formats: ["pdf", "csv"] }));
  if (!mail) throw new Error("no mail");
  const { html = "", text = "", attachments } = mail.email;
  const testers = attachments.find(({ filename }) => filename?.includes("testers"));
  expect(bytesOf(testers?.content).toString().split("\r\n").filter(Boolean)).toHaveLength(12);
  expect(html).toMatch(/alt="Users by Role\. [^"]*Participant: 11\b/);
  for (const body of [html, text]) expect(body).toMatch(/Filter.{1,99}Username starts with “?t2/);
});

test("every recipient gets the same bytes, which are kept once", async () => {
  const issueId = await send({ addresses: "a@acme.com b@acme.com c@acme.com", formats: ["pdf"] });
  const mails = await deliver(issueId);
  const pdfs = mails.map(({ email }) => bytesOf(email.attachments.at(-1)?.content).toString("base64"));
  expect(new Set(pdfs).size).toBe(1);
  const issue = await db.distributionIssue.findUniqueOrThrow({
    where: { id: issueId },
    include: { package: { include: { files: true } } },
  });
  expect([issue.renders, issue.package?.files.map(({ contentType }) => contentType)]).toEqual([
    1,
    ["image/png", "application/pdf"],
  ]);
});

test("what the mail server refused stands in the log and is sent again on demand", async () => {
  const issueId = await send({ formats: [] });
  server.refuse(550, "no such user");
  await deliver(issueId);
  const actor = await cast.can("manager", "reports.read");
  const rows = async () => (await listRecipients(actor, { issueId })).rows;
  expect(await rows()).toMatchObject([
    { address: "ceo@acme.com", state: "failed", answer: expect.stringContaining("no such user") },
  ]);
  expect(await retryFailed(actor, issueId)).toEqual({ count: 1 });
  expect(await rows()).toMatchObject([{ state: "queued" }]);
  await server.close();
  server = await startMailServer();
  completeEnv({ SMTP_URL: server.url });
  await deliver(issueId);
  expect(await rows()).toMatchObject([{ state: "sent", answer: expect.stringMatching(/^250/) }]);
  await expect(retryFailed(actor, issueId)).rejects.toThrow("Nothing of it failed");
});

test("an element that cannot be asked any more says so in its place, and the rest is sent", async () => {
  const broken = await reportOf([
    { name: "Gone", definition: { source: "users", items: [{ path: "external.gone.gone" }], style: "table" } },
    { name: "People", definition: { source: "users", measures: [{ kind: "count" }], style: "number" } },
  ]);
  const [mail] = await deliver(await send({ reportId: broken, formats: [] }));
  expect(mail?.email.text).toMatch(/“Gone” cannot be shown\./);
  expect(mail?.email.text).toContain("People\n------\n");
});

test("a part of a report that could not be narrowed says so, and by what the report calls it", async () => {
  const measures = [{ kind: "count" as const }];
  const whole = await reportOf([
    { name: "Tickets", definition: { source: "feedback", measures, style: "number" } },
    { name: "People", definition: { source: "users", measures, style: "number" } },
  ]);
  const field = "feedback.closed";
  await db.report.update({ where: { id: whole }, data: { controls: [{ path: field }] } });
  const { id } = await db.reportElement.findFirstOrThrow({ where: { reportId: whole, name: "People" } });
  const chosen = { match: "all" as const, conditions: [{ field, is: "is_true" as const }] };
  const [mail] = await deliver(await send({ reportId: whole, elementIds: [id], chosen, formats: [] }));
  const { html = "", text = "" } = mail?.email ?? {};
  for (const body of [html, text]) expect(body).toContain("Not narrowed by Closed: its data does not have that.");
  expect(text).not.toContain("Filter:");
});
