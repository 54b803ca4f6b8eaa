"use client";

import type { ReactNode } from "react";
import { useField } from "@/components/form/use-field";
import type { FieldInfo, FieldValues } from "@/lib/fields/field";
import type { Place } from "@/lib/tags/compiled";
import { TagEditor } from "./tag-editor";
import { TagInput } from "./tag-input";

export interface TagFormFieldProps {
  name: string;
  place: Place;
  /** Shown above; without it give `ariaLabel`. */
  label?: string;
  ariaLabel?: string;
  help?: ReactNode;
  placeholder?: string;
  required?: boolean;
  /** A CSS length makes it an editor of several lines. */
  minHeight?: string;
}

/** What every text of one form shares. Keep the arrays and objects between renders. */
export interface TagSurroundings {
  fields: readonly FieldInfo[];
  /** What the tags print for the preview record. */
  examples: FieldValues | undefined;
  readOnly: boolean;
}

/** A text with tags as a field of the form: it takes the focus from the error summary and shows what the server found. */
export function TagFormField({ name, minHeight, ...props }: TagFormFieldProps & TagSurroundings) {
  const { value, change, input } = useField<string>(name);
  const shared = { ...props, value, onChange: change, onBlur: input.onBlur, error: input.error };
  return (
    <div
      ref={(element) =>
        input.ref(element && { focus: () => element.querySelector<HTMLElement>("[contenteditable]")?.focus() })
      }
    >
      {minHeight ? <TagEditor {...shared} minHeight={minHeight} /> : <TagInput {...shared} />}
    </div>
  );
}
