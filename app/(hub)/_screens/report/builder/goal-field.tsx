"use client";

import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useField } from "@/components/form/use-field";
import { readNumber } from "./read-number";

/** A number that can be long, so it is read as people write such: "1e5" too. What is none goes into the form, which refuses it. */
export function GoalField({ name, label }: { name: string; label: string }) {
  const { value, change, input, readOnly } = useField<number | null>(name);
  const [typed, setTyped] = useState("");
  // What was typed, unless another value came, as from a draft.
  const text = Object.is(readNumber(typed), value) ? typed : String(value ?? "");
  const error = Number.isNaN(value) ? "Enter a number, such as 100 or 0.5." : input.error;
  return (
    <TextInput
      {...input}
      error={error}
      readOnly={readOnly}
      label={label}
      placeholder="None"
      inputMode="decimal"
      maxLength={20}
      value={text}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        change(readNumber(currentTarget.value));
      }}
    />
  );
}
