import {
  Decoration,
  type DecorationSet,
  EditorView,
  type EditorState,
  type Extension,
  StateField,
} from "@uiw/react-codemirror";
import { tagsIn, type TagKnowledge } from "./tag-knowledge";

const known = Decoration.mark({ class: "fp-tag" });
const unknown = Decoration.mark({ class: "fp-tag fp-tag-unknown" });

/** Draws tags as chips, those that do not exist as broken ones. The text stays text: caret and selection go through it. */
export function tagMarks(knowledge: TagKnowledge): Extension {
  return StateField.define<DecorationSet>({
    create: (state) => marksOf(state, knowledge),
    update: (marks, transaction) => (transaction.docChanged ? marksOf(transaction.state, knowledge) : marks),
    provide: (field) => EditorView.decorations.from(field),
  });
}

export function marksOf(state: EditorState, knowledge: TagKnowledge): DecorationSet {
  const tags = tagsIn(state.doc.toString(), knowledge.place);
  return Decoration.set(
    tags.map((tag) => (knowledge.catalog.find(tag.path) ? known : unknown).range(tag.from, tag.to)),
  );
}
