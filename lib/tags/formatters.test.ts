import { describe, expect, test } from "vitest";
import type { FieldValue } from "@/lib/fields/field";
import { checkTags } from "./check-tags";
import { formatters } from "./formatters";
import { parseTemplate } from "./parse-template";
import { renderText } from "./render-text";
import { tagCatalog } from "./tag-catalog";

function print(value: FieldValue, chain: string): string {
  const rendered = renderText(parseTemplate(`((v|${chain}))`), { v: value });
  return rendered.ok ? rendered.text : rendered.problem.code;
}

const family = "👨‍👩‍👧‍👦";

test.each<[string, FieldValue, string]>([
  ['default:"x"', null, "x"],
  ['default:"x"', "", "x"],
  ['default:"x"', [], "x"],
  ['default:"x"', 0, "0"],
  ['default:"x"', false, "false"],
  ['trim|default:"x"', "  \n", "x"],
  ['slack|default:"-"', null, "-"],
  ["upper", "straße", "STRASSE"],
  ["upper", ["a", "b"], "A, B"],
  ["lower", "ÀB", "àb"],
  ["trim", " a \n", "a"],
  ["truncate:5", "abcde", "abcde"],
  ["truncate:5", "abcdef", "abcd…"],
  ['truncate:5:""', "abcdef", "abcde"],
  ['truncate:5:"..."', "abcdef", "ab..."],
  ['truncate:2:"..."', "abcdef", "ab"],
  ["truncate:0", "abc", ""],
  ["truncate:3", "😀😀😀😀", "😀😀…"],
  ["truncate:2", family.repeat(3), `${family}…`],
  ["date", "2026-10-01", "2026-10-01"],
  ["date", "2026-10-01T22:30:00.000Z", "2026-10-01 22:30"],
  ['date:"DD.MM.YYYY"', "2026-10-01", "01.10.2026"],
  ['date:"D/M/YY H:m:s"', "2026-10-01T02:03:04.000Z", "1/10/26 2:3:4"],
  ['date:"YYYY-MM-DD HH:mm:ss.SSS Z":"Europe/Berlin"', "2026-10-01T22:30:00.250Z", "2026-10-02 00:30:00.250 +02:00"],
  ['date:"YYYY-MM-DD":"Pacific/Kiritimati"', "2026-10-01", "2026-10-01"],
  ['date:"YYYY-MM-DD":"America/New_York"', "2026-10-01", "2026-10-01"],
  ['date:"dddd, D MMMM [at] h:mm a"', "2026-10-01T00:05:00Z", "Thursday, 1 October at 12:05 am"],
  ['date:"ddd D MMM hh A"', "2026-10-01T13:05:00Z", "Thu 1 Oct 01 PM"],
  ['date:"YYYY-MM-DDTHH:mm:ssZ"', "2026-03-29T01:30:00+01:00", "2026-03-29T00:30:00+00:00"],
  ['date:"[[[[["', "2026-10-01", "[[[[["],
  ["date", "30/11/2026", ""],
  ['date|default:"no date"', "soon", "no date"],
  ["number", "1e3", "1000"],
  ["number:2", 42, "42.00"],
  ["number:0", 41.5, "42"],
  ["number:1", "12.34", "12.3"],
  ['number|default:"none"', "twelve", "none"],
  ["json", 'a"b', '"a\\"b"'],
  ["json", ["a", "b"], '["a","b"]'],
  ["json", 1.5, "1.5"],
  ["json", null, "null"],
  ["url", "o'brien+beta@acme.com", "o%27brien%2Bbeta%40acme.com"],
  ["url", "a(b)*!\ud800", "a%28b%29%2A%21%EF%BF%BD"],
  ["slack", "<!channel> & co", "&lt;!channel&gt; &amp; co"],
  ["slack", ["<a>"], "&lt;a&gt;"],
  ["soql", `O'Brien \\ "x"\n`, `O\\'Brien \\\\ \\"x\\"\\n`],
  [`soql|list:"','"`, ["a'", "b"], "a\\'','b"],
  ['list:" / "', ["a", "b"], "a / b"],
  ["list", ["a", "b"], "a, b"],
  ['list:"\\n"', ["a", "b"], "a\nb"],
  ["list", "a", "a"],
  ["first", ["a", "b"], "a"],
  ["first", "a", "a"],
])("((v|%s)) of %j prints %j", (chain, value, expected) => {
  expect(print(value, chain)).toBe(expected);
});

describe("the list for the picker", () => {
  test("is the closed list of the specification", () => {
    expect(formatters.map((formatter) => formatter.name).join(" ")).toBe(
      "default upper lower trim truncate date number json url slack soql list first",
    );
  });

  test.each(formatters)("$name has an example that passes its own check", ({ example }) => {
    const { tags, problems } = parseTemplate(example);
    expect(problems).toEqual([]);
    const known = new Set(tags.map((tag) => tag.path));
    const catalog = tagCatalog(
      [...known].map((path) => ({ path, label: path, dataSet: { key: "a", label: "A" }, type: "text" as const })),
    );
    expect(checkTags(tags, catalog, "json")).toEqual([]);
  });
});
