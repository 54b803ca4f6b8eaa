import { expect, test } from "vitest";
import type { FieldInfo } from "@/lib/fields/field";
import { itemGroups } from "./item-groups";

test("items of one name stand under their data sets, each data set once", () => {
  const field = (path: string, label: string, set: string): FieldInfo => ({
    path,
    label,
    dataSet: { key: set, label: set },
    type: "text",
  });
  const items = [
    field("user.name", "Name", "User"),
    field("team.name", "Name", "Team"),
    field("user.email", "E-mail", "User"),
  ];
  const shown = itemGroups(items).map(({ label, items: under }) => [label, under.map(({ path }) => path)]);
  expect(shown).toEqual([
    ["User", ["user.name", "user.email"]],
    ["Team", ["team.name"]],
  ]);
});
