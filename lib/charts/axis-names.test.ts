import { expect, test } from "vitest";
import { axisNames } from "./axis-names";
import { otherValue, value } from "./fixtures";

const weeks = ["2026-08-24", "2026-08-31", "2026-09-07"].map((day) => value(day));

test("weeks of one year are named by the day they begin on, the first with its year", () => {
  expect(axisNames([...weeks, otherValue], "week")).toEqual(["24 Aug 2026", "31 Aug", "7 Sept", "Other"]);
});

test("days of two years all say theirs", () => {
  expect(axisNames([value("2026-12-31"), value("2027-01-01")], "day")).toEqual(["31 Dec 2026", "1 Jan 2027"]);
});

test("what is no day stands as it reads", () => {
  expect(axisNames([{ kind: "value", key: "2026-08-01", text: "Aug 2026" }], "month")).toEqual(["Aug 2026"]);
  expect(axisNames([value("2026-08-24")], undefined)).toEqual(["2026-08-24"]);
});
