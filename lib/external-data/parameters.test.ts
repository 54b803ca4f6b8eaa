import { expect, test } from "vitest";
import { readParameters } from "./parameters";
import type { ExternalDataField } from "./schema";

function field(parameter: string, archived = false): ExternalDataField {
  return { id: parameter, label: parameter, parameter, key: "k", type: "string", favorite: false, order: 0, archived };
}

test("values are found by member or path, the rest is ignored, what lacks is told", () => {
  const body = { account: "Acme", issue: { id: "7", key: null }, sf_id: "0035", note: "x" };
  const fields = [field("account"), field("issue.id"), field("issue.key"), field("issue.gone"), field("note", true)];
  expect(readParameters(fields, body)).toEqual({
    values: new Map<string, unknown>([
      ["account", "Acme"],
      ["issue.id", "7"],
      ["issue.key", null],
    ]),
    ignored: ["sf_id", "note"],
    missing: ["issue.gone"],
  });
});

test("a member whose name holds a dot wins over the path", () => {
  const { values, ignored } = readParameters([field("a.b")], { "a.b": 1, a: { b: 2 } });
  expect(values.get("a.b")).toBe(1);
  expect(ignored).toEqual(["a"]);
});

test("a body that is not an object has nothing to ignore", () => {
  expect(readParameters([field("[0].x")], [{ x: 1 }])).toEqual({
    values: new Map([["[0].x", 1]]),
    ignored: [],
    missing: [],
  });
});
