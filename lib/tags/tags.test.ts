import { describe, expect, test } from "vitest";
import type { FieldValues } from "@/lib/fields/field";
import { compileTemplate } from "./check-template";
import type { Place } from "./compiled";
import { parseTemplate } from "./parse-template";
import { tagPaths } from "./template";

const values: FieldValues = {
  "user.first_name": "Jane",
  "user.last_name": null,
  "user.email": "o'brien+beta@acme.com",
  "user.score": 42,
  "user.active": true,
  "user.teams": ["Support", "VIP & co"],
  "user.badges": [],
  "feedback.title": 'App "dies" on <export>\n((boom))',
  "project.key": "BETA",
  "external.crm.plan": "",
  "external.jira.id": "10412",
  x: "v",
};

function render(text: string, place: Place): string {
  const compiled = compileTemplate(text, place);
  if (!compiled.ok) return `refused: ${compiled.problems.map((problem) => problem.message).join(" ")}`;
  const rendered = compiled.render(values);
  return rendered.ok ? rendered.text : `not sent: ${rendered.problem.message}`;
}

describe("the rules of tags, row by row", () => {
  test.each<[string, Place, string, string]>([
    ["a path prints its value", "text", "Hi ((user.first_name))!", "Hi Jane!"],
    ["a formatter changes it", "text", "((user.first_name|upper))", "JANE"],
    ["formatters run from left to right", "text", "((user.first_name|upper|truncate:2))", "J…"],
    ["arguments stand in double quotes", "text", '((user.last_name|default:"there"))', "there"],
    ["arguments stand in single quotes", "text", "((user.last_name|default:'it\"s'))", 'it"s'],
    ["an argument may be a number", "text", "((user.last_name|default:0))", "0"],
    ["two arguments", "text", "((feedback.title|truncate:6:'..'))", "App .."],
    ["spaces inside are tolerated", "text", "(( user.first_name | default : 'x' ))", "Jane"],
    ["an argument may hold parentheses", "text", "((user.last_name|default:'a))b((c'))", "a))b((c"],
    ["a backslash makes two parentheses literal", "text", "\\((user.first_name))", "((user.first_name))"],
    ["a lone (( stays text", "text", "f((x and more", "f((x and more"],
    ["an opening that never ends before another stays text", "text", "a ((b ((x))", "a ((b v"],
    ["three parentheses print one around the value", "text", "(((x)))", "(v)"],
    ["five as well", "text", "(((((x)))))", "(((v)))"],
    ["an empty tag is nothing", "text", "[((user.last_name))]", "[]"],
    [
      "a value that looks like a tag is not read again",
      "text",
      "((feedback.title))",
      'App "dies" on <export>\n((boom))',
    ],
    ["a list prints its elements", "text", "((user.teams))", "Support, VIP & co"],
    ["in JSON quotes a number is text", "json", '{"a":"((user.score))"}', '{"a":"42"}'],
    ["in JSON quotes text is escaped", "json", '["((feedback.title))"]', '["App \\"dies\\" on <export>\\n((boom))"]'],
    ["bare in JSON a number is a number", "json", '{"a": ((user.score)) }', '{"a": 42 }'],
    ["bare in JSON a boolean is a boolean", "json", "[((user.active))]", "[true]"],
    ["bare in JSON a list is a list", "json", "((user.teams))", '["Support","VIP & co"]'],
    ["bare in JSON text is quoted", "json", "[((user.first_name))]", '["Jane"]'],
    [
      "bare in JSON nothing is null",
      "json",
      "[((user.last_name)),((user.badges)),((external.crm.plan))]",
      "[null,null,null]",
    ],
    ["bare in JSON a default keeps its type", "json", "[((user.last_name|default:7))]", "[7]"],
    ["bare in JSON |json is the value itself", "json", "[((user.teams|json))]", '[["Support","VIP & co"]]'],
    ["in JSON quotes |json is text", "json", '["((user.teams|json))"]', '["[\\"Support\\",\\"VIP & co\\"]"]'],
    ["bare in JSON |number is a number", "json", "[((external.jira.id|number))]", "[10412]"],
    ["JSON quotes inside a tag are escaped", "json", '["((user.last_name|default:\\"-\\"))"]', '["-"]'],
    ["a literal (( in JSON, as JSON writes it", "json", '["\\\\((x))"]', '["((x))"]'],
    ["a literal (( in JSON, as tags write it", "json", '["\\((x))"]', '["((x))"]'],
    [
      "a URL encodes in its query",
      "url",
      "https://a.test/s?q=((user.email))",
      "https://a.test/s?q=o%27brien%2Bbeta%40acme.com",
    ],
    [
      "a URL encodes in its path",
      "url",
      "https://a.test/((user.email))/x",
      "https://a.test/o'brien%2Bbeta%40acme.com/x",
    ],
    ["nothing in a query is nothing", "url", "https://a.test/?q=((user.last_name))&r=1", "https://a.test/?q=&r=1"],
    [
      "literal text of a URL is sent as typed",
      "url",
      "https://a.test/a'b+c?q=SELECT+Id,x='((x))'",
      "https://a.test/a'b+c?q=SELECT+Id,x='v'",
    ],
    [
      "a form encodes its values",
      "form",
      "name=((user.first_name)) & co\nmail=((user.email))",
      "name=Jane+%26+co&mail=o%27brien%2Bbeta%40acme.com",
    ],
    ["a form on one line", "form", "a=1%202&b=((x))", "a=1+2&b=v"],
    ["a header takes Latin-1", "header", "Token é ((x))", "Token é v"],
  ])("%s", (_, place, text, expected) => {
    expect(render(text, place)).toBe(expected);
  });

  test("a URL without a value for its path is not sent", () => {
    expect(render("https://a.test/((user.last_name))/x", "url")).toMatch(/^not sent: The tag in URL is empty/);
  });
});

describe("reading", () => {
  test("segments lie side by side and carry their offsets", () => {
    const text = 'a ((b.c|default:"d"|truncate:3)) \\(( e';
    const { segments, tags } = parseTemplate(text);
    expect(segments.map(({ from, to }) => text.slice(from, to))).toEqual([
      "a ",
      '((b.c|default:"d"|truncate:3))',
      " \\(( e",
    ]);
    expect(text.slice(tags[0]?.pathFrom, tags[0]?.pathTo)).toBe("b.c");
    expect(tags[0]?.formatters.map(({ from, to }) => text.slice(from, to))).toEqual(['default:"d"', "truncate:3"]);
  });

  test.each([
    "(())",
    "((a b))",
    "((a|))",
    "((a|upper lower))",
    "((a|default:x))",
    '((a|default:"x))',
    "((a..b))",
    "((é))",
    "((a|b:))",
  ])("%s is broken grammar, reported inside the tag", (text) => {
    const { problems, tags } = parseTemplate(`-- ${text} --`);
    expect(tags).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.from).toBeGreaterThanOrEqual(3);
    expect(problems[0]?.to).toBeLessThanOrEqual(3 + text.length);
  });

  test("an apostrophe in prose hides no later tag", () => {
    expect(parseTemplate("((it's here)) don't ((x))").tags.map((tag) => tag.path)).toEqual(["x"]);
  });

  test("paths come once, in order", () => {
    expect(tagPaths(parseTemplate("((b))((a))((b|upper))"))).toEqual(["b", "a"]);
  });

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "%s is empty unless the record has it",
    (path) => {
      expect(render(`[((${path}))]`, "text")).toBe("[]");
      expect(render(`[((${path}))]`, "json")).toBe("[null]");
    },
  );
});

describe("hostile text", { timeout: 30_000 }, () => {
  const bombs: Record<string, (n: number) => string> = {
    openings: (n) => "(".repeat(n),
    "spaced openings": (n) => "(( ".repeat(n / 3),
    "openings with a quote": (n) => '((:"'.repeat(n / 4),
    "quoted openings reopened": (n) => `${'((:"(("'.repeat(n / 7)}((`,
    "other quotes": (n) => `((a:"'((b:'"`.repeat(n / 12),
    backslashes: (n) => `((a:"${"\\".repeat(n)}`,
    escapes: (n) => "\\((".repeat(n / 3),
    "broken tags": (n) => "((a b))".repeat(n / 7),
    "unclosed quotes": (n) => '((a|default:"))'.repeat(n / 15),
    bars: (n) => `((a${"|b".repeat(n / 2)}))`,
    spaces: (n) => `((${" ".repeat(n)}))`,
    queries: (n) => `https://a.test/?${"a=((x))&".repeat(n / 8)}`,
    paths: (n) => `https://a.test${"/((x))".repeat(n / 6)}`,
    brackets: (n) => "[".repeat(n),
    strings: (n) => '"((a))",'.repeat(n / 8),
  };
  const places: Place[] = ["text", "json", "form", "url", "header"];

  test.each(Object.keys(bombs))("%s are read in linear time in every place", (name) => {
    const cost = (size: number) => {
      const text = bombs[name]?.(size) ?? "";
      const runs = Array.from({ length: 5 }, () => {
        const start = process.cpuUsage();
        for (const place of places) compileTemplate(text, place);
        const { user, system } = process.cpuUsage(start);
        return (user + system) / 1000;
      });
      return Math.min(...runs);
    };
    cost(4_000);
    // 32 times the text: linear costs 32 times as much, quadratic 1,024. Processor time, so that a busy machine does not count.
    expect(cost(128_000)).toBeLessThan(200 * (cost(4_000) + 1));
  });

  test("text beyond 256 KB is refused, and so is what grows beyond it", () => {
    expect(render("a".repeat(300_000), "text")).toMatch(/^refused: This text is larger/);
    const compiled = compileTemplate("((x))".repeat(20_000), "text");
    const rendered = compiled.ok && compiled.render({ x: "é".repeat(100_000) });
    expect(rendered && !rendered.ok && rendered.problem.code).toBe("too_large");
  });
});
