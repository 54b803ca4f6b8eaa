"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { useWatch } from "react-hook-form";
import layout from "@/app/(hub)/_screens/automation/automation.module.css";
import { EditorFields } from "@/app/(hub)/_screens/automation/editor-fields";
import { EditorFoot } from "@/app/(hub)/_screens/automation/editor-foot";
import { DraftNotice } from "@/components/form/draft-notice";
import { Form } from "@/components/form/form";
import { saveUnlessStale } from "@/components/form/save-unless-stale";
import { useAction } from "@/components/form/use-action";
import { useDraft } from "@/components/form/use-draft";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Seen } from "@/lib/audit/last-change";
import type { CallRow } from "@/lib/listeners/calls";
import type { ListenerRow } from "@/lib/listeners/schema";
import { deleteListener, saveListener } from "./actions";
import { BasicFields } from "./basic-fields";
import { CallsSection } from "./calls-section";
import { confirmDelete } from "./confirm-delete";
import { CreatedNotice } from "./created-notice";
import { EditorProvider, type Editor } from "./editor-context";
import { EndpointFields } from "./endpoint-fields";
import { HelpNote } from "./help-note";
import { formOf, formPath, listenerFormSchema, saveInput, type ListenerForm } from "./listener-form";
import { SampleRequests } from "./sample-requests";
import { SendTest } from "./send-test";
import { TypeFields } from "./type-fields";
import { useEndpointUrl } from "./use-endpoint-url";

interface ListenerEditorProps {
  editor: Editor;
  /** Null for a new one. */
  listener: ListenerRow | null;
  /** What is known of its last change; null for a new one. */
  seen: Seen | null;
  url: string | null;
  calls: { rows: CallRow[]; next: string | null } | null;
  /** It was just made. */
  isCreated: boolean;
}

/** Everything about one external listener: what it does, its address, how to call it, and who did. */
export function ListenerEditor({ editor, listener, seen, url, calls, isCreated }: ListenerEditorProps) {
  const { scope, base, mayWrite } = editor;
  // The id is chosen once, or the address would change under the reader's eyes.
  const [frame] = useState(editor.frame);
  const schema = useMemo(() => listenerFormSchema(frame), [frame]);
  const form = useZodForm<ListenerForm, ListenerForm>(
    schema,
    formOf(listener, frame, {
      apiKeyId: editor.choices.apiKeys.length === 1 ? (editor.choices.apiKeys[0]?.value ?? null) : null,
    }),
  );
  const values = useWatch({ control: form.control, compute: (all: ListenerForm) => all });
  const endpoint = useEndpointUrl(editor, frame.id, values, url);
  const router = useRouter();
  const draft = useDraft<ListenerForm>(form, {
    key: mayWrite && !listener ? `listener:new:${base}` : null,
    omit: ["signature"],
  });
  const save = useAction(
    async ({ input, overwrite }: { input: ListenerForm; overwrite: boolean }) => {
      const result = await saveListener(scope, { ...saveInput(input, frame), seen: overwrite ? null : seen });
      if (result.ok || result.error.code === "stale") return result;
      const fields = Object.entries(result.error.fields).map(([place, message]) => [formPath(place, input), message]);
      return { ...result, error: { ...result.error, fields: Object.fromEntries(fields) as Record<string, string> } };
    },
    {
      form,
      success: listener ? "Listener saved" : undefined,
      onSuccess: ({ id }) => {
        draft.discard();
        if (listener) router.refresh();
        else router.push(`${base}/${id}?created`);
      },
    },
  );
  const remove = useAction(() => deleteListener(scope, { id: frame.id }), {
    success: "Listener deleted",
    onSuccess: () => router.push(base),
  });
  const lastCall = calls?.rows[0] ?? null;
  return (
    <EditorProvider value={{ ...editor, frame }}>
      {isCreated && url && <CreatedNotice url={url} />}
      <div className={layout.columns}>
        <Form
          form={form}
          onSubmit={(input) => saveUnlessStale((overwrite) => save.run({ input, overwrite }), form)}
          wide
        >
          {draft.found && (
            <DraftNotice found={draft.found} onRestore={() => draft.restore()} onDiscard={() => draft.discard()} />
          )}
          <EditorFields of="External listener" mayWrite={mayWrite}>
            <BasicFields isSaved={listener !== null} />
            <HelpNote />
            <TypeFields />
            <EndpointFields url={endpoint} />
          </EditorFields>
          {mayWrite && (
            <EditorFoot
              base={base}
              saving={save.pending}
              deleting={remove.pending}
              onDelete={
                listener
                  ? async () => (await confirmDelete({ ...listener, lastCall })) && remove.run(undefined)
                  : undefined
              }
            />
          )}
        </Form>
        <div className={layout.aside}>
          <SampleRequests values={values} url={endpoint} />
          {mayWrite && <SendTest listener={listener} values={values} isDirty={form.formState.isDirty} />}
        </div>
      </div>
      {listener && calls && <CallsSection listenerId={listener.id} first={calls} />}
    </EditorProvider>
  );
}
