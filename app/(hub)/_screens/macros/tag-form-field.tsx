"use client";

import { TagFormField as Field, type TagFormFieldProps } from "@/components/tag-editor/tag-form-field";
import { useEditor } from "./editor-context";

/** A text with the tags of the macro. */
export function TagFormField(props: TagFormFieldProps) {
  const { place, examples, readOnly } = useEditor();
  return <Field {...props} fields={place.tags} examples={examples} readOnly={readOnly} />;
}
