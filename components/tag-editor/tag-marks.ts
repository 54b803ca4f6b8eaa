import {
  Decoration,
  type DecorationSet,
  EditorView,
  type EditorState,
  type Extension,
  Prec,
  StateField,
} from "@uiw/react-codemirror";
import { tagsIn, type TagKnowledge } from "./tag-knowledge";

const known = Decoration.mark({ class: "fp-tag" });
const unknown = Decoration.mark({ class: "fp-tag fp-tag-unknown" });

/** Draws tags as chips, those that do not exist as broken ones. The text stays text: caret and selection go through it. */
export function tagMarks(knowledge: TagKnowledge): Extension {
  const marks = StateField.define<DecorationSet>({
    create: (state) => marksOf(state, knowledge),
    update: (drawn, transaction) => (transaction.docChanged ? marksOf(transaction.state, knowledge) : drawn),
    provide: (field) => EditorView.decorations.from(field),
  });
  // Lower precedence draws outside: a chip stays whole around colours and underlines.
  return Prec.lowest(marks);
}

export function marksOf(state: EditorState, knowledge: TagKnowledge): DecorationSet {
  const tags = tagsIn(state.doc.toString(), knowledge.place);
  return Decoration.set(
    tags.map((tag) => (knowledge.catalog.find(tag.path) ? known : unknown).range(tag.from, tag.to)),
  );
}
