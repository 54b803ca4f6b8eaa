"use client";

import { NumberInput } from "@mantine/core";
import { useField, type FieldProps } from "./use-field";

interface NumberFieldProps extends FieldProps {
  min?: number;
  max?: number;
  /** After the number: " s", " days". */
  suffix?: string;
}

/** A whole number; empty is null. */
export function NumberField({ name, help, required, ...rest }: NumberFieldProps) {
  const { value, change, input, readOnly } = useField<number | null>(name);
  const { ref, ...others } = input;
  return (
    <NumberInput
      {...rest}
      {...others}
      readOnly={readOnly}
      ref={ref}
      description={help}
      withAsterisk={required}
      allowDecimal={false}
      value={value ?? ""}
      onChange={(next) => change(typeof next === "number" ? next : null)}
    />
  );
}
