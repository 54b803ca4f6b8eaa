"use client";

import { TagsInput } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { RadioField } from "@/components/form/choice-fields";
import { NumberField } from "@/components/form/number-field";
import { SelectField } from "@/components/form/select-field";
import { useField } from "@/components/form/use-field";
import { useEditor } from "./editor-context";
import type { MacroForm, PlainAction } from "./macro-form";
import { TagFormField } from "./tag-form-field";

/** The settings of one action. */
export function ActionFields({ index, kind }: { index: number; kind: PlainAction["kind"] }) {
  const { place } = useEditor();
  const name = `actions.${index}` as const;
  switch (kind) {
    case "set_field":
      return <SetField name={name} />;
    case "set_status":
      return <SelectField name={`${name}.statusKey`} label="Status" options={place.statuses} required />;
    case "add_points":
      return (
        <>
          <NumberField name={`${name}.points`} label="Points" help="A negative number takes points away." />
          <TagFormField name={`${name}.reason`} place="text" label="Reason" />
        </>
      );
    case "add_comment":
      return <AddComment name={name} />;
    case "email":
      return <Email name={name} />;
  }
}

type ActionName = `actions.${number}`;

function SetField({ name }: { name: ActionName }) {
  const { place } = useEditor();
  const { control } = useFormContext<MacroForm>();
  const chosen = useWatch({ control, name: `${name}.fieldKey` });
  const field = place.fields.find(({ key }) => key === chosen);
  const options =
    field && field.options.length > 0 ? `One of: ${field.options.join(", ")}.` : "Empty clears the field.";
  return (
    <>
      <SelectField
        name={`${name}.fieldKey`}
        label="Field"
        options={place.fields.map(({ key, label }) => ({ value: key, label }))}
        required
      />
      <TagFormField name={`${name}.value`} place="text" label="Value" help={options} />
    </>
  );
}

function AddComment({ name }: { name: ActionName }) {
  const { place } = useEditor();
  const isFeedback = place.home.target === "feedback";
  return (
    <>
      {isFeedback && (
        <RadioField
          name={`${name}.as`}
          label="Kind of comment"
          options={[
            { value: "reply", label: "Reply", help: "Seen by everyone who sees the ticket." },
            { value: "note", label: "Note", help: "Seen by staff only." },
          ]}
        />
      )}
      <TagFormField name={`${name}.body`} place="text" label="Comment" minHeight="6rem" required />
    </>
  );
}

function Email({ name }: { name: ActionName }) {
  const { place } = useEditor();
  const { control } = useFormContext<MacroForm>();
  const to = useWatch({ control, name: `${name}.to` });
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
      <TagFormField name={`${name}.subject`} place="text" label="Subject" required />
      <TagFormField name={`${name}.body`} place="text" label="Text" minHeight="8rem" required />
    </>
  );
}
