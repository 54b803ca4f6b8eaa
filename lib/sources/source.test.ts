import { expect, test } from "vitest";
import { noFilter, type Condition } from "@/lib/conditions/schema";
import { isOfAll, type Records } from "./source";

const users = { joinsById: true } as Records;
const narrowed: Condition = {
  match: "all",
  conditions: [{ field: "user.score", is: "eq", value: 1 }],
};

test("all is asked for where nothing narrows it", () => {
  expect(isOfAll(users, { condition: noFilter })).toBe(true);
  expect(isOfAll(users, { condition: noFilter, search: "", limit: null })).toBe(true);
  expect(isOfAll(users, { condition: narrowed })).toBe(false);
  expect(isOfAll(users, { condition: noFilter, search: "ada" })).toBe(false);
  expect(isOfAll(users, { condition: noFilter, limit: 10 })).toBe(false);
  expect(isOfAll({} as Records, { condition: noFilter })).toBe(false);
});
