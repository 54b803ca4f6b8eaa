import type { FieldErrors } from "@/lib/errors/app-error";
import type { FieldValues } from "@/lib/fields/field";
import { checkTemplate, compileTemplate, describeProblem } from "@/lib/tags/check-template";
import { tooLarge } from "@/lib/tags/compiled";
import { MAX_RENDERED_BYTES } from "@/lib/tags/limits";
import { parseTemplate } from "@/lib/tags/parse-template";
import { renderTag } from "@/lib/tags/render-tag";
import { isEmpty } from "@/lib/tags/tag-text";
import type { TagCatalog } from "@/lib/tags/tag-catalog";
import { tagPaths } from "@/lib/tags/template";
import { bodyHtml } from "./body-html";
import { bodyText } from "./body-text";
import { readBody } from "./read-body";
import type { MailWords } from "./schema";

/** A mail for one record, before it stands in its frame. */
export interface RenderedMail {
  subject: string;
  text: string;
  /** Safe: words and what tags print are escaped. */
  html: string;
  /** The tags that printed nothing. */
  empties: string[];
}

type MailRender = (values: FieldValues) => { ok: true; mail: RenderedMail } | { ok: false; message: string };

type CompiledMail = { ok: true; render: MailRender } | { ok: false; message: string };

/** Reads a mail once for any number of records. What keeps it from being read is told by the first place it stands in. */
export function compileMail({ subject, body, text }: MailWords): CompiledMail {
  const texts = [subject, body, text ?? ""].map((each) => compileTemplate(each, "text"));
  for (const each of texts)
    if (!each.ok) return { ok: false, message: each.problems[0]?.message ?? "The mail cannot be read." };
  const [line, , typed] = texts;
  const read = readBody(body);
  const tags = texts.flatMap((each) => each.tags);
  const render: MailRender = (values) => {
    const head = line?.ok ? line.render(values) : tooLarge;
    const plain = text !== null && typed?.ok ? typed.render(values) : null;
    if (!head.ok) return { ok: false, message: head.problem.message };
    if (plain && !plain.ok) return { ok: false, message: plain.problem.message };
    const html = bodyHtml(read.blocks, values);
    if (Buffer.byteLength(html) > MAX_RENDERED_BYTES) return { ok: false, message: tooLargeMail };
    const empties = tags.filter((tag) => isEmpty(renderTag(tag, values))).map(({ path }) => path);
    const mail = { subject: head.text, text: plain?.text ?? bodyText(read.blocks, values), html };
    return { ok: true, mail: { ...mail, empties: [...new Set(empties)] } };
  };
  return { ok: true, render };
}

const tooLargeMail = `The mail is larger than ${MAX_RENDERED_BYTES / 1024} KB, so it was not sent.`;

/** What keeps a mail from being saved, by its field: broken or unknown tags with their place, links that lead nowhere. */
export function checkMail(words: MailWords, catalog: TagCatalog): FieldErrors {
  const errors: FieldErrors = {};
  for (const field of ["subject", "body", "text"] as const) {
    const text = words[field] ?? "";
    const [problem] = checkTemplate(text, catalog, "text");
    if (problem) errors[field] = describeProblem(text, problem);
  }
  const [broken] = errors.body ? [] : readBody(words.body).problems;
  return broken ? { ...errors, body: broken } : errors;
}

/** The paths of all tags of a mail, each once. */
export function mailPaths({ subject, body, text }: MailWords): string[] {
  return [...new Set([subject, body, text ?? ""].flatMap((each) => tagPaths(parseTemplate(each))))];
}
