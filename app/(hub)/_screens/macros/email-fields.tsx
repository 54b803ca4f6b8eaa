"use client";

import { TagsInput } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { CheckboxField, RadioField } from "@/components/form/choice-fields";
import { SelectField } from "@/components/form/select-field";
import { useField } from "@/components/form/use-field";
import { TextLink } from "@/components/kit/text-link";
import { useEditor } from "./editor-context";
import type { ActionName, MacroForm } from "./macro-form";
import { TagFormField } from "./tag-form-field";
import { TeamField } from "./team-field";

/** To whom, and what. */
export function EmailFields({ name }: { name: ActionName }) {
  const { place } = useEditor();
  const { control } = useFormContext<MacroForm>();
  const [to, templateId] = useWatch({ control, name: [`${name}.to`, `${name}.templateId`] });
  const isOwn = (templateId ?? null) === null;
  const addresses = useField<string[]>(`${name}.addresses`);
  const { getFieldState, formState } = useFormContext<MacroForm>();
  const wrong = addresses.value.flatMap((_, index) => {
    const { error } = getFieldState(`${name}.addresses.${index}`, formState);
    return error?.message ?? [];
  });
  const target = place.home.target === "feedback" ? "The submitter of the ticket" : "The user";
  return (
    <>
      <RadioField
        name={`${name}.to`}
        label="To"
        options={[
          { value: "target", label: target },
          { value: "addresses", label: "These addresses", help: "Each gets one e-mail per record." },
          { value: "team", label: "A team", help: "Everyone active in it gets one e-mail per record." },
        ]}
      />
      {to === "addresses" && (
        <TagsInput
          label="Addresses"
          description="Press Enter after each."
          splitChars={[",", " ", ";"]}
          acceptValueOnBlur
          {...addresses.input}
          error={addresses.input.error ?? wrong[0]}
          value={addresses.value}
          onChange={addresses.change}
        />
      )}
      {to === "team" && <TeamField name={`${name}.teamId`} label="Team" />}
      <TemplateField name={name} />
      {isOwn && to !== "addresses" && (
        <CheckboxField
          name={`${name}.essential`}
          label="Essential"
          help="Sent to people who turned off e-mails as well. For what they have to know, such as a change of the terms."
        />
      )}
      {isOwn && (
        <>
          <TagFormField name={`${name}.subject`} place="text" label="Subject" required />
          <TagFormField name={`${name}.body`} place="text" label="Text" minHeight="8rem" required />
        </>
      )}
    </>
  );
}

/** Empty is the usual case for a macro that says something once: its words stand in the action. */
function TemplateField({ name }: { name: ActionName }) {
  const { mailTemplates, mailTemplatesBase } = useEditor().place;
  return (
    <SelectField
      name={`${name}.templateId`}
      label="E-mail template"
      placeholder="None: write the mail here"
      help={
        <>
          Its words as they are when the mail is written.{" "}
          <TextLink href={mailTemplatesBase} underline="always">
            {mailTemplates.length === 0 ? "Write the first template" : "All templates"}
          </TextLink>
        </>
      }
      options={mailTemplates}
      clearable
    />
  );
}
