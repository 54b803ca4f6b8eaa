import { EditorSelection, type EditorState, type TransactionSpec } from "@uiw/react-codemirror";

/** What the buttons over a mail write. */
export const marks = {
  bold: (state) => around(state, "**", "**", "bold words"),
  italic: (state) => around(state, "*", "*", "words"),
  link: (state) => around(state, "[", "](https://)", "words of the link"),
  button: (state) => around(state, "[", '](https:// "button")', "words of the button"),
  list: (state) => listed(state),
} satisfies Record<string, (state: EditorState) => TransactionSpec>;

export type MarkName = keyof typeof marks;

/** What is selected stays selected; without a selection, words to type over. */
function around(state: EditorState, before: string, after: string, words: string): TransactionSpec {
  return state.changeByRange(({ from, to }) => {
    const inside = state.sliceDoc(from, to) || words;
    const start = from + before.length;
    return {
      changes: { from, to, insert: before + inside + after },
      range: EditorSelection.range(start, start + inside.length),
    };
  });
}

/** Every selected line becomes a row of a list. */
function listed(state: EditorState): TransactionSpec {
  const { from, to } = state.selection.main;
  const first = state.doc.lineAt(from).number;
  const lines = Array.from({ length: state.doc.lineAt(to).number - first + 1 }, (_, n) => state.doc.line(first + n));
  return { changes: lines.map((line) => ({ from: line.from, insert: "- " })) };
}
