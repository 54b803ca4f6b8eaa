"use client";

import { PasswordInput, Text } from "@mantine/core";
import { useState } from "react";
import { useField, type FieldProps } from "./use-field";
import { useFilledBefore } from "./use-filled-before";

/** Paste and password managers welcome; says when Caps Lock is on. */
export function PasswordField(props: FieldProps & { autoComplete: "current-password" | "new-password" }) {
  const { name, label, help, required, autoComplete } = props;
  const { value, change, input } = useField<string>(name);
  const ref = useFilledBefore(input.ref, change);
  const [capsLock, setCapsLock] = useState(false);
  return (
    <div>
      <PasswordInput
        {...input}
        ref={ref}
        label={label}
        description={help}
        withAsterisk={required}
        aria-required={required}
        autoComplete={autoComplete}
        value={value ?? ""}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyUp={(event) => setCapsLock(event.getModifierState("CapsLock"))}
        visibilityToggleButtonProps={{ "aria-label": `Show ${label.toLowerCase()}`, tabIndex: 0 }}
      />
      <Text fz="xs" c="dimmed" role="status">
        {capsLock ? "Caps Lock is on" : ""}
      </Text>
    </div>
  );
}
