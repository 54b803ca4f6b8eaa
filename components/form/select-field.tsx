"use client";

import { MultiSelect, Select, type ComboboxData } from "@mantine/core";
import { useField, type FieldProps } from "./use-field";

interface SelectFieldProps extends FieldProps {
  /** `{value, label}` or `{group, items}`. */
  options: ComboboxData;
  placeholder?: string;
  /** Shows a cross that sets null. */
  clearable?: boolean;
}

/** One of a list; type to search once it is long. */
export function SelectField({ name, help, required, options, ...rest }: SelectFieldProps) {
  const { value, change, input } = useField<string | null>(name);
  return (
    <Select
      {...rest}
      {...input}
      description={help}
      withAsterisk={required}
      data={options}
      searchable={options.length > 8}
      allowDeselect={false}
      checkIconPosition="right"
      nothingFoundMessage="Nothing found"
      clearButtonProps={{ "aria-label": `Clear ${rest.label}` }}
      value={value}
      onChange={change}
    />
  );
}

/** Several of a list. */
export function MultiSelectField({ name, help, required, options, ...rest }: SelectFieldProps) {
  const { value, change, input } = useField<string[]>(name);
  return (
    <MultiSelect
      {...rest}
      {...input}
      description={help}
      withAsterisk={required}
      data={options}
      searchable
      hidePickedOptions
      nothingFoundMessage="Nothing found"
      clearButtonProps={{ "aria-label": `Clear ${rest.label}` }}
      value={value ?? []}
      onChange={change}
    />
  );
}
