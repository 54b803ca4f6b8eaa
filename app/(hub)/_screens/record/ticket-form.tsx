"use client";

import { Button, Group, Select, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { FeedbackField } from "@/lib/feedback/types";
import type { TicketValues } from "@/lib/feedback/values";

export interface TicketDraft {
  title: string;
  values: TicketValues;
}

interface TicketFormProps {
  fields: FeedbackField[];
  first: TicketDraft;
  errors: Record<string, string>;
  problem: string | null;
  pending: boolean;
  submit: string;
  onSubmit: (draft: TicketDraft) => void;
  onCancel?: () => void;
}

/** The form a feedback type's fields make, for a new ticket and for a changed one. */
export function TicketForm({ fields, first, errors, problem, pending, submit, onSubmit, onCancel }: TicketFormProps) {
  const [draft, setDraft] = useState(first);
  const set = (key: string, value: TicketValues[string]) =>
    setDraft({ ...draft, values: { ...draft.values, [key]: value } });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(draft);
      }}
    >
      <Stack gap="md" maw="var(--fp-measure)">
        {problem && Object.keys(errors).length === 0 && <div role="alert">{problem}</div>}
        <TextInput
          label="Title"
          required
          withAsterisk
          maxLength={500}
          value={draft.title}
          onChange={(event) => setDraft({ ...draft, title: event.currentTarget.value })}
          error={errors.title}
        />
        {fields.map((field) => (
          <FieldInput
            key={field.id}
            field={field}
            value={draft.values[field.key] ?? null}
            error={errors[`values.${field.key}`]}
            onChange={(value) => set(field.key, value)}
          />
        ))}
        <Group justify="flex-end" gap="xs">
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          )}
          <Button type="submit" loading={pending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface FieldInputProps {
  field: FeedbackField;
  value: TicketValues[string];
  error?: string;
  onChange: (value: TicketValues[string]) => void;
}

function FieldInput({ field, value, error, onChange }: FieldInputProps) {
  const common = { label: field.label, withAsterisk: field.required, error };
  const text = value === null ? "" : String(value);
  switch (field.type) {
    case "choice":
      return (
        <Select
          {...common}
          data={field.options.map((option) => ({ value: option.value, label: option.label }))}
          value={text || null}
          onChange={onChange}
          clearable={!field.required}
          clearButtonProps={{ "aria-label": `Clear ${field.label}` }}
        />
      );
    case "boolean":
      return (
        <Switch
          label={field.label}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
          error={error}
        />
      );
    case "long_text":
      return (
        <Textarea
          {...common}
          autosize
          minRows={4}
          maxRows={20}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      );
    case "number":
      return (
        <TextInput
          {...common}
          inputMode="decimal"
          value={text}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      );
    case "date":
      return (
        <TextInput
          {...common}
          type="date"
          value={text.slice(0, 10)}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      );
    case "text":
      return <TextInput {...common} value={text} onChange={(event) => onChange(event.currentTarget.value || null)} />;
  }
}
