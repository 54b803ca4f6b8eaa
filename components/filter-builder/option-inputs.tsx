"use client";

import { MultiSelect, Select } from "@mantine/core";
import type { FieldOption } from "@/lib/fields/field";
import { useListPlace } from "./builder-context";
import { labelled, listOf } from "./value-input-props";
import type { ValueInputProps } from "./value-input-props";

export function OneOption({ value, onChange, label, options }: ValueInputProps & { options: readonly FieldOption[] }) {
  const place = useListPlace();
  const chosen = typeof value === "string" ? value : null;
  return (
    <Select
      {...labelled(label)}
      data-control="value"
      placeholder="Choose"
      searchable={options.length > 8}
      data={withMissing(options, chosen === null ? [] : [chosen])}
      nothingFoundMessage="No such option"
      comboboxProps={place}
      value={chosen}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

export function ManyOptions({
  value,
  onChange,
  label,
  options,
}: ValueInputProps & { options: readonly FieldOption[] }) {
  const place = useListPlace();
  const chosen = listOf(value);
  return (
    <MultiSelect
      {...labelled(label)}
      data-control="value"
      placeholder={chosen.length === 0 ? "Choose" : undefined}
      searchable
      hidePickedOptions
      data={withMissing(options, chosen)}
      nothingFoundMessage="No such option"
      comboboxProps={place}
      value={chosen}
      onChange={(list) => onChange(list.length > 0 ? list : undefined)}
    />
  );
}

/** A value whose option was removed stays to be seen, until somebody removes it too. */
function withMissing(options: readonly FieldOption[], chosen: string[]) {
  const known = new Set(options.map((option) => option.value));
  const missing = chosen.filter((value) => !known.has(value));
  return [
    ...options.map(({ value, label }) => ({ value, label })),
    ...missing.map((value) => ({ value, label: `${value} (no longer an option)` })),
  ];
}
