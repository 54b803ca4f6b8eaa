"use client";

import { NumberInput } from "@mantine/core";
import { useField, type FieldProps } from "./use-field";

interface NumberFieldProps extends FieldProps {
  min?: number;
  max?: number;
  /** After the number: " s", " days". */
  suffix?: string;
  placeholder?: string;
  /** Digits after the point; a whole number without. */
  decimals?: number;
}

/** A number; empty is absent. */
export function NumberField({ name, help, required, decimals = 0, ...rest }: NumberFieldProps) {
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
      allowDecimal={decimals > 0}
      decimalScale={decimals}
      value={value ?? ""}
      onChange={(next) => change(typeof next === "number" ? next : null)}
    />
  );
}
