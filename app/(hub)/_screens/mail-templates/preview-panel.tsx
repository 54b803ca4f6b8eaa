"use client";

import { Button, SegmentedControl, Select, Text } from "@mantine/core";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { RecordSelect } from "@/app/(hub)/_screens/macros/record-select";
import type { Where } from "@/app/(hub)/_screens/macros/use-preview";
import { CodeBlock } from "@/components/code/code-block";
import { useAction } from "@/components/form/use-action";
import { Section } from "@/components/kit/section";
import type { MailPreview } from "@/lib/mail-templates/preview";
import type { MailContext, MailTemplateDraft } from "@/lib/mail-templates/schema";
import type { RecordChoice } from "@/lib/macros/record-choices";
import { sendTestMail } from "./actions";
import type { PreviewHome } from "./template-editor";
import { questionOf, useMailPreview } from "./use-mail-preview";
import classes from "./mail-templates.module.css";

interface PreviewPanelProps {
  context: MailContext;
  homes: PreviewHome[];
  where: Where;
  record: RecordChoice | null;
  onHome: (home: PreviewHome) => void;
  onRecord: (record: RecordChoice) => void;
  mayTest: boolean;
}

/** What one person would get, as it is typed. */
export function PreviewPanel({ context, homes, where, record, onHome, onRecord, mayTest }: PreviewPanelProps) {
  const { getValues } = useFormContext<MailTemplateDraft>();
  const preview = useMailPreview(where.scope, context, record?.id ?? null);
  const test = useAction((recordId: string) => sendTestMail(where.scope, questionOf(getValues(), context, recordId)), {
    success: ({ to, state }) =>
      state === "kept"
        ? `The test for ${to} is in the Mailbox: no mail server is set`
        : `The test is on its way to ${to}`,
  });
  const current = homes.find(({ home }) => isSame(home, where.home));
  return (
    <Section
      title="Preview"
      actions={
        mayTest && (
          <Button
            size="compact-sm"
            variant="default"
            loading={test.pending}
            disabled={!record}
            onClick={() => record && void test.run(record.id)}
          >
            Send test to me
          </Button>
        )
      }
    >
      <div className={classes.stack}>
        {homes.length > 1 && (
          <Select
            label="Tickets of"
            data={homes.map(({ label }) => label)}
            value={current?.label ?? null}
            allowDeselect={false}
            onChange={(label) => {
              const chosen = homes.find((each) => each.label === label);
              if (chosen) onHome(chosen);
            }}
          />
        )}
        <RecordSelect where={where} records={current?.records ?? []} value={record} onChange={onRecord} />
        <div className={classes.stack} aria-busy={preview.isFetching || undefined}>
          {preview.error && (
            <Text size="sm" c="red" role="alert">
              {preview.error.message}
            </Text>
          )}
          {preview.data ? (
            <Preview mail={preview.data} />
          ) : (
            !preview.error && (
              <Text c="dimmed">{record ? written : `There is no ${recordWord(context)} to show yet.`}</Text>
            )
          )}
        </div>
      </div>
    </Section>
  );
}

const written = "The mail appears here as you write its subject and text.";

function Preview({ mail }: { mail: MailPreview }) {
  const [version, setVersion] = useState<"html" | "text">("html");
  if (mail.kind === "problem")
    return (
      <Text size="sm" c="red">
        {mail.message}
      </Text>
    );
  return (
    <>
      <p className={classes.subject}>
        <span>Subject</span> {mail.subject}
      </p>
      <SegmentedControl
        aria-label="Version"
        data={[
          { value: "html", label: "As mail programs show it" },
          { value: "text", label: "Text version" },
        ]}
        value={version}
        onChange={(value) => setVersion(value === "text" ? "text" : "html")}
      />
      {version === "html" ? (
        // No script runs in it, no form is sent and nothing is opened from it.
        <iframe className={classes.mail} title="The mail" sandbox="" srcDoc={mail.html} />
      ) : (
        <CodeBlock label="Text version" code={mail.text} maxHeight={480} />
      )}
      {mail.empties.length > 0 && (
        <p className={classes.note}>
          Empty for this record: {mail.empties.map((path) => `((${path}))`).join(", ")}. A |default: fills the gap.
        </p>
      )}
    </>
  );
}

function isSame(a: Where["home"], b: Where["home"]): boolean {
  return a.target === "feedback" && b.target === "feedback" ? a.typeId === b.typeId : a.target === b.target;
}

function recordWord({ target }: MailContext): string {
  return target === "user" ? "user" : "ticket";
}
