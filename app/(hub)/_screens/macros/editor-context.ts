"use client";

import { createContext, useContext } from "react";
import type { GateState } from "@/app/(hub)/_screens/integration-state";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { ExternalDataField, ExternalDataGroup } from "@/lib/external-data/schema";
import type { FieldInfo, FieldValues } from "@/lib/fields/field";
import type { MacroDetail } from "@/lib/macros/queries";
import type { RecordChoice } from "@/lib/macros/record-choices";
import type { MacroHome } from "@/lib/macros/schema";
import type { JsonValue } from "@/lib/json/value";

export interface EditorGroup extends Pick<ExternalDataGroup, "id" | "label" | "key" | "target"> {
  editable: boolean;
  fields: ExternalDataField[];
}

/** Where the macro lives and what it may use there. */
export interface EditorPlace {
  scope: ScopeRef;
  home: MacroHome;
  /** Of the list: "Feedback resources". */
  title: string;
  base: string;
  crumbs: { label: string; href?: string }[];
  /** "Bug report"; null for user macros. */
  typeName: string | null;
  /** The address of our own Echo. */
  echo: string;
  isCommunity: boolean;
  mayWrite: boolean;
  mayWriteGroups: boolean;
  mayOpenGate: boolean;
  gate: GateState;
  tags: FieldInfo[];
  /** The newest ones, to preview as. */
  records: RecordChoice[];
  /** Why a receiver switched a webhook off, by action. */
  switchedOff: ReadonlyMap<string, string>;
  teams: { value: string; label: string }[];
  /** The macros that this one can run. */
  others: { value: string; label: string }[];
  /** The e-mail templates that this macro can send. */
  mailTemplates: { value: string; label: string }[];
  /** Where they are written. */
  mailTemplatesBase: string;
  ranks: { group: string; items: { value: string; label: string }[] }[];
  resolutions: { value: string; label: string }[];
  statuses: { value: string; label: string }[];
  fields: { key: string; label: string; type: string; options: string[] }[];
  groups: EditorGroup[];
}

export interface EditorState {
  place: EditorPlace;
  /** Null for a new one. */
  macro: MacroDetail | null;
  readOnly: boolean;
  /** What the tags print for the preview record. */
  examples: FieldValues | undefined;
  /** The body of the last test's answer, by webhook. */
  answers: ReadonlyMap<string, JsonValue>;
}

const Editor = createContext<EditorState | null>(null);

export const EditorProvider = Editor.Provider;

export function useEditor(): EditorState {
  const state = useContext(Editor);
  if (!state) throw new Error("useEditor stands outside of a macro editor");
  return state;
}
