"use client";

import { Checkbox, Radio, Stack, Switch } from "@mantine/core";
import type { ReactNode } from "react";
import { useField, type FieldProps } from "./use-field";

/** A yes or no that takes effect with Submit. */
export function CheckboxField({ name, label, help }: FieldProps) {
  const { value, change, input } = useField<boolean>(name);
  return (
    <Checkbox
      {...input}
      label={label}
      description={help}
      checked={value ?? false}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  );
}

/** The same, for something that is on or off. */
export function SwitchField({ name, label, help }: FieldProps) {
  const { value, change, input } = useField<boolean>(name);
  return (
    <Switch
      {...input}
      label={label}
      description={help}
      checked={value ?? false}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  );
}

export interface RadioOption {
  value: string;
  label: string;
  help?: ReactNode;
}

/** One of few, all of them in sight. */
export function RadioField({ name, label, help, required, options }: FieldProps & { options: RadioOption[] }) {
  const { value, change, input } = useField<string>(name);
  const { ref, ...rest } = input;
  return (
    <Radio.Group
      {...rest}
      label={label}
      description={help}
      withAsterisk={required}
      value={value ?? ""}
      onChange={change}
    >
      <Stack gap={8} mt={6}>
        {options.map((option, index) => (
          <Radio
            key={option.value}
            ref={index === 0 ? ref : undefined}
            value={option.value}
            label={option.label}
            description={option.help}
            size="xs"
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
