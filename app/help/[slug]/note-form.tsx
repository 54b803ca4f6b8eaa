"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-area";
import { useAction } from "@/components/form/use-action";
import { useZodForm } from "@/components/form/use-zod-form";
import { helpNoteInput } from "@/lib/help/schema";
import { noteHelp } from "./actions";

export function NoteForm({ id, helpful }: { id: string; helpful: boolean }) {
  const [isSent, setIsSent] = useState(false);
  const form = useZodForm(helpNoteInput, { id, note: "" });
  const note = useAction(noteHelp.bind(null, "community"), { form, onSuccess: () => setIsSent(true) });
  if (isSent) return <p role="status">Thank you. Your note was kept.</p>;
  return (
    <>
      <p role="status">Thank you for telling us.</p>
      <Form form={form} onSubmit={note.run} guard={false}>
        <TextArea name="note" label={helpful ? "Anything to add? (optional)" : "What was missing? (optional)"} />
        <div>
          <Button type="submit" variant="default" loading={note.pending}>
            Send note
          </Button>
        </div>
      </Form>
    </>
  );
}
