"use client";

import type { UseFormSetError } from "react-hook-form";
import { useAction } from "@/components/form/use-action";
import type { Seen } from "@/lib/audit/last-change";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { Result } from "@/lib/errors/result";
import type { TemplateDetail } from "@/lib/mail-templates/queries";
import type { MailContext, MailTemplateDraft, MailTemplateInput } from "@/lib/mail-templates/schema";
import { createTemplate, updateTemplate } from "./actions";

interface SaveOptions {
  scope: ScopeRef;
  /** Null for a new one. */
  template: TemplateDetail | null;
  context: MailContext;
  seen: Seen | null;
  form: { setError: UseFormSetError<MailTemplateDraft> };
  onSaved: (id: string) => void;
}

interface Saved {
  id: string;
  macros: string[];
}

/** Submit, and in the message which macros send the new words now. */
export function useSaveTemplate({ scope, template, context, seen, form, onSaved }: SaveOptions) {
  return useAction(
    ({ filled, overwrite }: { filled: MailTemplateInput; overwrite: boolean }): Promise<Result<Saved>> =>
      template
        ? updateTemplate(scope, { id: template.id, template: filled, seen: overwrite ? null : seen })
        : createTemplate(scope, { context, template: filled }),
    { form, success: savedWords, onSuccess: ({ id }) => onSaved(id) },
  );
}

function savedWords({ macros }: Saved): string {
  if (macros.length === 0) return "Template saved";
  const named = macros.slice(0, 5).map((name) => `“${name}”`);
  const more = macros.length > 5 ? ` and ${macros.length - 5} more` : "";
  return `Template saved. From now on ${named.join(", ")}${more} ${macros.length === 1 ? "sends" : "send"} it so.`;
}
