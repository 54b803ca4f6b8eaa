"use client";

import { json } from "@codemirror/lang-json";
import { EditorView } from "@uiw/react-codemirror";
import { useMemo } from "react";
import { type Behaviour, codeSetup, linesSetup, plainSetup } from "./editor-setup";
import { TagField, type TagFieldProps } from "./tag-field";

interface TagEditorProps extends TagFieldProps {
  /** A CSS length. */
  minHeight?: string;
}

/** Several lines with tags: a JSON or form body, a mail, a note. `((` completes tags, `|` their formatters; Tab leaves. */
export function TagEditor({ minHeight = "10rem", ...props }: TagEditorProps) {
  const { place } = props;
  const behaviour = useMemo<Behaviour>(
    () => ({
      extensions: place === "json" ? [json(), EditorView.lineWrapping] : [EditorView.lineWrapping],
      setup: place === "json" ? codeSetup : place === "form" ? linesSetup : plainSetup,
      isSingleLine: false,
      minHeight,
      maxHeight: "40rem",
    }),
    [place, minHeight],
  );
  return <TagField {...props} behaviour={behaviour} />;
}
