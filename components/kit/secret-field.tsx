"use client";

import { Button, Input, PasswordInput } from "@mantine/core";
import { useId, useState, type ReactNode } from "react";
import classes from "./secret-field.module.css";

interface SecretFieldProps {
  label: string;
  /** Whether the server holds a value. It never sends it back. */
  isStored: boolean;
  /** The replacement; `null` keeps what is stored. */
  value: string | null;
  onChange: (value: string | null) => void;
  help?: ReactNode;
  error?: ReactNode;
}

/** Write-only: shows that a secret is kept, and takes a new one. */
export function SecretField({ label, isStored, value, onChange, help, error }: SecretFieldProps) {
  const [replacing, setReplacing] = useState(false);
  const id = useId();
  if (isStored && !replacing && value === null) {
    return (
      <Input.Wrapper label={label} description={help} error={error} labelElement="div" labelProps={{ id }}>
        <div className={classes.kept} role="group" aria-labelledby={id}>
          <span className={classes.dots} aria-label="A value is stored; it cannot be shown">
            ••••••••
          </span>
          <Button variant="default" size="xs" onClick={() => setReplacing(true)}>
            Replace
          </Button>
        </div>
      </Input.Wrapper>
    );
  }
  return (
    <div className={classes.editing}>
      <PasswordInput
        className={classes.input}
        label={label}
        description={help}
        error={error}
        autoComplete="off"
        value={value ?? ""}
        onChange={(event) => onChange(event.currentTarget.value)}
        data-autofocus={replacing || undefined}
        visibilityToggleButtonProps={{ "aria-label": `Show ${label}` }}
      />
      {isStored && (
        <Button
          variant="default"
          onClick={() => {
            setReplacing(false);
            onChange(null);
          }}
        >
          Keep stored
        </Button>
      )}
    </div>
  );
}
