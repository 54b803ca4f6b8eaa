"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { DraftNotice } from "@/components/form/draft-notice";
import { saveUnlessStale } from "@/components/form/save-unless-stale";
import type { Seen } from "@/lib/audit/last-change";
import { Form } from "@/components/form/form";
import { useDraft } from "@/components/form/use-draft";
import { useZodForm } from "@/components/form/use-zod-form";
import { ButtonLink } from "@/components/kit/button-link";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { useShortcut } from "@/components/shell/use-shortcut";
import { TagTargetProvider } from "@/components/tag-editor/tag-target";
import type { MacroDetail } from "@/lib/macros/queries";
import type { RecordChoice } from "@/lib/macros/record-choices";
import { ActionCards } from "./action-cards";
import { AnswerSide } from "./answer-side";
import { BasicFields } from "./basic-fields";
import { CustomizeFields } from "./customize-fields";
import { EditorProvider, type EditorPlace } from "./editor-context";
import { formOf, macroForm } from "./macro-form";
import { PreviewPanel } from "./preview-panel";
import { useExamples, useGroupTargets } from "./use-preview";
import { useSaveMacro } from "./use-save-macro";
import { useTestSend } from "./use-test-send";
import { WebhookSection } from "./webhook-section";
import classes from "./macros.module.css";

interface MacroEditorProps {
  place: EditorPlace;
  macro: MacroDetail | null;
  /** What is known of its last change; null for a new one. */
  seen: Seen | null;
}

/** The macro at the left, what it would do at the right. */
export function MacroEditor({ place, macro, seen }: MacroEditorProps) {
  const router = useRouter();
  const form = useZodForm(macroForm, formOf(macro));
  const draft = useDraft(form, { key: macro || !place.mayWrite ? null : `macro:new:${place.base}`, omit: ["secrets"] });
  const targets = useGroupTargets(place);
  const save = useSaveMacro({
    place,
    macro,
    seen,
    form,
    targets,
    onSaved: (id) => {
      draft.discard();
      if (macro) router.refresh();
      else router.push(`${place.base}/${id}`);
    },
  });
  const [record, setRecord] = useState<RecordChoice | null>(place.records[0] ?? null);
  const examples = useExamples(place, record?.id ?? null);
  const test = useTestSend({ place, macroId: macro?.id ?? null, form, targets });
  const [chosen, setChosen] = useState<string | null>(null);
  const [triggers, webhooks] = useWatch({ control: form.control, name: ["triggerWebhooks", "webhooks"] });
  const active = webhooks.find(({ id }) => id === chosen) ?? webhooks[0] ?? null;
  const maySend = place.mayWrite && place.gate === "open" && triggers && active !== null;
  const sendTest = () => active && void test.run(active.id, record);
  useShortcut("mod+enter", "Test send", sendTest, { enabled: maySend });
  const readOnly = !place.mayWrite;
  const title = titleOf(place, macro);
  return (
    <EditorProvider value={{ place, macro, readOnly, examples, answers: test.answers }}>
      <div className={classes.head}>
        <PageHeader
          title={title}
          breadcrumbs={[
            ...place.crumbs,
            { label: place.title, href: place.base },
            { label: macro?.name ?? "New macro" },
          ]}
          description={readOnly ? "You can look at this macro. A project manager can change it." : undefined}
          actions={
            <>
              {form.formState.isDirty && <span className={classes.unsaved}>Unsaved</span>}
              {macro && place.mayWrite && <HistoryLink scope={place.scope} kind="macro" id={macro.id} />}
              {macro && (
                <ButtonLink href={`${place.base}/${macro.id}/log`} variant="default">
                  Macro webhook log
                </ButtonLink>
              )}
              {maySend && (
                <Button variant="default" loading={test.pending} onClick={sendTest} disabled={!record}>
                  Test send
                </Button>
              )}
              {!readOnly && (
                <Button type="submit" form={formId} loading={save.pending}>
                  Submit
                </Button>
              )}
            </>
          }
        />
      </div>
      <DraftNotice found={draft.found} onRestore={() => draft.restore()} onDiscard={() => draft.discard()} />
      <TagTargetProvider>
        <div className={classes.form}>
          <Form
            form={form}
            onSubmit={(filled) => saveUnlessStale((overwrite) => save.run({ filled, overwrite }), form)}
            wide
            id={formId}
            guard={!readOnly}
          >
            <div className={classes.columns}>
              <fieldset className={classes.left} disabled={readOnly} aria-label={title}>
                <Section>
                  <div className={classes.stack}>
                    <BasicFields />
                  </div>
                </Section>
                <Section title="Macro options">
                  <div className={classes.sections}>
                    <WebhookSection />
                    <ActionCards />
                  </div>
                </Section>
                <Section title="Customize">
                  <div className={classes.stack}>
                    <CustomizeFields />
                  </div>
                </Section>
              </fieldset>
              <aside className={classes.right} aria-label="Preview and test">
                <PreviewPanel record={record} onRecord={setRecord} activeId={active?.id ?? null} onActive={setChosen} />
                {active && triggers && (
                  <AnswerSide
                    webhookId={active.id}
                    result={test.results.get(active.id) ?? null}
                    pending={test.pending}
                  />
                )}
              </aside>
            </div>
          </Form>
        </div>
      </TagTargetProvider>
    </EditorProvider>
  );
}

const formId = "macro-form";

function titleOf({ typeName }: EditorPlace, macro: MacroDetail | null): string {
  if (macro) return macro.name;
  return typeName ? `New feedback macro · ${typeName}` : "New user macro";
}
