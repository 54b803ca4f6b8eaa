"use client";

import { useController, useFormContext } from "react-hook-form";

/** What every bound field shares: its value, how to change it, and its message. */
export function useField<Value>(name: string) {
  const { control } = useFormContext();
  const { field, fieldState } = useController({ name, control });
  return {
    value: field.value as Value,
    change: (value: Value) => field.onChange(value),
    isTouched: fieldState.isTouched || fieldState.isDirty,
    /** Spread on the input. */
    input: { name: field.name, ref: field.ref, onBlur: field.onBlur, error: fieldState.error?.message },
  };
}

/** What every bound field accepts besides its own. */
export interface FieldProps {
  /** Path in the form's values: "headers.0.value". */
  name: string;
  label: string;
  /** Under the label, before the input. */
  help?: React.ReactNode;
  required?: boolean;
}
