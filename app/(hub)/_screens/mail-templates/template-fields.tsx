"use client";

import { Alert, Stack, Switch } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { CheckboxField } from "@/components/form/choice-fields";
import { TextField } from "@/components/form/text-field";
import { useField } from "@/components/form/use-field";
import { HelpLink } from "@/components/kit/help-link";
import { TagFormField, type TagSurroundings } from "@/components/tag-editor/tag-form-field";
import { TagPicker } from "@/components/tag-editor/tag-picker";
import { helpLinks } from "@/lib/help/links";
import type { MailTemplateDraft } from "@/lib/mail-templates/schema";
import { BodyField } from "./body-field";
import classes from "./mail-templates.module.css";

interface TemplateFieldsProps extends Omit<TagSurroundings, "fields"> {
  tags: TagSurroundings["fields"];
}

export function TemplateFields({ tags, examples, readOnly }: TemplateFieldsProps) {
  const { control } = useFormContext<MailTemplateDraft>();
  const essential = useWatch({ control, name: "essential" });
  const around = { fields: tags, examples, readOnly };
  return (
    <Stack gap="md">
      <TextField name="name" label="Name" help="Only staff see it." required />
      <TagFormField name="subject" place="text" label="Subject" required {...around} />
      <BodyField {...around} />
      <TextVersion {...around} />
      {!readOnly && (
        <details className={classes.tags}>
          <summary>Dynamic tags</summary>
          <TagPicker fields={tags} examples={examples} maxHeight="14rem" />
          <HelpLink to={helpLinks.dynamicTags}>About tags</HelpLink>
        </details>
      )}
      <CheckboxField
        name="essential"
        label="Essential"
        help="For what people have to know, such as a change of the terms or a safety notice."
      />
      {essential && (
        <Alert color="yellow" title="This reaches people who turned e-mails off">
          It says nothing about turning it off, and the Mailbox marks each mail as essential. Use it for nothing that
          people could do without: in many countries the law asks for a way out of everything else.
        </Alert>
      )}
    </Stack>
  );
}

/** Made from the mail, unless somebody wants to write it. */
function TextVersion(around: TagSurroundings) {
  const { value, change } = useField<string | null>("text");
  return (
    <>
      <Switch
        label="Write the text version yourself"
        description="For mail programs that show no formatting. Otherwise it is made from the mail."
        checked={value !== null}
        onChange={(event) => change(event.currentTarget.checked ? "" : null)}
      />
      {value !== null && (
        <TagFormField name="text" place="text" label="Text version" minHeight="8rem" required {...around} />
      )}
    </>
  );
}
