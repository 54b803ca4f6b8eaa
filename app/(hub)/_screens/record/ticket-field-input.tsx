"use client";

import { Select, TextInput } from "@mantine/core";
import { SwitchField } from "@/components/form/choice-fields";
import { TextArea } from "@/components/form/text-area";
import { TextField } from "@/components/form/text-field";
import { useField } from "@/components/form/use-field";
import type { FeedbackField } from "@/lib/feedback/types";

/** One field of a feedback type, as it is filled in. */
export function TicketFieldInput({ field }: { field: FeedbackField }) {
  const common = {
    name: `values.${field.key}`,
    label: field.label,
    help: field.help || undefined,
    required: field.required,
  };
  switch (field.type) {
    case "choice":
      return <ChoiceInput {...common} options={field.options} />;
    case "boolean":
      return <SwitchField {...common} />;
    case "long_text":
      return <TextArea {...common} rows={4} />;
    case "date":
      return <DateInput {...common} />;
    case "number":
    case "text":
      return <TextField {...common} />;
  }
}

interface InputProps {
  name: string;
  label: string;
  help?: string;
  required: boolean;
}

function ChoiceInput({ name, help, required, label, options }: InputProps & Pick<FeedbackField, "options">) {
  const { value, change, input } = useField<string | null>(name);
  return (
    <Select
      {...input}
      label={label}
      description={help}
      withAsterisk={required}
      data={options.map((option) => ({ value: option.value, label: option.label }))}
      searchable={options.length > 8}
      nothingFoundMessage="Nothing found"
      value={value ?? null}
      onChange={change}
      clearable={!required}
      clearButtonProps={{ "aria-label": `Clear ${label}` }}
    />
  );
}

function DateInput({ name, help, required, label }: InputProps) {
  const { value, change, input, readOnly } = useField<string | null>(name);
  return (
    <TextInput
      {...input}
      type="date"
      label={label}
      description={help}
      withAsterisk={required}
      readOnly={readOnly}
      // Other systems may have written the time of day as well.
      value={value?.slice(0, 10) ?? ""}
      onChange={(event) => change(event.currentTarget.value || null)}
    />
  );
}
