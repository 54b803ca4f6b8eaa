import { autocompletion } from "@codemirror/autocomplete";
import { useMantineStyleNonce } from "@mantine/core";
import { EditorView, type Extension } from "@uiw/react-codemirror";
import { useMemo } from "react";
import type { FieldInfo, FieldValues } from "@/lib/fields/field";
import type { Place } from "@/lib/tags/compiled";
import type { Behaviour } from "./editor-setup";
import { editorColours, editorTheme, invalidTheme } from "./editor-theme";
import { tagCompletions } from "./tag-completion";
import { tagHover } from "./tag-hover";
import { tagKnowledge } from "./tag-knowledge";
import { tagLint } from "./tag-lint";
import { tagMarks } from "./tag-marks";
import { useTagTarget } from "./tag-target";

/** Completion, chips, hover cards and underlines for tags, and the reporting of focus to the picker. */
export function useTagExtensions(fields: readonly FieldInfo[], place: Place, examples?: FieldValues): Extension[] {
  const target = useTagTarget();
  return useMemo(() => {
    const knowledge = tagKnowledge(fields, place, examples);
    return [
      autocompletion({ override: [tagCompletions(knowledge)], icons: false }),
      tagMarks(knowledge),
      tagHover(knowledge),
      tagLint(knowledge),
      EditorView.domEventHandlers({ focus: (_, view) => target.focused(view, place) }),
    ];
  }, [fields, place, examples, target]);
}

interface FrameOptions {
  id: string;
  labelledBy?: string;
  label?: string;
  describedBy?: string;
  invalid: boolean;
  required?: boolean;
}

/** The name, state and look of the editor as a form field. */
export function useFieldFrame(behaviour: Behaviour, options: FrameOptions): Extension[] {
  const { id, labelledBy, label, describedBy, invalid, required } = options;
  const nonce = useMantineStyleNonce()?.();
  return useMemo(() => {
    const attributes: Record<string, string> = {
      id,
      spellcheck: "false",
      tabindex: "0",
      "aria-multiline": String(!behaviour.isSingleLine),
    };
    if (labelledBy) attributes["aria-labelledby"] = labelledBy;
    else if (label) attributes["aria-label"] = label;
    if (describedBy) attributes["aria-describedby"] = describedBy;
    if (invalid) attributes["aria-invalid"] = "true";
    if (required) attributes["aria-required"] = "true";
    return [
      ...behaviour.extensions,
      EditorView.contentAttributes.of(attributes),
      editorTheme,
      editorColours,
      ...(invalid ? [invalidTheme] : []),
      ...(nonce ? [EditorView.cspNonce.of(nonce)] : []),
    ];
  }, [behaviour, id, labelledBy, label, describedBy, invalid, required, nonce]);
}
