import type { EditorState, TransactionSpec } from "@uiw/react-codemirror";
import type { FormatterInfo } from "@/lib/tags/formatters";
import type { Place } from "@/lib/tags/compiled";
import { formatterText, openTagAt } from "./tag-completion";
import { tagsIn } from "./tag-knowledge";

/** Writes `((path))` at the caret: instead of what is selected or half typed, and after a tag the caret stands in. */
export function insertTag(state: EditorState, path: string, place: Place): TransactionSpec {
  const { from, to } = state.selection.main;
  const text = state.doc.toString();
  const around = tagsIn(text, place).find((tag) => tag.from < from && from < tag.to);
  const half = around ? null : openTagAt(text, from);
  const start = around ? around.to : half?.kind === "path" ? text.lastIndexOf("((", half.from - 1) : from;
  return put(start, around ? around.to : to, `((${path}))`, 0);
}

/** Adds a formatter to the tag the caret stands in or right behind; null if there is none. */
export function insertFormatter(state: EditorState, formatter: FormatterInfo, place: Place): TransactionSpec | null {
  const caret = state.selection.main.head;
  const tag = tagsIn(state.doc.toString(), place).find(({ from, to }) => from < caret && caret <= to);
  if (!tag) return null;
  const { text, back } = formatterText(formatter);
  return put(tag.to - 2, tag.to - 2, `|${text}`, back);
}

function put(from: number, to: number, insert: string, back: number): TransactionSpec {
  return {
    changes: { from, to, insert },
    selection: { anchor: from + insert.length - back },
    userEvent: "input",
    scrollIntoView: true,
  };
}
