import { expect, test } from "vitest";
import { fieldCatalog } from "./catalog";
import type { FieldInfo } from "./field";

const account = { key: "account", label: "User account" };
const usage = { key: "external.app", label: "App usage" };
const fields: FieldInfo[] = [
  { path: "user.email", label: "E-mail", dataSet: account, type: "text" },
  { path: "external.app.sessions", label: "Sessions", dataSet: usage, type: "number" },
  { path: "user.name", label: "Name", dataSet: account, type: "text" },
  { path: "user.name", label: "Name again", dataSet: account, type: "text" },
];
const catalog = fieldCatalog(fields);

test("a field is found by its path and by nothing else", () => {
  expect(catalog.find("user.name")?.label).toBe("Name");
  for (const path of ["__proto__", "constructor", "toString", "user"]) expect(catalog.find(path)).toBeNull();
});

test("data sets keep the order in which their fields come", () => {
  expect(catalog.dataSets().map(({ label, fields }) => [label, fields.map((field) => field.label)])).toEqual([
    ["User account", ["E-mail", "Name"]],
    ["App usage", ["Sessions"]],
  ]);
  expect(catalog.paths()).toEqual(["user.email", "external.app.sessions", "user.name"]);
});

test.each([
  ["account", ["user.email", "user.name"]],
  ["SESS", ["external.app.sessions"]],
  ["app sess", ["external.app.sessions"]],
  ["name", ["user.name"]],
  ["nowhere", []],
])("searching %s finds %j", (text, paths) => {
  expect(catalog.search(text).map((field) => field.path)).toEqual(paths);
});
