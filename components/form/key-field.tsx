"use client";

import { TextInput } from "@mantine/core";
import { useEffect } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { slug } from "./slug";
import { useField, type FieldProps } from "./use-field";
import classes from "./field.module.css";

interface KeyFieldProps extends Partial<FieldProps> {
  /** The field whose text the key follows until the key itself is touched. */
  from?: string;
  separator?: "-" | "_";
  /** An existing thing: its key does not follow the name any more. */
  locked?: boolean;
}

/** A key made from the Name until someone types one. */
export function KeyField({ name = "key", from = "name", label = "Key", help, separator = "-", locked }: KeyFieldProps) {
  const { control, setValue, getFieldState } = useFormContext();
  const source: unknown = useWatch({ control, name: from });
  const { value, change, input, readOnly } = useField<string>(name);
  useEffect(() => {
    if (locked || getFieldState(name).isTouched || typeof source !== "string") return;
    setValue(name, slug(source, separator), { shouldDirty: source !== "" });
  }, [source, locked, name, separator, setValue, getFieldState]);
  return (
    <TextInput
      {...input}
      readOnly={readOnly}
      label={label}
      description={
        help ?? `Letters a–z, digits, _${separator === "-" ? " and -" : ""}. Used in addresses and by other systems.`
      }
      classNames={{ input: classes.mono }}
      spellCheck={false}
      autoComplete="off"
      withAsterisk
      value={value ?? ""}
      onChange={(event) => {
        setValue(name, event.currentTarget.value, { shouldTouch: true });
        change(event.currentTarget.value);
      }}
    />
  );
}
