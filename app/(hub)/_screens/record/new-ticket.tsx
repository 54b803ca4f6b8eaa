"use client";

import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { FeedbackField } from "@/lib/feedback/types";
import { submitTicket } from "./actions";
import { TicketForm, type TicketDraft } from "./ticket-form";

export function NewTicket({
  scope,
  typeId,
  fields,
  base,
}: {
  scope: ScopeRef;
  typeId: string;
  fields: FeedbackField[];
  base: string;
}) {
  const router = useRouter();
  const save = useAction((draft: TicketDraft) => submitTicket(scope, { typeId, ...draft }), {
    success: ({ displayId }) => `${displayId} was submitted`,
    onSuccess: ({ displayId }) => router.push(`${base}${displayId}`),
  });
  return (
    <TicketForm
      fields={fields}
      first={{ title: "", values: {} }}
      errors={save.failure?.fields ?? {}}
      problem={save.failure?.message ?? null}
      pending={save.pending}
      submit="Submit"
      onSubmit={(draft) => void save.run(draft)}
    />
  );
}
