"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { HistoryLink } from "@/app/(hub)/_screens/audit/history-link";
import { useExamples } from "@/app/(hub)/_screens/macros/use-preview";
import { DraftNotice } from "@/components/form/draft-notice";
import { Form } from "@/components/form/form";
import { saveUnlessStale } from "@/components/form/save-unless-stale";
import { useDraft } from "@/components/form/use-draft";
import { useZodForm } from "@/components/form/use-zod-form";
import { PageHeader } from "@/components/kit/page-header";
import { Section } from "@/components/kit/section";
import { StatusBadge } from "@/components/kit/status-badge";
import { TagTargetProvider } from "@/components/tag-editor/tag-target";
import type { Seen } from "@/lib/audit/last-change";
import type { FieldInfo } from "@/lib/fields/field";
import type { TemplateDetail } from "@/lib/mail-templates/queries";
import { mailTemplateInput, type MailContext } from "@/lib/mail-templates/schema";
import type { RecordChoice } from "@/lib/macros/record-choices";
import type { MacroHome } from "@/lib/macros/schema";
import { PreviewPanel } from "./preview-panel";
import { TemplateFields } from "./template-fields";
import type { TemplatePlace } from "./template-place";
import { TemplateUses } from "./template-uses";
import { useSaveTemplate } from "./use-save-template";
import classes from "./mail-templates.module.css";

/** Records that a preview can show, with the newest of them. */
export interface PreviewHome {
  label: string;
  home: MacroHome;
  records: RecordChoice[];
}

/** Of what the template speaks: fixed when it is made. */
export interface TemplateAbout {
  context: MailContext;
  words: string;
  tags: FieldInfo[];
  homes: PreviewHome[];
}

interface TemplateEditorProps {
  place: TemplatePlace;
  about: TemplateAbout;
  /** Null for a new one. */
  template: TemplateDetail | null;
  seen: Seen | null;
  mayWrite: boolean;
}

/** The mail at the left, what one record would get at the right. */
export function TemplateEditor({ place, about, template, seen, mayWrite }: TemplateEditorProps) {
  const router = useRouter();
  const form = useZodForm(mailTemplateInput, {
    name: template?.name ?? "",
    subject: template?.subject ?? "",
    body: template?.body ?? "",
    text: template?.text ?? null,
    essential: template?.essential ?? false,
  });
  const draft = useDraft(form, {
    key: template || !mayWrite ? null : `mail-template:new:${place.base}:${about.words}`,
  });
  const save = useSaveTemplate({
    scope: place.scope,
    template,
    context: about.context,
    seen,
    form,
    onSaved: (id) => {
      draft.discard();
      if (template) router.refresh();
      else router.push(`${place.base}/${id}`);
    },
  });
  const [home, setHome] = useState(about.homes.find(({ records }) => records.length > 0) ?? about.homes[0]);
  const [record, setRecord] = useState<RecordChoice | null>(home?.records[0] ?? null);
  const where = { scope: place.scope, home: home?.home ?? { target: "user" as const } };
  const examples = useExamples(where, record?.id ?? null);
  const readOnly = !mayWrite;
  const title = template?.name ?? `New e-mail template · ${about.words}`;
  const choose = (next: PreviewHome) => {
    setHome(next);
    setRecord(next.records[0] ?? null);
  };
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={[
          ...place.crumbs,
          { label: "E-mail templates", href: place.base },
          { label: template?.name ?? "New template" },
        ]}
        description={
          readOnly
            ? "You can look at this template. A project manager can change it."
            : `For mails about: ${about.words}`
        }
        aside={template?.essential && <StatusBadge tone="warning">Essential</StatusBadge>}
        actions={
          mayWrite && (
            <>
              {template && <HistoryLink scope={place.scope} kind="e-mail template" id={template.id} />}
              <Button type="submit" form={formId} loading={save.pending}>
                Submit
              </Button>
            </>
          )
        }
      />
      <DraftNotice found={draft.found} onRestore={() => draft.restore()} onDiscard={() => draft.discard()} />
      <TagTargetProvider>
        <Form
          form={form}
          onSubmit={(filled) => saveUnlessStale((overwrite) => save.run({ filled, overwrite }), form)}
          wide
          id={formId}
          guard={!readOnly}
        >
          <div className={classes.columns}>
            <fieldset className={classes.column} disabled={readOnly} aria-label={title}>
              <Section>
                <TemplateFields tags={about.tags} examples={examples} readOnly={readOnly} />
              </Section>
              {template && <TemplateUses place={place} uses={template.uses} />}
            </fieldset>
            <aside className={classes.column} aria-label="Preview and test">
              <PreviewPanel
                context={about.context}
                homes={about.homes}
                where={where}
                record={record}
                onHome={choose}
                onRecord={setRecord}
                mayTest={mayWrite}
              />
            </aside>
          </div>
        </Form>
      </TagTargetProvider>
    </>
  );
}

const formId = "mail-template-form";
