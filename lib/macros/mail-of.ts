import type { UsableTemplate } from "@/lib/mail-templates/queries";
import type { MailWords } from "@/lib/mail-templates/schema";
import type { ActionOf } from "./schema";

/** The e-mail templates that a macro's actions name, by id. One that was deleted is absent. Browser-safe. */
export type MailTemplates = ReadonlyMap<string, UsableTemplate>;

/** What an action mails: the words of its template, null when that is gone; or its own, which have no HTML. */
export function templateOf(
  { templateId }: ActionOf<"email">,
  templates: MailTemplates,
): MailWords | null | "own words" {
  return templateId === null ? "own words" : (templates.get(templateId) ?? null);
}

/** Does it reach people who turned e-mails off? */
export function isEssential(action: ActionOf<"email">, templates: MailTemplates): boolean {
  return action.templateId === null ? action.essential : (templates.get(action.templateId)?.essential ?? false);
}

export const templateGone = "The e-mail template is gone. Choose another one in the macro.";
