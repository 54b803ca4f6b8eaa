"use client";

import type { KeyboardEvent } from "react";
import type { ValueShape } from "@/lib/conditions/qualifiers";
import type { ConditionValue } from "@/lib/conditions/schema";
import type { FieldInfo } from "@/lib/fields/field";

export interface ValueInputProps {
  field: FieldInfo;
  shape: ValueShape;
  value: ConditionValue | undefined;
  onChange: (value: ConditionValue | undefined) => void;
  /** Seen above the input; `hidden` is only heard. */
  label: string | { hidden: string };
  /** Enter in an input that has no other use for it. */
  onEnter?: () => void;
}

export function labelled(label: ValueInputProps["label"]) {
  return typeof label === "string" ? { label } : { "aria-label": label.hidden };
}

export function whenEnter(run: (() => void) | undefined) {
  if (!run) return undefined;
  return (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    run();
  };
}

export function listOf(value: ConditionValue | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
