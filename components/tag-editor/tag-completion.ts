import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { EditorView } from "@uiw/react-codemirror";
import type { FieldInfo } from "@/lib/fields/field";
import { type FormatterInfo, formatters } from "@/lib/tags/formatters";
import { matchingFields } from "./matching-fields";
import { exampleText, type TagKnowledge } from "./tag-knowledge";

/** What is being typed before the caret: a tag's name, or one of its formatters. Null outside an unfinished tag. */
export function openTagAt(
  text: string,
  caret: number,
): { kind: "path" | "formatter"; typed: string; from: number } | null {
  const lineStart = text.lastIndexOf("\n", caret - 1) + 1;
  const open = text.lastIndexOf("((", caret - 1);
  if (open < lineStart || open + 2 > caret || text[open - 1] === "\\") return null;
  const inside = text.slice(open + 2, caret);
  if (inside.includes("))")) return null;
  const bar = inside.lastIndexOf("|");
  const [, space = "", typed = ""] = /^(\s*)(.*)$/.exec(inside.slice(bar + 1)) ?? [];
  const from = open + 2 + bar + 1 + space.length;
  if (bar >= 0) return /^\w*$/.test(typed) ? { kind: "formatter", typed, from } : null;
  return /^[\w.\- ]*$/.test(typed) ? { kind: "path", typed, from } : null;
}

/** Completes tags after `((` by path, label or data set, and formatters after `|`. */
export function tagCompletions(knowledge: TagKnowledge) {
  return (context: CompletionContext): CompletionResult | null => {
    const open = openTagAt(context.state.doc.toString(), context.pos);
    if (!open) return null;
    const options =
      open.kind === "path"
        ? matchingFields(knowledge.fields, open.typed).map((field) => tagOption(field, knowledge))
        : formatters
            .filter(({ name }) => name.startsWith(open.typed) && !(name === "url" && knowledge.place === "url"))
            .map(formatterOption);
    return { from: open.from, options, filter: false };
  };
}

function tagOption(field: FieldInfo, knowledge: TagKnowledge): Completion {
  return {
    label: field.path,
    displayLabel: field.label,
    detail: exampleText(field.path, knowledge.examples),
    info: `((${field.path}))`,
    section: field.dataSet.label,
    apply: (view, _, from, to) => replace(view, from, to, field.path, 0),
  };
}

function formatterOption(formatter: FormatterInfo): Completion {
  const { text, back } = formatterText(formatter);
  return {
    label: formatter.name,
    detail: formatter.example,
    info: formatter.sentence,
    apply: (view, _, from, to) => replace(view, from, to, text, back),
  };
}

/** A formatter ready to be filled in: single quotes, which need no escape inside JSON. `back`: how far before its end the caret goes. */
export function formatterText({ name, args }: FormatterInfo): { text: string; back: number } {
  const [first] = args;
  if (name === "date") return { text: "date:'YYYY-MM-DD'", back: 0 };
  if (!first || first.optional) return { text: name, back: 0 };
  return first.kind === "count" ? { text: `${name}:100`, back: 0 } : { text: `${name}:''`, back: 1 };
}

/** Puts `text` in and closes the tag, unless it goes on or is closed already. */
function replace(view: EditorView, from: number, to: number, text: string, back: number): void {
  const after = view.state.sliceDoc(to, to + 200);
  const isClosed = /^\s*(?:\)\)|[|:])/.test(after);
  const caret = from + text.length - back;
  view.dispatch({
    changes: { from, to, insert: isClosed ? text : `${text}))` },
    selection: { anchor: back > 0 || isClosed ? caret : caret + 2 },
    userEvent: "input.complete",
    scrollIntoView: true,
  });
}
