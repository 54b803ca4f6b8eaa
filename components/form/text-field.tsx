"use client";

import { TextInput, type TextInputProps } from "@mantine/core";
import { useField, type FieldProps } from "./use-field";
import { useFilledBefore } from "./use-filled-before";
import classes from "./field.module.css";

type TextFieldProps = FieldProps &
  Pick<TextInputProps, "placeholder" | "type" | "autoComplete" | "disabled" | "rightSection" | "leftSection"> & {
    /** Monospace: keys, URLs, parameters. */
    mono?: boolean;
  };

export function TextField({ name, help, required, mono, ...rest }: TextFieldProps) {
  const { value, change, input, readOnly } = useField<string | null>(name);
  const ref = useFilledBefore(input.ref, change);
  return (
    <TextInput
      {...rest}
      {...input}
      ref={ref}
      readOnly={readOnly && (rest.autoComplete ?? "off") === "off"}
      description={help}
      withAsterisk={required}
      aria-required={required}
      classNames={mono ? { input: classes.mono } : undefined}
      spellCheck={mono ? false : undefined}
      value={value ?? ""}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
