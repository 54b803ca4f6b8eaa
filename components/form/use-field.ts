"use client";

import { useController, useFormContext } from "react-hook-form";
import { useHydrated } from "./use-hydrated";

/** What every bound field shares: its value, how to change it, and its message. */
export function useField<Value>(name: string) {
  const { control } = useFormContext();
  const { field, fieldState } = useController({ name, control });
  const isHydrated = useHydrated();
  return {
    value: field.value as Value,
    change: (value: Value) => field.onChange(value),
    isTouched: fieldState.isTouched || fieldState.isDirty,
    /** For texts that people type. Not for what a password manager fills in, which passes read-only fields over. */
    readOnly: !isHydrated,
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
