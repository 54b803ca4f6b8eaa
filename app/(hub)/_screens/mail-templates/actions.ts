"use server";

import { z } from "zod";
import {
  cloneMailTemplate as clone,
  createMailTemplate,
  deleteMailTemplate as remove,
  updateMailTemplate,
} from "@/lib/mail-templates/commands";
import { previewMail as preview, sendTestMail as sendTest } from "@/lib/mail-templates/preview";
import { mailContext, mailPreviewQuestion, mailTemplateInput } from "@/lib/mail-templates/schema";
import { action } from "@/lib/web/action";

const one = z.strictObject({ id: z.uuid() });
const creation = z.strictObject({ context: mailContext, template: mailTemplateInput });
const change = z.strictObject({
  id: z.uuid(),
  template: mailTemplateInput,
  /** What was known of its last change; null overwrites. */
  seen: z.string().max(60).nullable(),
});

export const createTemplate = action("macros.write", creation, async (actor, { context, template }) => ({
  ...(await createMailTemplate(actor, context, template)),
  macros: [],
}));
export const updateTemplate = action("macros.write", change, async (actor, { id, template, seen }) => ({
  id,
  ...(await updateMailTemplate(actor, id, template, seen)),
}));
export const cloneTemplate = action("macros.write", one, (actor, { id }) => clone(actor, id));
export const deleteTemplate = action("macros.write", one, (actor, { id }) => remove(actor, id));

export const previewMail = action("macros.read", mailPreviewQuestion, preview);
/** To the person who asks. */
export const sendTestMail = action("macros.write", mailPreviewQuestion, sendTest);
