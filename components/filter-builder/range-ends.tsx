"use client";

import { Group, Input } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import type { ConditionRange, ConditionValue } from "@/lib/conditions/schema";
import type { ValueInputProps } from "./value-input-props";

interface RangeEndsProps<V extends number | string> {
  value: ConditionValue | undefined;
  type: "number" | "string";
  onChange: ValueInputProps["onChange"];
  label: ValueInputProps["label"];
  /** Draws the input of one end. */
  children: (end: {
    label: string;
    control: "value" | undefined;
    value: V | undefined;
    onChange: (value: V | undefined) => void;
  }) => ReactNode;
}

/** The two ends of a range; one may stay open. */
export function RangeEnds<V extends number | string>({ value, type, onChange, label, children }: RangeEndsProps<V>) {
  const ends = readEnds<V>(value, type);
  const name = typeof label === "string" ? label : label.hidden;
  return (
    <div role="group" aria-label={name}>
      {typeof label === "string" && <Input.Label labelElement="div">{label}</Input.Label>}
      <Group gap={6} wrap="nowrap">
        {(["from", "to"] as const).map((end) => (
          <Fragment key={end}>
            {end === "to" && <span>and</span>}
            {children({
              label: `${name}, ${end}`,
              control: end === "from" ? "value" : undefined,
              value: ends[end],
              onChange: (next) => onChange(writeEnds({ ...ends, [end]: next })),
            })}
          </Fragment>
        ))}
      </Group>
    </div>
  );
}

function readEnds<V extends number | string>(value: ConditionValue | undefined, type: "number" | "string") {
  if (typeof value !== "object" || Array.isArray(value)) return {};
  return (typeof (value.from ?? value.to) === type ? value : {}) as { from?: V; to?: V };
}

function writeEnds({ from, to }: { from?: number | string; to?: number | string }): ConditionRange | undefined {
  if (from === undefined && to === undefined) return undefined;
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) } as ConditionRange;
}
