"use client";

import { NumberInput, TagsInput } from "@mantine/core";
import { conditionLimits } from "@/lib/conditions/schema";
import { RangeEnds } from "./range-ends";
import { labelled, listOf, whenEnter } from "./value-input-props";
import type { ValueInputProps } from "./value-input-props";

export function OneNumber({ value, onChange, label, onEnter, unit }: ValueInputProps & { unit?: string }) {
  return (
    <NumberInput
      {...labelled(label)}
      data-control="value"
      {...(unit && { suffix: ` ${unit}`, min: 0, max: 36_500, allowDecimal: false })}
      value={typeof value === "number" ? value : ""}
      onChange={(next) => onChange(typeof next === "number" ? next : undefined)}
      onKeyDown={whenEnter(onEnter)}
    />
  );
}

export function ManyNumbers({ value, onChange, label }: ValueInputProps) {
  const change = (list: string[]) => {
    const numbers = list.map((text) => Number(text)).filter((number) => Number.isFinite(number));
    onChange(numbers.length > 0 ? numbers : undefined);
  };
  return (
    <TagsInput
      {...labelled(label)}
      data-control="value"
      placeholder={value === undefined ? "Type or paste many" : undefined}
      inputMode="decimal"
      splitChars={[",", "\n", "\t", " "]}
      maxTags={conditionLimits.listed}
      value={listOf(value)}
      onChange={change}
    />
  );
}

export function NumberRange({ value, onChange, label }: ValueInputProps) {
  return (
    <RangeEnds<number> value={value} type="number" onChange={onChange} label={label}>
      {(end) => (
        <NumberInput
          aria-label={end.label}
          data-control={end.control}
          hideControls
          miw={70}
          value={end.value ?? ""}
          onChange={(next) => end.onChange(typeof next === "number" ? next : undefined)}
        />
      )}
    </RangeEnds>
  );
}
