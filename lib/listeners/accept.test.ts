import { describe, expect, test } from "vitest";
import { parseJson } from "@/lib/json/guard";
import { judgeAccepted } from "./accept";
import { acceptRules, type AcceptRule } from "./accept-schema";

function judge(rules: readonly AcceptRule[], body: string) {
  const read = parseJson(new TextEncoder().encode(body));
  if (!read.ok) throw new Error(read.problem.message);
  return judgeAccepted(rules, read.value);
}

const is = (path: string, value: string): AcceptRule => ({ path, is: "is", value });
const isNot = (path: string, value: string): AcceptRule => ({ path, is: "is_not", value });
const exists = (path: string): AcceptRule => ({ path, is: "exists" });
const notExists = (path: string): AcceptRule => ({ path, is: "not_exists" });

const track = '{"type":"track","event":"Export Completed","properties":{"pages":12,"pdf":true,"tags":["a"],"by":null}}';

describe("a body is accepted", () => {
  test.each<[string, AcceptRule, string]>([
    ["a text that is the same", is("type", "track"), track],
    ["a text with a space in it", is("event", "Export Completed"), track],
    ["a number as it was written", is("properties.pages", "12"), track],
    ["a number that JavaScript would write differently", is("n", "1.0"), '{"n":1.0}'],
    ["a number too large for JavaScript", is("n", "12345678901234567890"), '{"n":12345678901234567890}'],
    ["true as its text", is("properties.pdf", "true"), track],
    ["a member of a list", is("properties.tags[0]", "a"), track],
    ["a name that has a dot", is("a.b", "1"), '{"a.b":"1","a":{"b":"2"}}'],
    ["another value", isNot("event", "Page Viewed"), track],
    ["nothing is not a value", isNot("gone", "x"), track],
    ["null is not a value", isNot("properties.by", "null"), track],
    ["a list is not a value", isNot("properties.tags", "a"), track],
    ["something is there", exists("properties.pages"), track],
    ["an object is there", exists("properties"), track],
    ["an empty text is there", exists("a"), '{"a":""}'],
    ["false is there", exists("a"), '{"a":false}'],
    ["nothing is there", notExists("gone"), track],
    ["null is nothing", notExists("properties.by"), track],
    ["within null is nothing", notExists("properties.by.name"), track],
    ["in a body that is no object there is nothing", notExists("type"), '"track"'],
  ])("%s", (_name, rule, body) => {
    expect(judge([rule], body)).toEqual({ checks: [{ check: "accepted", ok: true }], reply: null });
  });
});

describe("a body is not accepted, and the answer names the rule", () => {
  test.each<[string, AcceptRule, string, string]>([
    ["another text", is("type", "identify"), track, "where “type” is “identify”."],
    ["another case", is("type", "Track"), track, "where “type” is “Track”."],
    ["a space too many", is("type", "track"), '{"type":"track "}', "where “type” is “track”."],
    ["another number", is("n", "1"), '{"n":1.0}', "where “n” is “1”."],
    ["nothing", is("gone", "x"), track, "where “gone” is “x”."],
    ["null", is("properties.by", "null"), track, "where “properties.by” is “null”."],
    ["an object", is("properties", "[object Object]"), track, "where “properties” is “[object Object]”."],
    ["the value that it must not be", isNot("type", "track"), track, "where “type” is not “track”."],
    ["a name that is not there", exists("userId"), track, "where “userId” exists."],
    ["a name that is null", exists("properties.by"), track, "where “properties.by” exists."],
    ["a name of every object", exists("constructor"), track, "where “constructor” exists."],
    ["a name that is there", notExists("type"), track, "where “type” does not exist."],
    ["a body that is no object", is("type", "track"), "12", "where “type” is “track”."],
  ])("%s", (_name, rule, body, end) => {
    const message = `This listener accepts only calls ${end}`;
    expect(judge([rule], body)).toEqual({
      checks: [{ check: "accepted", ok: false, note: message }],
      reply: { status: 200, outcome: "skipped", message, more: { reason: "not_accepted", path: rule.path } },
    });
  });

  test("by the first of the rules that does not hold", () => {
    const rules = [is("type", "track"), exists("userId"), is("event", "Other")];
    expect(judge(rules, track).reply?.more).toMatchObject({ path: "userId" });
    expect(judge(rules, "{}").reply?.more).toMatchObject({ path: "type" });
  });
});

test("without rules everything is accepted, and nothing is checked", () => {
  expect(judge([], "{}")).toEqual({ checks: [], reply: null });
});

test.each([
  ["eleven rules", Array.from({ length: 11 }, () => exists("a"))],
  ["a path that is none", [exists("a[")]],
  ["no path", [exists(" ")]],
  ["no value", [is("a", "")]],
  ["a value too many", [{ ...is("a", "b"), is: "exists" }]],
  ["an unknown condition", [{ ...is("a", "b"), is: "contains" }]],
])("%s cannot be saved", (_name, rules) => {
  expect(acceptRules.safeParse(rules).success).toBe(false);
});
