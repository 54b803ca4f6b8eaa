import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";
import { EditorView, Prec } from "@uiw/react-codemirror";

const mono = { fontFamily: "var(--mantine-font-family-monospace)" };

/** The editor in the app's own colours: all of them variables that follow the colour scheme. */
export const editorTheme = Prec.highest(
  EditorView.theme({
    "&": {
      marginTop: "4px",
      fontSize: "13px",
      backgroundColor: "var(--mantine-color-default)",
      color: "var(--mantine-color-text)",
      border: "1px solid var(--mantine-color-default-border)",
      borderRadius: "var(--mantine-radius-default)",
    },
    "&.cm-focused": { outline: "2px solid var(--mantine-primary-color-filled)", outlineOffset: "1px" },
    ".cm-scroller": { ...mono, lineHeight: "1.6" },
    ".cm-content": { ...mono, padding: "6px 0", caretColor: "var(--mantine-color-text)" },
    ".cm-line": { padding: "0 10px" },
    ".cm-cursor": { borderLeftColor: "var(--mantine-color-text)" },
    ".cm-placeholder": { color: "var(--mantine-color-placeholder)" },
    ".cm-gutters": {
      backgroundColor: "transparent",
      color: "var(--mantine-color-dimmed)",
      borderRight: "1px solid var(--mantine-color-default-border)",
    },
    ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
      backgroundColor: "var(--mantine-color-indigo-light-hover)",
    },
    "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mantine-color-green-light)" },
    "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--mantine-color-red-light)" },
    ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
    ".fp-tag": {
      padding: "1px 3px",
      borderRadius: "4px",
      backgroundColor: "var(--mantine-color-indigo-light)",
    },
    ".fp-tag, .fp-tag *": { color: "var(--mantine-color-indigo-light-color)" },
    ".fp-tag-unknown": { backgroundColor: "var(--mantine-color-red-light)" },
    ".fp-tag-unknown, .fp-tag-unknown *": { color: "var(--mantine-color-red-light-color)" },
    ".cm-tooltip": {
      zIndex: "300",
      maxWidth: "30rem",
      overflowWrap: "anywhere",
      backgroundColor: "var(--mantine-color-body)",
      color: "var(--mantine-color-text)",
      border: "1px solid var(--mantine-color-default-border)",
      borderRadius: "var(--mantine-radius-default)",
      boxShadow: "var(--mantine-shadow-md)",
    },
    ".cm-tooltip.cm-tooltip-autocomplete > ul": { ...mono, maxHeight: "18rem" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 10px" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
      backgroundColor: "var(--mantine-primary-color-filled)",
      color: "var(--mantine-color-white)",
    },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > completion-section": {
      padding: "4px 10px",
      opacity: "1",
      color: "var(--mantine-color-dimmed)",
      borderBottom: "1px solid var(--mantine-color-default-border)",
    },
    ".cm-completionDetail": { fontStyle: "normal", marginLeft: "1.5em" },
    ".fp-tag-card": { padding: "6px 10px" },
    ".fp-tag-card > div:first-child": { fontWeight: "600" },
    ".fp-tag-card > div:nth-child(2)": { ...mono, fontSize: "12px", color: "var(--mantine-color-dimmed)" },
  }),
);

/** The border of a field whose value was refused. */
export const invalidTheme = Prec.highest(EditorView.theme({ "&": { borderColor: "var(--mantine-color-error)" } }));

/** JSON in the colours of code blocks. */
export const editorColours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.propertyName, color: "var(--fp-code-key)" },
    { tag: tags.string, color: "var(--fp-code-string)" },
    { tag: tags.number, color: "var(--fp-code-number)" },
    { tag: [tags.bool, tags.null], color: "var(--fp-code-word)" },
    { tag: tags.invalid, color: "var(--mantine-color-error)" },
  ]),
);
