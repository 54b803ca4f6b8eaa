import { notFound } from "next/navigation";
import { z } from "zod";
import { lastSeen } from "@/lib/audit/last-change";
import { may, type Can } from "@/lib/auth/actor";
import { templateKind } from "@/lib/mail-templates/commands";
import { columnsOf, contextTags } from "@/lib/mail-templates/context";
import { getMailTemplate } from "@/lib/mail-templates/queries";
import type { MailContext } from "@/lib/mail-templates/schema";
import { listRecordChoices } from "@/lib/macros/record-choices";
import type { MacroHome } from "@/lib/macros/schema";
import { fieldInfo } from "@/lib/views/shown-state";
import { chosenContext, typesFor } from "./context-choices";
import { TemplateEditor, type PreviewHome } from "./template-editor";
import { contextWords, templatePlace } from "./template-place";

interface TemplatePageProps {
  actor: Can<"macros.read">;
  /** Null for a new one. */
  templateId: string | null;
  /** Of what a new one shall speak, as its address says. */
  chosen?: unknown;
}

/** The editor of an e-mail template, in a project or in the community. */
export async function TemplatePage({ actor, templateId, chosen }: TemplatePageProps) {
  if (templateId !== null && !z.uuid().safeParse(templateId).success) notFound();
  const seen = templateId === null ? null : await lastSeen(templateKind, templateId);
  const template = templateId === null ? null : await getMailTemplate(actor, templateId);
  const { context, typeName } = template ?? (await chosenContext(actor, chosen));
  const [tags, homes] = await Promise.all([columnsOf(actor, context).then(contextTags), previewHomes(actor, context)]);
  return (
    <TemplateEditor
      key={template?.modifiedAt ?? "new"}
      place={templatePlace(actor)}
      template={template}
      seen={seen}
      about={{ context, words: contextWords(context, typeName), tags: tags.map(fieldInfo), homes }}
      mayWrite={may(actor, "macros.write")}
    />
  );
}

/** Whose records the preview offers: users, or the tickets of each type that the template is for. */
async function previewHomes(actor: Can<"macros.read">, context: MailContext): Promise<PreviewHome[]> {
  const types = await typesFor(actor, context);
  const homes: { label: string; home: MacroHome }[] =
    context.target === "user"
      ? [{ label: "Users", home: { target: "user" } }]
      : types.map(({ id, name }) => ({ label: name, home: { target: "feedback", typeId: id } }));
  return Promise.all(homes.map(async (each) => ({ ...each, records: await listRecordChoices(actor, each.home) })));
}
