import type { BasicSetupOptions, Extension } from "@uiw/react-codemirror";

/** How one kind of editor behaves. Keep the object between renders: a new one sets the editor up anew. */
export interface Behaviour {
  extensions: readonly Extension[];
  setup: BasicSetupOptions;
  isSingleLine: boolean;
  minHeight?: string;
  maxHeight?: string;
}

export const plainSetup: BasicSetupOptions = {
  lineNumbers: false,
  closeBrackets: false,
  bracketMatching: false,
  autocompletion: false,
  foldGutter: false,
  highlightActiveLine: false,
  highlightActiveLineGutter: false,
  highlightSelectionMatches: false,
  searchKeymap: false,
};

export const linesSetup: BasicSetupOptions = { ...plainSetup, lineNumbers: true };

export const codeSetup: BasicSetupOptions = { ...linesSetup, closeBrackets: true, bracketMatching: true };
