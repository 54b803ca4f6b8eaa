"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useFormContext, useWatch } from "react-hook-form";
import type { ScopeRef } from "@/lib/auth/authorize";
import {
  mailPreviewQuestion,
  type MailContext,
  type MailPreviewQuestion,
  type MailTemplateDraft,
} from "@/lib/mail-templates/schema";
import { previewMail } from "./actions";

/** The mail for this record, half a second after the last key. */
export function useMailPreview(scope: ScopeRef, context: MailContext, recordId: string | null) {
  const { control, getValues } = useFormContext<MailTemplateDraft>();
  useWatch({ control });
  const [asked] = useDebouncedValue(JSON.stringify(questionOf(getValues(), context, recordId ?? "")), 500);
  return useQuery({
    queryKey: ["mail-preview", scope, asked],
    queryFn: async () => {
      const result = await previewMail(scope, JSON.parse(asked)).catch((cause: unknown) => {
        throw new Error("The preview could not be made. It comes back with the next change.", { cause });
      });
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    },
    enabled: mailPreviewQuestion.safeParse(JSON.parse(asked)).success,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
}

/** An empty text version is shown as the one that is made. */
export function questionOf(
  { subject, body, text, essential }: MailTemplateDraft,
  context: MailContext,
  recordId: string,
): MailPreviewQuestion {
  return {
    context,
    recordId,
    essential: essential ?? false,
    words: { subject, body, text: text?.trim() ? text : null },
  };
}
