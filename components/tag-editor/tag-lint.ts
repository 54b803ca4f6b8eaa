import { type Diagnostic, linter } from "@codemirror/lint";
import type { Extension } from "@uiw/react-codemirror";
import { checkTemplate } from "@/lib/tags/check-template";
import type { TagKnowledge } from "./tag-knowledge";

/** Underlines what keeps the text from being saved; where the right name is near, its fix is one click away. */
export function tagLint(knowledge: TagKnowledge): Extension {
  return linter((view) => diagnosticsOf(view.state.doc.toString(), knowledge), { delay: 400 });
}

export function diagnosticsOf(text: string, knowledge: TagKnowledge): Diagnostic[] {
  if (text.trim() === "") return [];
  return checkTemplate(text, knowledge.catalog, knowledge.place).map(({ from, to, message, suggestion }) => ({
    from: Math.min(from, text.length),
    to: Math.min(to, text.length),
    severity: "error",
    message,
    actions:
      suggestion === undefined
        ? []
        : [
            {
              name: `Use ${suggestion}`,
              apply: (view, start, end) => view.dispatch({ changes: { from: start, to: end, insert: suggestion } }),
            },
          ],
  }));
}
