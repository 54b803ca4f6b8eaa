"use client";

import { Textarea } from "@mantine/core";
import { useField, type FieldProps } from "./use-field";
import classes from "./field.module.css";

interface TextAreaProps extends FieldProps {
  rows?: number;
  placeholder?: string;
  mono?: boolean;
}

/** Grows with its text. */
export function TextArea({ name, help, required, rows = 3, mono, ...rest }: TextAreaProps) {
  const { value, change, input, readOnly } = useField<string | null>(name);
  return (
    <Textarea
      {...rest}
      {...input}
      readOnly={readOnly}
      description={help}
      withAsterisk={required}
      aria-required={required}
      autosize
      minRows={rows}
      maxRows={24}
      classNames={mono ? { input: classes.mono } : undefined}
      spellCheck={mono ? false : undefined}
      value={value ?? ""}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
