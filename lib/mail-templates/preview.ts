import { randomUUID } from "node:crypto";
import type { Can } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import { baseUrl, getCommunity } from "@/lib/community/settings";
import { db } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { FieldValues } from "@/lib/fields/field";
import { framedHtml, framedText } from "@/lib/mail/frame";
import { footerOf } from "@/lib/mail/opt-out";
import { queueMailIn } from "@/lib/mail/queue";
import { readTagValues } from "@/lib/sources/read";
import { tagCatalog } from "@/lib/tags/tag-catalog";
import { runContext } from "@/lib/webhooks/run-context";
import { checkMail, compileMail, mailPaths, type RenderedMail } from "./compile-mail";
import { columnsOf, contextTags, noSuchRecord, sourceOfRecord } from "./context";
import type { MailPreviewQuestion } from "./schema";

export type MailPreview =
  | { kind: "mail"; subject: string; html: string; text: string; empties: string[] }
  | { kind: "problem"; message: string };

/** The mail as this record would get it now, in its frame. Problems are values. @throws AppError `not_found` when the record is gone */
export async function previewMail(actor: Can<"macros.read">, question: MailPreviewQuestion): Promise<MailPreview> {
  const rendered = await render(actor, question);
  if (!rendered.ok) return { kind: "problem", message: rendered.message };
  const { subject, html, text, empties } = rendered.mail;
  const { name: sender } = await getCommunity();
  const optOut = { origin: await baseUrl(), userId: noReader };
  const { lines } = footerOf(sender, question.essential ? null : optOut);
  // The links of the small print would be another person's, or nobody's.
  const footer = lines.map(({ words, href }) => (href ? { words, href: optOut.origin } : { words }));
  return {
    kind: "mail",
    subject,
    html: framedHtml({ subject, content: html, sender, footer }),
    text: framedText(text, footer),
    empties,
  };
}

/** Sends it to the person who asks, for this record. @throws AppError `invalid` with what cannot be rendered; `not_found` */
export async function sendTestMail(
  actor: Can<"macros.write">,
  question: MailPreviewQuestion,
): Promise<{ to: string; state: "kept" | "queued" }> {
  const rendered = await render(also(actor, "macros.read"), question);
  if (!rendered.ok) throw new AppError("invalid", rendered.message);
  const { subject, html, text } = rendered.mail;
  const { projectId } = await columnsOf(actor, question.context);
  const { email: to } = await db.user.findUniqueOrThrow({
    where: { id: actor.personId ?? "" },
    select: { email: true },
  });
  const queued = await transaction((tx) =>
    queueMailIn(tx, {
      to,
      subject: `Test: ${subject}`,
      html,
      text,
      projectId,
      cause: { kind: "person", id: actor.personId, label: actor.name },
    }),
  );
  if (!queued.ok) throw new AppError("invalid", queued.reason);
  return { to, state: queued.state };
}

const noReader = "00000000-0000-7000-8000-000000000000";

type Rendering = { ok: true; mail: RenderedMail } | { ok: false; message: string };

async function render(
  actor: Can<"macros.read">,
  { context, words, recordId }: MailPreviewQuestion,
): Promise<Rendering> {
  const columns = await columnsOf(actor, context);
  const [wrong] = Object.entries(checkMail(words, tagCatalog(await contextTags(columns))));
  if (wrong) return { ok: false, message: `${placeWords[wrong[0]] ?? wrong[0]}: ${wrong[1]}` };
  const compiled = compileMail(words);
  if (!compiled.ok) return compiled;
  return compiled.render(await valuesOf(await sourceOfRecord(columns, recordId), mailPaths(words), recordId));
}

async function valuesOf(
  source: Awaited<ReturnType<typeof sourceOfRecord>>,
  paths: string[],
  recordId: string,
): Promise<FieldValues> {
  const values = (await readTagValues(db, source, paths, [recordId])).get(recordId);
  if (!values) throw noSuchRecord();
  return { ...values, ...runContext({ id: randomUUID(), macro: { name: "Name of the macro", key: "key" } }) };
}

const placeWords: Record<string, string> = { subject: "Subject", body: "Mail", text: "Text version" };
