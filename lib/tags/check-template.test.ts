import { describe, expect, test } from "vitest";
import { checkTemplate, describeProblem } from "./check-template";
import { tagCatalog, labelledValues } from "./tag-catalog";
import type { Place } from "./compiled";

const dataSet = { key: "feedback", label: "Feedback" };
const catalog = tagCatalog([
  { path: "feedback.title", label: "Title", dataSet, type: "text" },
  {
    path: "feedback.status",
    label: "Status",
    dataSet,
    type: "choice",
    options: [{ value: "in_work", label: "In work" }],
  },
  { path: "user.email", label: "E-mail", dataSet, type: "text" },
  { path: "user.score", label: "Score", dataSet, type: "number" },
]);

function check(text: string, place: Place = "text") {
  return checkTemplate(text, catalog, place).map(({ from, to, message, suggestion }) => ({
    at: text.slice(from, to),
    message,
    suggestion,
  }));
}

describe("unknown names", () => {
  test.each([
    ["((feedback.titel))", "feedback.titel", "feedback.title"],
    ["((Feedback.Title))", "Feedback.Title", "feedback.title"],
    ["((title))", "title", "feedback.title"],
    ["((user.emial|upper))", "user.emial", "user.email"],
    ["((user.email|uper))", "uper", "upper"],
    ["((user.email|truncat:3))", "truncat", "truncate"],
  ])("%s is pointed at with a suggestion", (text, at, suggestion) => {
    const [problem] = check(text);
    expect(problem).toMatchObject({ at, suggestion });
    expect(problem?.message).toContain(`Did you mean`);
  });

  test("the suggestion is written as a tag", () => {
    expect(check("((feedback.titel))")[0]?.message).toBe(
      "There is no tag ((feedback.titel)). Did you mean ((feedback.title))?",
    );
  });

  test("what resembles nothing gets no suggestion", () => {
    expect(check("((quite.another.thing))")[0]).toMatchObject({ suggestion: undefined });
  });

  test.each(["((__proto__))", "((constructor))", "((user.email|__proto__))", "((user.email|constructor))"])(
    "%s is unknown",
    (text) => {
      expect(check(text)[0]?.message).toMatch(/^There is no/);
    },
  );
});

describe("arguments", () => {
  test.each([
    "((user.email|upper:1))",
    "((user.email|truncate))",
    '((user.email|truncate:"3"))',
    "((user.email|truncate:1.5))",
    "((user.email|truncate:-1))",
    "((user.email|truncate:1:2))",
    "((user.email|default))",
    '((user.email|default:"a":"b"))',
    "((user.email|date:1))",
    '((user.email|date:"YYYY":"Mars/Olympus"))',
    '((user.email|number:"2"))',
    "((user.email|list:1))",
  ])("%s is refused", (text) => {
    expect(check(text)).toHaveLength(1);
  });

  test.each([
    '((user.email|date:"YYYY":"Europe/Berlin"))',
    "((user.score|number:2))",
    "((user.email|default:0))",
    "((user.email|list))",
  ])("%s is right", (text) => {
    expect(check(text)).toEqual([]);
  });
});

describe("places", () => {
  test("|url is refused in a URL and fine in a body", () => {
    expect(check("https://a.test/?q=((user.email|soql|url))", "url")[0]).toMatchObject({ at: "url" });
    expect(check('["https://a.test/?q=((user.email|url))"]', "json")).toEqual([]);
  });

  test("positions in JSON are those of the body as typed", () => {
    const text = '{\n  "a\\"b": "\\u0041 \\"((feedback.titel|uper))\\""\n}';
    expect(check(text, "json").map((problem) => problem.at)).toEqual(["feedback.titel", "uper"]);
    const [problem] = checkTemplate(text, catalog, "json");
    expect(problem && describeProblem(text, problem)).toMatch(/^Line 2, column 23: There is no tag/);
  });

  test("broken JSON and unknown tags are told together", () => {
    expect(check('{"a":"((feedback.titel))",}', "json").map((problem) => problem.at)).toEqual(["feedback.titel", "}"]);
  });

  test("hostile text gives a readable number of problems", () => {
    expect(check("((nope))".repeat(10_000)).length).toBe(50);
    expect(check("((n ope))".repeat(10_000)).length).toBe(50);
  });
});

test("labelled values read as people read them", () => {
  const stored = { "feedback.status": "in_work", "feedback.title": "in_work", "user.score": 3 };
  expect(labelledValues(stored, catalog)).toEqual({
    "feedback.status": "In work",
    "feedback.title": "in_work",
    "user.score": 3,
  });
});
