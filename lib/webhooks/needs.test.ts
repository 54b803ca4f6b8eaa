import { expect, test } from "vitest";
import type { FieldInfo } from "@/lib/fields/field";
import { whyNotSent } from "./needs";

const dataSet = { key: "profile", label: "Profile" };
const needs = ["Street", "City", "Country"].map((label): FieldInfo => ({ path: label, label, dataSet, type: "text" }));

test("a record with all that is needed is sent; no and zero are values", () => {
  expect(whyNotSent([], {})).toBeNull();
  expect(whyNotSent(needs, { Street: "215 Clayton St.", City: false, Country: 0 })).toBeNull();
});

test("what is empty is named by its label, in the order of the settings", () => {
  expect(whyNotSent(needs, { City: "Berlin", Country: "DE" })).toBe("Not sent: Street is empty.");
  expect(whyNotSent(needs, { Street: null, City: " \n", Country: "DE" })).toBe("Not sent: Street and City are empty.");
  expect(whyNotSent(needs, {})).toBe("Not sent: Street, City and Country are empty.");
});
