import { createHash } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { deleteDistribution, switchDistribution } from "@/lib/distributions/commands";
import { findFileLink } from "@/lib/distributions/file-link";
import { at, distributionScene, dueIssue, hourly, reader } from "@/lib/testing/distribution-scene";
import { attachedAtMost } from "@/lib/distributions/make-files";
import { listRecipients } from "@/lib/distributions/recipient-log";
import { sendIssue } from "@/lib/distributions/send-issue";
import { plainJson } from "@/lib/db/plain-json";
import { elementDefinition } from "@/lib/elements/schema";
import { wholeColumns, wholeMail } from "@/lib/mail/package";
import { testDatabase } from "@/lib/testing/database";
import { GET, POST } from "./[token]/route";

testDatabase();
const scene = distributionScene();

// Points given for reasons that no compression makes small: a workbook of some twelve megabytes.
beforeAll(async () => {
  await db.$executeRaw`
    insert into score_entry (id, user_id, project_id, points, cause, reason)
    select gen_random_uuid(), ${scene.cast.people.support.id}::uuid, ${scene.cast.project.id}::uuid, 0, '{}', noise.text
      from generate_series(1, 1000) n, lateral (
        select string_agg(encode(sha512((n || '/' || m)::bytea), 'base64'), '') as text from generate_series(1, 175) m) noise`;
});

interface Sent {
  issueId: string;
  distribution: string;
  /** Whose link it is, and its parts. */
  links: Map<string, { token: string; mailId: string }>;
}
let sent: Sent;

async function send(): Promise<Sent> {
  const items = { source: "scores", items: [{ path: "score.reason" }], style: "table" };
  const { filterId: _, ...stored } = elementDefinition.parse(items);
  await db.reportElement.update({ where: { id: scene.element }, data: { definition: plainJson(stored) } });
  const { id: distribution } = await hourly(scene, { formats: ["xlsx"] });
  const issueId = await dueIssue();
  await sendIssue(issueId);
  const mails = await db.emailMessage.findMany({ select: { to: true, ...wholeColumns } });
  const links = mails.map((mail) => {
    const { text, html } = wholeMail(mail);
    const [, token = "", mailId = ""] = /\/report-file\/([\w-]+)\?mail=([\w-]+)/.exec(text) ?? [];
    expect(html).toContain(`/report-file/${token}?mail=${mailId}`);
    return [mail.to, { token, mailId }] as const;
  });
  return { issueId, distribution, links: new Map(links) };
}

const linkOf = (who: string) => sent.links.get(who) ?? { token: "", mailId: "" };

async function ask(link: { token: string; mailId: string }, init: RequestInit = {}) {
  const request = new Request(`https://beta.example.com/api/report-files/${link.token}?mail=${link.mailId}`, init);
  const answer = await GET(request, { params: Promise.resolve({ token: link.token }) });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

const press = (link: { token: string; mailId: string }) =>
  POST(new Request(`https://beta.example.com/api/report-files/${link.token}?mail=${link.mailId}`, { method: "POST" }), {
    params: Promise.resolve({ token: link.token }),
  });

const downloads = async () =>
  (await listRecipients(await reader(scene), sent)).rows.map(({ address, downloads: of }) => [
    address,
    of.map(({ times }) => times),
  ]);

test("a workbook of more than ten megabytes is kept behind a link of each reader's own, and comes whole", async () => {
  sent = await send();
  const file = await db.mailFile.findFirstOrThrow({ where: { contentId: null } });
  expect(file).toMatchObject({ isLinked: true, name: expect.stringMatching(/\.xlsx$/) });
  expect(file.bytes).toBeGreaterThan(attachedAtMost);
  const ceo = linkOf("ceo@acme.com");
  expect(ceo.mailId).not.toBe(linkOf("cfo@acme.com").mailId);

  // What a mail scanner does: it opens the page, and asks for the head of what stands there.
  await findFileLink(ceo);
  const head = await ask(ceo, { method: "HEAD" });
  expect(head.bytes).toHaveLength(0);
  expect(head.headers.get("content-length")).toBe(String(file.bytes));
  expect(await downloads()).toEqual([
    ["ceo@acme.com", []],
    ["cfo@acme.com", []],
  ]);

  await db.distribution.updateMany({ data: { viewedAt: at("00:00"), warnedAt: at("01:00") } });
  const whole = await ask(ceo);
  expect(whole).toMatchObject({ status: 200 });
  expect(whole.bytes).toHaveLength(file.bytes);
  expect(whole.headers.get("content-disposition")).toContain(file.name);
  // Broken off within the second megabyte, and gone on with.
  const etag = whole.headers.get("etag") ?? "";
  const [first, rest] = [
    await ask(ceo, { headers: { range: "bytes=0-1500000" } }),
    await ask(ceo, { headers: { range: "bytes=1500001-", "if-range": etag } }),
  ];
  expect([first.status, rest.status]).toEqual([206, 206]);
  expect(rest.headers.get("content-range")).toBe(`bytes 1500001-${file.bytes - 1}/${file.bytes}`);
  const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
  expect(digest(Buffer.concat([first.bytes, rest.bytes]))).toBe(digest(whole.bytes));
  expect(await ask(ceo, { headers: { range: `bytes=${file.bytes}-` } })).toMatchObject({ status: 416 });

  // Two beginnings, which a program may have made.
  expect(await downloads()).toEqual([
    ["ceo@acme.com", [2]],
    ["cfo@acme.com", []],
  ]);
  expect(await db.distribution.findFirst()).toMatchObject({ warnedAt: at("01:00") });
  // Whoever presses the button reads the report.
  expect((await press({ ...ceo, mailId: "x" })).status).toBe(404);
  expect(await db.distribution.findFirst()).toMatchObject({ warnedAt: at("01:00") });
  const pressed = await press(ceo);
  expect([pressed.status, pressed.headers.get("location")]).toEqual([
    303,
    `/api/report-files/${ceo.token}?mail=${ceo.mailId}`,
  ]);
  expect(await db.distribution.findFirst()).toMatchObject({ warnedAt: null });

  await expectRefusals(ceo);
});

/** The last of them is for good. */
async function expectRefusals(link: { token: string; mailId: string }): Promise<void> {
  const status = async (of = link) => (await ask(of)).status;
  expect(await status({ ...link, token: link.token.replace(/^.{5}/, "AAAAA") })).toBe(404);
  expect(await status({ ...link, mailId: crypto.randomUUID() })).toBe(404);
  expect(await status({ ...link, mailId: "x" })).toBe(404);
  expect(await findFileLink(link, new Date(Date.now() + 29 * 86_400_000))).not.toBeNull();
  expect(await findFileLink(link, new Date(Date.now() + 31 * 86_400_000))).toBeNull();

  const owner = { where: { id: scene.cast.people.manager.id }, select: { id: true } };
  await db.user.update({ ...owner, data: { state: "disabled" } });
  expect(await status()).toBe(404);
  await db.user.update({ ...owner, data: { state: "active" } });
  await switchDistribution(await reader(scene), sent.distribution, false);
  expect(await status()).toBe(200);
  await deleteDistribution(await reader(scene), sent.distribution);
  expect(await status()).toBe(404);
}
