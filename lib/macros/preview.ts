import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Can } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { FieldValues } from "@/lib/fields/field";
import { compileMail } from "@/lib/mail-templates/compile-mail";
import type { MailWords } from "@/lib/mail-templates/schema";
import { contextFields } from "@/lib/sources/context-fields";
import { readTagValues } from "@/lib/sources/read";
import type { Source } from "@/lib/sources/source";
import { checkTemplate, compileTemplate, describeProblem } from "@/lib/tags/check-template";
import { toCurl } from "@/lib/webhooks/curl";
import { compileAction, renderOne } from "@/lib/webhooks/build-request";
import { showRequest } from "@/lib/webhooks/saved-request";
import type { ShownRequest } from "@/lib/webhooks/schema";
import { runContext } from "@/lib/webhooks/run-context";
import { draftAction } from "./draft-action";
import { loadTemplatesOf } from "./load-mails";
import { templateGone, templateOf, type MailTemplates } from "./mail-of";
import { loadMacroSource, macroCatalog } from "./macro-source";
import { placeOf } from "./place";
import { macroActionInput, macroHome, type MacroAction } from "./schema";
import { pathsOf, templatesOf } from "./templates";

/** What the editor asks; the macro need not be saved. */
export const previewQuestion = z.strictObject({
  home: macroHome,
  name: z.string().max(120).default(""),
  key: z.string().max(60).default(""),
  actions: z.array(macroActionInput).max(30),
  recordIds: z.array(z.uuid()).min(1).max(5),
});
export type PreviewQuestion = z.infer<typeof previewQuestion>;

export type ActionPreview = { actionId: string } & (
  | { kind: "request"; request: ShownRequest; bytes: number; curl: string; empties: string[] }
  | { kind: "texts"; texts: { field: string; text: string }[]; empties: string[] }
  | { kind: "problem"; message: string }
);

export interface RecordPreview {
  recordId: string;
  /** In the order of the question. */
  actions: ActionPreview[];
}

/**
 * What each action would send or write for these records, exactly as a run would render it now, secrets masked. Problems are values: a
 * body that is no JSON, a tag that is empty in the URL. Records that are gone are left out.
 * @throws AppError `not_found` for a feedback type of another project.
 */
export async function previewMacro(actor: Can<"macros.read">, question: PreviewQuestion): Promise<RecordPreview[]> {
  const source = await loadMacroSource(await placeOf(actor, question.home));
  return previewActions(source, question, question.actions.map(draftAction), question.recordIds);
}

/** The same for actions as they are stored. */
export async function previewActions(
  source: Source,
  macro: { name: string; key: string },
  actions: readonly MacroAction[],
  recordIds: readonly string[],
): Promise<RecordPreview[]> {
  const mails = await loadTemplatesOf(db, actions);
  const paths = [...new Set(actions.flatMap((action) => pathsOf(action, mails)))];
  const records = await readTagValues(db, source, paths, recordIds);
  const context = runContext({ id: randomUUID(), macro });
  return recordIds.flatMap((recordId) => {
    const values = records.get(recordId);
    if (!values) return [];
    const all = { ...values, ...context };
    return [{ recordId, actions: actions.map((action) => previewAction(action, source, mails, all)) }];
  });
}

export interface TagExample {
  path: string;
  value: string | number | boolean | readonly string[] | null;
}

/** What every tag prints for this record, for the tag picker. @throws AppError `not_found` when the record is gone. */
export async function previewTags(
  actor: Can<"macros.read">,
  question: Pick<PreviewQuestion, "home"> & { recordId: string },
): Promise<TagExample[]> {
  const source = await loadMacroSource(await placeOf(actor, question.home));
  const records = await readTagValues(db, source, source.catalog.paths(), [question.recordId]);
  const values = records.get(question.recordId);
  if (!values) throw new AppError("not_found", "This record is not here any more. Choose another one.");
  const context = runContext({ id: randomUUID(), macro: { name: "Name of the macro", key: "key" } });
  return [
    ...Object.entries(values).map(([path, value]) => ({ path, value })),
    ...contextFields.map(({ path }) => ({ path, value: context[path] ?? null })),
  ];
}

function previewAction(action: MacroAction, source: Source, mails: MailTemplates, values: FieldValues): ActionPreview {
  const { id: actionId } = action;
  const mail = action.kind === "email" ? templateOf(action, mails) : "own words";
  if (mail !== "own words") return previewTemplate(actionId, mail, values);
  if (action.kind !== "webhook") return previewTexts(action, source, mails, values);
  const compiled = compileAction(action, source);
  if (!compiled.ok) return { actionId, kind: "problem", message: compiled.problem.message };
  const empties = compiled.request.paths.filter((path) => (values[path] ?? null) === null);
  const prepared = renderOne(action, compiled.request, values, { id: previewId, chainId: previewId, depth: 0 });
  if (prepared.kind !== "request") {
    return {
      actionId,
      kind: "problem",
      message: prepared.kind === "invalid" ? prepared.message : "The record is gone.",
    };
  }
  const request = showRequest(prepared.request);
  const bytes = Buffer.byteLength(request.body ?? "");
  return { actionId, kind: "request", request, bytes, curl: toCurl(request), empties };
}

/** Stands where a delivery's own id will be. */
const previewId = "00000000-0000-7000-8000-000000000000";

function previewTemplate(actionId: string, words: MailWords | null, values: FieldValues): ActionPreview {
  if (words === null) return { actionId, kind: "problem", message: templateGone };
  const compiled = compileMail(words);
  const rendered = compiled.ok ? compiled.render(values) : compiled;
  if (!rendered.ok) return { actionId, kind: "problem", message: rendered.message };
  const { subject, text, empties } = rendered.mail;
  const texts = Object.entries({ subject, body: text }).map(([field, shown]) => ({ field, text: shown }));
  return { actionId, kind: "texts", texts, empties };
}

function previewTexts(action: MacroAction, source: Source, mails: MailTemplates, values: FieldValues): ActionPreview {
  const { id: actionId } = action;
  const texts: { field: string; text: string }[] = [];
  const empties = new Set<string>();
  for (const { field, place, text } of templatesOf(action, mails)) {
    const [problem] = checkTemplate(text, macroCatalog(source), place);
    if (problem) return { actionId, kind: "problem", message: `${field}: ${describeProblem(text, problem)}` };
    const compiled = compileTemplate(text, place);
    const rendered = compiled.ok ? compiled.render(values) : null;
    if (!rendered?.ok)
      return { actionId, kind: "problem", message: `${field}: ${rendered?.problem.message ?? "not readable"}` };
    texts.push({ field, text: rendered.text });
    for (const path of rendered.empties) empties.add(path);
  }
  return { actionId, kind: "texts", texts, empties: [...empties] };
}
