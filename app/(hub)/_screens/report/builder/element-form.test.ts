import { expect, test } from "vitest";
import { definitionOrEmpty, emptyForm, elementForm } from "./element-form";

test("numbers that are none are refused where they stand, and the styles are judged by the rest", () => {
  const groups = [{ path: "user.score", edges: [Number.NaN] }, { path: "user.role" }];
  const options = { ...emptyForm("users", null).options, goal: Number.NaN };
  const form = { ...emptyForm("users", null), name: "Scores", reportName: "Weekly", groups, options };
  const places = elementForm.safeParse(form).error?.issues.map(({ path }) => path.join("."));
  expect(places).toEqual(["groups.0.edges.0", "options.goal"]);
  const ranges = [{ path: "user.score", edges: [0, 10] }];
  expect(definitionOrEmpty({ ...emptyForm("users", null), groups: ranges }).groups).toEqual(ranges);
  expect(definitionOrEmpty(form)).toMatchObject({
    groups: [{ path: "user.score" }, { path: "user.role" }],
    measures: [{ kind: "count" }],
  });
});
