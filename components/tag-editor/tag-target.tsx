"use client";

import type { EditorView } from "@uiw/react-codemirror";
import { createContext, type ReactNode, useContext, useMemo, useRef } from "react";
import type { FormatterInfo } from "@/lib/tags/formatters";
import type { Place } from "@/lib/tags/compiled";
import { insertFormatter, insertTag } from "./insert-tag";

/** Where a picked tag goes: the caret of the editor that last had the focus. Each `insert…` answers whether it found a place. */
export interface TagTarget {
  focused(view: EditorView, place: Place): void;
  insertTag(path: string): boolean;
  insertFormatter(formatter: FormatterInfo): boolean;
}

const nowhere: TagTarget = {
  focused: () => {},
  insertTag: () => false,
  insertFormatter: () => false,
};

const TargetContext = createContext<TagTarget>(nowhere);

/** Goes around the editors and the picker that belong together. */
export function TagTargetProvider({ children }: { children: ReactNode }) {
  const last = useRef<{ view: EditorView; place: Place } | null>(null);
  const target = useMemo<TagTarget>(
    () => ({
      focused: (view, place) => {
        last.current = { view, place };
      },
      insertTag: (path) => insertInto(last.current, (view, place) => insertTag(view.state, path, place)),
      insertFormatter: (formatter) =>
        insertInto(last.current, (view, place) => insertFormatter(view.state, formatter, place)),
    }),
    [],
  );
  return <TargetContext value={target}>{children}</TargetContext>;
}

export function useTagTarget(): TagTarget {
  return useContext(TargetContext);
}

function insertInto(
  last: { view: EditorView; place: Place } | null,
  change: (view: EditorView, place: Place) => Parameters<EditorView["dispatch"]>[0] | null,
): boolean {
  if (!last?.view.dom.isConnected) return false;
  const spec = change(last.view, last.place);
  if (!spec) return false;
  last.view.dispatch(spec);
  last.view.focus();
  return true;
}
