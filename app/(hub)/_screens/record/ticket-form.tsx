"use client";

import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { z } from "zod";
import { DraftNotice } from "@/components/form/draft-notice";
import { Form } from "@/components/form/form";
import { FormActions } from "@/components/form/form-actions";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { useDraft } from "@/components/form/use-draft";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Result } from "@/lib/errors/result";
import { ticketInput } from "@/lib/feedback/schema";
import type { FeedbackField } from "@/lib/feedback/types";
import { TicketFieldInput } from "./ticket-field-input";

const ticketWords = ticketInput.pick({ title: true, values: true });

export type TicketWords = z.output<typeof ticketWords>;

interface TicketFormProps<Saved> {
  fields: FeedbackField[];
  first: TicketWords;
  save: (words: TicketWords) => Promise<Result<Saved>>;
  /** Said when it worked. */
  success: string | ((saved: Saved) => string);
  onSaved: (saved: Saved) => void;
  /** The word on the button. */
  submit: string;
  onCancel?: () => void;
  /** Keeps what is typed under this name in the browser until it is saved. */
  draftKey?: string;
  /** Between the title and the other fields. */
  underTitle?: ReactNode;
  /** After the fields. */
  children?: ReactNode;
}

/** The form a feedback type's fields make, for a new ticket and for a changed one. */
export function TicketForm<Saved>(props: TicketFormProps<Saved>) {
  const { fields, first, submit, onCancel, draftKey, underTitle, children } = props;
  const form = useZodForm(ticketWords, {
    title: first.title,
    values: Object.fromEntries(fields.map(({ key }) => [key, first.values[key] ?? null])),
  });
  const draft = useDraft(form, { key: draftKey ?? null });
  const save = useAction(props.save, {
    form,
    success: props.success,
    onSuccess: (saved) => {
      draft.discard();
      props.onSaved(saved);
    },
  });
  return (
    <>
      <DraftNotice found={draft.found} onRestore={() => draft.restore()} onDiscard={() => draft.discard()} />
      <Form form={form} onSubmit={save.run}>
        <TextField name="title" label="Title" required />
        {underTitle}
        {fields.map((field) => (
          <TicketFieldInput key={field.id} field={field} />
        ))}
        {children}
        <FormActions submit={submit} pending={save.pending}>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          )}
        </FormActions>
      </Form>
    </>
  );
}
