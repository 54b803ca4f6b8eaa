import { EditorState, EditorView, type Extension, keymap, Prec } from "@uiw/react-codemirror";

/** An editor that behaves as an input: no line breaks, Enter submits the form around it, long text scrolls sideways. */
export function singleLine(): Extension {
  return [
    EditorState.transactionFilter.of((transaction) =>
      transaction.docChanged && transaction.isUserEvent("input") && transaction.newDoc.lines > 1 ? [] : transaction,
    ),
    EditorView.clipboardInputFilter.of((text) =>
      text
        .trim()
        .split(/\s*\n\s*/)
        .join(" "),
    ),
    Prec.high(keymap.of([{ key: "Enter", run: submitForm }])),
  ];
}

function submitForm(view: EditorView): boolean {
  view.dom.closest("form")?.requestSubmit();
  return true;
}
