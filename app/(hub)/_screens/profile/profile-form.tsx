"use client";

import { Button, Group, Select, Stack, Switch, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { Section } from "@/components/kit/section";
import type { Result } from "@/lib/errors/result";
import type { ProfileFieldRow } from "@/lib/users/profile";
import { saveOwnProfile, saveProfile } from "./actions";

type Values = Record<string, string | boolean | null>;

interface ProfileFormProps {
  fields: ProfileFieldRow[];
  values: Values;
  /** Null for one's own. */
  userId: string | null;
}

/** What the community asks about a person. */
export function ProfileForm({ fields, values, userId }: ProfileFormProps) {
  const router = useRouter();
  const [draft, setDraft] = useState(values);
  const save = useAction(
    async (profile: Values): Promise<Result<void>> =>
      userId ? saveProfile("community", { userId, profile }) : saveOwnProfile("community", { profile }),
    { success: "Profile saved", onSuccess: () => router.refresh() },
  );
  if (fields.length === 0) return null;
  return (
    <Section title="Profile">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save.run(draft);
        }}
      >
        <Stack gap="md" maw="var(--fp-measure)">
          {fields.map((field) => (
            <ProfileInput
              key={field.key}
              field={field}
              value={draft[field.key] ?? null}
              error={save.failure?.fields[`profile.${field.key}`]}
              onChange={(value) => setDraft({ ...draft, [field.key]: value })}
            />
          ))}
          <Group justify="flex-end">
            <Button type="submit" variant="default" loading={save.pending}>
              Save profile
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

interface ProfileInputProps {
  field: ProfileFieldRow;
  value: string | boolean | null;
  error?: string;
  onChange: (value: string | boolean | null) => void;
}

function ProfileInput({ field, value, error, onChange }: ProfileInputProps) {
  const { label } = field;
  if (field.type === "boolean") {
    return (
      <Switch
        label={label}
        checked={value === true || value === "true"}
        onChange={(event) => onChange(event.currentTarget.checked)}
        error={error}
      />
    );
  }
  const text = value === null ? "" : String(value);
  if (field.type === "choice") {
    return (
      <Select
        label={label}
        data={field.options}
        value={text || null}
        onChange={onChange}
        clearable
        clearButtonProps={{ "aria-label": `Clear ${label}` }}
        error={error}
      />
    );
  }
  return (
    <TextInput
      label={label}
      type={field.type === "date" ? "date" : "text"}
      inputMode={field.type === "number" ? "decimal" : undefined}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value || null)}
      error={error}
    />
  );
}
