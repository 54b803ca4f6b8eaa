import { expect, test } from "vitest";
import { readMarkdown } from "./read-markdown";

const read = (text: string) => readMarkdown(text, () => ({ kind: "table", head: [], rows: [] }));

test("headings get the anchors that code hosts give them, and equal headings different ones", () => {
  const ids = read("## Create a `macro`!\n\n### Why did it answer …\n\n## Create a macro").map(
    (block) => block.kind === "heading" && block.id,
  );
  expect(ids).toEqual(["create-a-macro", "why-did-it-answer-", "create-a-macro-1"]);
});

test("a link to an article's file leads to its page, others stay outside or in the page", () => {
  expect(read("[a](webhooks.md#headers) [b](https://example.com/x) [c](#here)")).toEqual([
    {
      kind: "paragraph",
      content: [
        { kind: "link", to: "/help/webhooks#headers", isOutside: false, content: [{ kind: "text", text: "a" }] },
        { kind: "text", text: " " },
        { kind: "link", to: "https://example.com/x", isOutside: true, content: [{ kind: "text", text: "b" }] },
        { kind: "text", text: " " },
        { kind: "link", to: "#here", isOutside: false, content: [{ kind: "text", text: "c" }] },
      ],
    },
  ]);
});

test("an ordered list keeps the number it begins with, and code inside an item stays there", () => {
  const [list] = read("3. one\n4. two\n\n   ```json\n   {}\n   ```\n");
  expect(list).toMatchObject({ kind: "list", isOrdered: true, start: 3 });
  expect(list?.kind === "list" && list.items[1]?.map((block) => block.kind)).toEqual(["paragraph", "code"]);
});

test("a bar in a table cell's code is written with a backslash and read without", () => {
  const [table] = read("| a |\n| --- |\n| `x\\|y` |");
  expect(table).toMatchObject({ kind: "table", rows: [[[{ kind: "code", text: "x|y" }]]] });
});

test("a table directive is replaced by the table of that name", () => {
  const findTable = (name: string) => ({
    kind: "table" as const,
    head: [[{ kind: "text" as const, text: name }]],
    rows: [],
  });
  const [, table] = readMarkdown("Before\n\n<!-- table: outcomes -->\n\nAfter", findTable);
  expect(table).toEqual({ ...findTable("outcomes"), label: "Introduction, table 1" });
});

test("tables and code blocks of one article have names of their own", () => {
  const blocks = read("```\na\n```\n\n## Headers\n\n```\nb\n```\n\n| c |\n| --- |\n");
  const labels = blocks.flatMap((block) => ("label" in block ? block.label : []));
  expect(labels).toEqual(["Introduction, example 1", "Headers, example 2", "Headers, table 3"]);
});

test("an image comes from public and nowhere else", () => {
  expect(read("![The log](../public/help/log.png)")).toEqual([{ kind: "image", src: "/help/log.png", alt: "The log" }]);
  expect(() => read("![x](https://example.com/x.png)")).toThrow("outside public");
  expect(() => read("![x](../public/../.env)")).toThrow("outside public");
});

test.each([
  ["raw HTML", "<script>alert(1)</script>"],
  ["HTML within a line", "a <b>bold</b> word"],
  ["a javascript link", "[x](javascript:alert(1))"],
  ["a link to a place on this server", "[x](/settings)"],
  ["a heading of level 1", "# Title"],
  ["a rule", "---"],
  ["a character reference", "a &amp; b"],
])("%s is refused", (_, text) => {
  expect(() => read(text)).toThrow();
});
