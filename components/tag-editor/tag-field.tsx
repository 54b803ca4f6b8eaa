"use client";

import { Input } from "@mantine/core";
import CodeMirror, { type ReactCodeMirrorRef } from "@uiw/react-codemirror";
import { type ReactNode, useCallback, useEffect, useId, useMemo, useRef } from "react";
import type { FieldInfo, FieldValues } from "@/lib/fields/field";
import type { Place } from "@/lib/tags/compiled";
import type { Behaviour } from "./editor-setup";
import { useFieldFrame, useTagExtensions } from "./use-tag-extensions";

export interface TagFieldProps {
  value: string;
  onChange: (value: string) => void;
  /** The tags that exist here. Keep the array between renders: a new one sets the editor up anew. */
  fields: readonly FieldInfo[];
  /** Values of the record chosen for the preview. Keep the object between renders as well. */
  examples?: FieldValues;
  place: Place;
  /** Shown above; without it give `ariaLabel`. */
  label?: string;
  help?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  ariaLabel?: string;
  ariaDescribedby?: string;
  placeholder?: string;
  readOnly?: boolean;
  /** Marks the field as refused where the message stands elsewhere; `error` implies it. */
  invalid?: boolean;
  onBlur?: () => void;
}

/** What `TagEditor` and `TagInput` share: a text with tags, completed, drawn, explained and checked for its place. */
export function TagField({ behaviour, ...props }: TagFieldProps & { behaviour: Behaviour }) {
  const { label, help, error, required, readOnly = false } = props;
  const id = useId();
  const editor = useRef<ReactCodeMirrorRef>(null);
  const onChange = useLatest(props.onChange);
  const describedBy = [help && `${id}-description`, error && `${id}-error`, props.ariaDescribedby];
  const tags = useTagExtensions(props.fields, props.place, props.examples);
  const frame = useFieldFrame(behaviour, {
    id,
    labelledBy: label && `${id}-label`,
    label: props.ariaLabel,
    describedBy: describedBy.filter(Boolean).join(" "),
    invalid: Boolean(props.invalid || error),
    required,
  });
  const extensions = useMemo(() => [...tags, ...frame], [tags, frame]);

  return (
    <Input.Wrapper
      id={id}
      label={label}
      description={help}
      error={error}
      withAsterisk={required}
      labelElement="div"
      labelProps={{ id: `${id}-label`, onClick: () => editor.current?.view?.focus() }}
      descriptionProps={{ id: `${id}-description` }}
      errorProps={{ id: `${id}-error` }}
    >
      <CodeMirror
        ref={editor}
        value={props.value}
        onChange={onChange}
        onBlur={props.onBlur}
        theme="none"
        placeholder={props.placeholder}
        readOnly={readOnly}
        indentWithTab={false}
        minHeight={behaviour.minHeight}
        maxHeight={behaviour.maxHeight}
        basicSetup={behaviour.setup}
        extensions={extensions}
      />
    </Input.Wrapper>
  );
}

/** A function that stays the same and calls the newest one. */
function useLatest(callback: (value: string) => void): (value: string) => void {
  const latest = useRef(callback);
  useEffect(() => {
    latest.current = callback;
  }, [callback]);
  return useCallback((value) => latest.current(value), []);
}
