"use client";

import { type Behaviour, plainSetup } from "./editor-setup";
import { singleLine } from "./single-line";
import { TagField, type TagFieldProps } from "./tag-field";

const behaviour: Behaviour = { extensions: [singleLine()], setup: plainSetup, isSingleLine: true };

/** One line with tags: a URL, a header's value, a subject. Enter submits the form around it. */
export function TagInput(props: TagFieldProps) {
  return <TagField {...props} behaviour={behaviour} />;
}
