import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePath, readPath, writePath } from "./path";

const body = {
  issue: { id: "10412", fields: { status: { name: "Done" }, resolution: null } },
  records: [{ Id: "0035g", "b.c": 1 }],
  "issue.key": "exact",
  "with space": true,
};

describe("readPath", () => {
  test.each([
    ["issue.fields.status.name", "Done"],
    ["records[0].Id", "0035g"],
    ["records.0.Id", "0035g"],
    ["records[0]['b.c']", 1],
    ['["issue"]["id"]', "10412"],
    ["issue.key", "exact"],
    ["with space", true],
    ["issue.fields.resolution", null],
    ["issue.fields.resolution.name", null],
    ["issue.fields.resolution[0].name", null],
  ])("%s is %j", (path, value) => {
    expect(readPath(body, path)).toEqual({ found: true, value });
  });

  test.each([
    "Issue",
    "issue.nothing",
    "records[1]",
    "records.length",
    "issue.id.length",
    "toString",
    "__proto__",
    "",
    "a..b",
  ])("%s is not there", (path) => {
    expect(readPath(body, path)).toEqual({ found: false, value: undefined });
  });
});

test("a body that is null has nothing in it", () => {
  expect(readPath(null, "issue.id")).toEqual({ found: false, value: undefined });
});

describe("parsePath", () => {
  test.each([
    ["", 0],
    ["a.", 2],
    ["a..b", 2],
    ["a[", 1],
    ["a[x]", 1],
    ["a]", 1],
    ["a[0]b", 4],
    [".a", 0],
  ])("refuses %j at %d", (path, position) => {
    expect(parsePath(path)).toMatchObject({ ok: false, position });
  });
});

test("what writePath writes, parsePath reads back", () => {
  const token = fc.oneof(fc.string(), fc.nat(1000), fc.constantFrom("a.b", "it's", "\\", "]", '"'));
  fc.assert(
    fc.property(fc.array(token, { minLength: 1, maxLength: 5 }), (tokens) => {
      expect(parsePath(writePath(tokens))).toEqual({ ok: true, tokens });
    }),
  );
});
