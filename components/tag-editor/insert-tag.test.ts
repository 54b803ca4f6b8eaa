import { EditorState } from "@uiw/react-codemirror";
import { describe, expect, test } from "vitest";
import { findFormatter } from "@/lib/tags/formatters";
import { insertFormatter, insertTag } from "./insert-tag";

/** `^` is the caret, before and after. */
function stateAt(marked: string): EditorState {
  return EditorState.create({ doc: marked.replace("^", ""), selection: { anchor: marked.indexOf("^") } });
}

function shown(state: EditorState): string {
  const text = state.doc.toString();
  const at = state.selection.main.head;
  return `${text.slice(0, at)}^${text.slice(at)}`;
}

describe("a picked tag", () => {
  test.each([
    ['{"a":"^"}', '{"a":"((user.email))^"}'],
    ["a ^ b", "a ((user.email))^ b"],
    ["Hi ((use^", "Hi ((user.email))^"],
    ["((x))^", "((x))((user.email))^"],
    ["((x|de^fault:'a')) b", "((x|default:'a'))((user.email))^ b"],
  ])("goes into %s as %s", (before, after) => {
    const state = stateAt(before);
    expect(shown(state.update(insertTag(state, "user.email", "text")).state)).toBe(after);
  });

  test("takes the place of what is selected", () => {
    const state = EditorState.create({ doc: "a XX b", selection: { anchor: 2, head: 4 } });
    expect(shown(state.update(insertTag(state, "user.email", "text")).state)).toBe("a ((user.email))^ b");
  });
});

describe("a picked formatter", () => {
  test.each([
    ["((x))^", "upper", "((x|upper^))"],
    ["((x|trim^))", "default", "((x|trim|default:'^'))"],
    ["((^x))", "truncate", "((x|truncate:100^))"],
  ])("goes into %s", (before, name, after) => {
    const state = stateAt(before);
    const formatter = findFormatter(name);
    const spec = formatter && insertFormatter(state, formatter, "text");
    expect(spec && shown(state.update(spec).state)).toBe(after);
  });

  test("goes nowhere outside a tag", () => {
    const upper = findFormatter("upper");
    expect(upper && insertFormatter(stateAt("a ^ ((x))"), upper, "text")).toBeNull();
  });
});
