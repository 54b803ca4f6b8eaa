import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@uiw/react-codemirror";
import { describe, expect, test } from "vitest";
import type { FieldInfo } from "@/lib/fields/field";
import type { Place } from "@/lib/tags/compiled";
import { tagCompletions } from "./tag-completion";
import { tagKnowledge } from "./tag-knowledge";

const fields: FieldInfo[] = [
  { path: "feedback.title", label: "Title", dataSet: { key: "feedback", label: "Feedback" }, type: "text" },
  {
    path: "feedback.field.severity",
    label: "Severity",
    dataSet: { key: "feedback", label: "Feedback" },
    type: "choice",
  },
  { path: "user.last_name", label: "Last name", dataSet: { key: "user", label: "User account" }, type: "text" },
  { path: "external.crm.plan", label: "Plan", dataSet: { key: "crm", label: "CRM" }, type: "text" },
];
const examples = { "feedback.title": "Export\ncrashes", "user.last_name": null };

/** `^` is the caret. */
function complete(marked: string, place: Place = "json") {
  const at = marked.indexOf("^");
  const state = EditorState.create({ doc: marked.replace("^", "") });
  const result = tagCompletions(tagKnowledge(fields, place, examples))(new CompletionContext(state, at, false));
  return result && { from: result.from, labels: result.options.map((option) => option.label), options: result.options };
}

describe("after ((", () => {
  test("all tags are offered with label, data set and the preview record's value", () => {
    const result = complete('{"a":"((^');
    expect(result).toMatchObject({ from: 8, labels: fields.map((field) => field.path) });
    expect(result?.options[0]).toMatchObject({ displayLabel: "Title", section: "Feedback", detail: "Export crashes" });
    expect(result?.options[2]).toMatchObject({ detail: "empty" });
  });

  test.each([
    ["((fee^", ["feedback.title", "feedback.field.severity"]],
    ["((sever^", ["feedback.field.severity"]],
    ["((last na^", ["user.last_name"]],
    ["((crm^", ["external.crm.plan"]],
    ["((title^", ["feedback.title"]],
    ["(( ti^))", ["feedback.title"]],
    ["((zzz^", []],
  ])("%s offers %j", (text, labels) => {
    expect(complete(text)?.labels).toEqual(labels);
  });
});

describe("after |", () => {
  test.each([
    ["((user.last_name|u^", "json", ["upper", "url"]],
    ["((user.last_name|u^", "url", ["upper"]],
    ["((user.last_name|upper|tr^", "json", ["trim", "truncate"]],
    ["((user.last_name|default:'x'|f^", "json", ["first"]],
  ] as const)("%s in %s offers %j", (text, place, labels) => {
    expect(complete(text, place)?.labels).toEqual(labels);
  });
});

test.each([
  "(^",
  "f(x)^",
  "((user.last_name))^",
  "((user.last_name|date:'Y^",
  "\\((fee^",
  "((\nfee^",
  "((user.last_name|default:^",
  "^((",
])("%j offers nothing", (text) => {
  expect(complete(text)).toBeNull();
});
