"use client";

import { useRouter } from "next/navigation";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { FeedbackField } from "@/lib/feedback/types";
import { submitTicket } from "./actions";
import { AttachmentPicker } from "./attachment-picker";
import { SimilarTickets } from "./similar-tickets";
import { TicketForm } from "./ticket-form";
import { useUploads } from "./use-uploads";

interface NewTicketProps {
  scope: { project: string };
  type: { id: string; key: string; takesFiles: boolean };
  fields: FeedbackField[];
  /** The address of the type's tickets, with a slash at its end. */
  base: string;
}

/** What a tester has to say: the fields of the type, files, and beside the title what others have said already. */
export function NewTicket({ scope, type, fields, base }: NewTicketProps) {
  const router = useRouter();
  const uploads = useUploads(scope);
  return (
    <TicketForm
      fields={fields}
      first={{ title: "", values: {} }}
      draftKey={`ticket:${scope.project}:${type.key}`}
      save={async (words) => {
        const problem = uploads.unready();
        if (problem) return { ok: false, error: { code: "invalid", message: problem, fields: {} } };
        return submitTicket(scope satisfies ScopeRef, { typeId: type.id, ...words, attachmentIds: uploads.ready() });
      }}
      success={({ displayId }) => `${displayId} was submitted`}
      onSaved={({ displayId }) => router.push(`${base}${displayId}`)}
      submit="Submit"
      underTitle={<SimilarTickets scope={scope} typeKey={type.key} base={base} />}
    >
      {type.takesFiles && <AttachmentPicker uploads={uploads} />}
    </TicketForm>
  );
}
