"use client";

import { Button, Group, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { useField } from "@/components/form/use-field";
import { useEditor } from "./editor-context";
import classes from "./macros.module.css";

interface SecretFormFieldProps {
  /** Of the header or webhook it belongs to. */
  id: string;
  isStored: boolean;
  label: string;
  placeholder?: string;
  /** Shown instead of the dots: `https://hooks.slack.com/…`. */
  shown?: string;
}

/** A secret in a row of the form, write-only: what is stored shows as dots and stays unless another is typed. */
export function SecretFormField({ id, isStored, label, placeholder, shown = "••••••••" }: SecretFormFieldProps) {
  const { readOnly } = useEditor();
  const { value, change, input } = useField<string | undefined>(`secrets.${id}`);
  const [replacing, setReplacing] = useState(false);
  if (isStored && !replacing && !value) {
    return (
      <Group gap="xs" wrap="nowrap" className={classes.kept} role="group" aria-label={`${label}, stored`}>
        <code>{shown}</code>
        {!readOnly && (
          <Button size="compact-sm" variant="default" onClick={() => setReplacing(true)}>
            Replace
          </Button>
        )}
      </Group>
    );
  }
  return (
    <PasswordInput
      {...input}
      aria-label={label}
      placeholder={placeholder}
      autoComplete="off"
      value={value ?? ""}
      onChange={(event) => change(event.currentTarget.value)}
      visibilityToggleButtonProps={{ "aria-label": `Show ${label}` }}
    />
  );
}
