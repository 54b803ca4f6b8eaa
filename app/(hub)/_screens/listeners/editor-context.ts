"use client";

import { createContext, useContext } from "react";
import type { ScopeRef } from "@/lib/auth/authorize";
import type { ListenerTarget } from "@/lib/listeners/schema";
import type { FilterBase } from "@/app/(hub)/_screens/records/new-filter-drawer";
import type { GroupField } from "@/app/(hub)/_screens/external-data/group-fields";
import type { ListenerFrame } from "./listener-form";

export interface EditorGroup {
  id: string;
  key: string;
  label: string;
  editable: boolean;
  fields: GroupField[];
  /** The last value of each field, by parameter. */
  samples: Record<string, string>;
}

interface Choice {
  value: string;
  label: string;
}

export interface EditorChoices {
  /** What a new filter is built from; null where there are no filters. */
  filter: FilterBase | null;
  filters: Choice[];
  apiKeys: Choice[];
  groups: EditorGroup[];
  macros: Choice[];
  /** To try the listener with; `value` is what stands in the place of VALUE. */
  records: Choice[];
}

export interface Editor {
  scope: ScopeRef;
  target: ListenerTarget;
  /** The list's address. */
  base: string;
  callsBase: string;
  /** Of the feedback type: "Bug report". */
  typeName: string | null;
  mayWrite: boolean;
  mayMakeKeys: boolean;
  frame: ListenerFrame;
  choices: EditorChoices;
}

const Context = createContext<Editor | null>(null);

export const EditorProvider = Context.Provider;

export function useEditor(): Editor {
  const editor = useContext(Context);
  if (!editor) throw new Error("useEditor stands outside of a listener editor");
  return editor;
}
