"use client";

import { TextInput } from "@mantine/core";
import { RangeEnds } from "./range-ends";
import { labelled, whenEnter } from "./value-input-props";
import type { ValueInputProps } from "./value-input-props";

// The browser's own date input: typed in the person's order of day and month, and free of zones.
export function OneDate({ value, onChange, label, onEnter }: ValueInputProps) {
  return (
    <TextInput
      {...labelled(label)}
      data-control="value"
      type="date"
      max={lastDay}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      onKeyDown={whenEnter(onEnter)}
    />
  );
}

/** A time to the second in UTC, as the filter's sentence tells it. */
export function OneMoment({ value, onChange, label, onEnter }: ValueInputProps) {
  return (
    <TextInput
      {...labelled(label)}
      data-control="value"
      type="datetime-local"
      step={1}
      max={`${lastDay}T00:00`}
      rightSection="UTC"
      rightSectionWidth={44}
      value={typeof value === "string" ? value.slice(0, 19) : ""}
      onChange={(event) => onChange(momentOf(event.currentTarget.value))}
      onKeyDown={whenEnter(onEnter)}
    />
  );
}

function momentOf(typed: string): string | undefined {
  const time = Date.parse(`${typed}Z`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

export function DateRange({ value, onChange, label }: ValueInputProps) {
  return (
    <RangeEnds<string> value={value} type="string" onChange={onChange} label={label}>
      {(end) => (
        <TextInput
          aria-label={end.label}
          data-control={end.control}
          type="date"
          max={lastDay}
          value={end.value ?? ""}
          onChange={(event) => end.onChange(event.currentTarget.value || undefined)}
        />
      )}
    </RangeEnds>
  );
}

/** Keeps the year at four digits. */
const lastDay = "8999-12-31";
