"use client";

import type { ReactNode } from "react";
import { useField } from "@/components/form/use-field";
import { TagEditor } from "@/components/tag-editor/tag-editor";
import { TagInput } from "@/components/tag-editor/tag-input";
import type { Place } from "@/lib/tags/compiled";
import { useEditor } from "./editor-context";

interface TagFormFieldProps {
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

/** A text with tags as a field of the form: it takes the focus from the error summary and shows what the server found. */
export function TagFormField({ name, minHeight, ...props }: TagFormFieldProps) {
  const { value, change, input } = useField<string>(name);
  const { place, examples, readOnly } = useEditor();
  const shared = {
    ...props,
    value,
    onChange: change,
    onBlur: input.onBlur,
    error: input.error,
    fields: place.tags,
    examples,
    readOnly,
  };
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
