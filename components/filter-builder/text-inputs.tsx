"use client";

import { TagsInput, TextInput } from "@mantine/core";
import { conditionLimits } from "@/lib/conditions/schema";
import { labelled, listOf, whenEnter } from "./value-input-props";
import type { ValueInputProps } from "./value-input-props";

export function OneText({ value, onChange, label, onEnter }: ValueInputProps) {
  return (
    <TextInput
      {...labelled(label)}
      data-control="value"
      maxLength={conditionLimits.text}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      onKeyDown={whenEnter(onEnter)}
    />
  );
}

/** Many may be pasted at once: a column of a spreadsheet, or a line with commas. */
export function ManyTexts({ value, onChange, label }: ValueInputProps) {
  return (
    <TagsInput
      {...labelled(label)}
      data-control="value"
      placeholder={value === undefined ? "Type or paste many" : undefined}
      splitChars={[",", "\n", "\t"]}
      maxTags={conditionLimits.listed}
      value={listOf(value)}
      onChange={(list) => onChange(list.length > 0 ? list : undefined)}
    />
  );
}
