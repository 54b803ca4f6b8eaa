import { expect, test } from "vitest";
import { fieldCatalog } from "@/lib/fields/catalog";
import type { FieldInfo } from "@/lib/fields/field";
import { checkCondition } from "./check";
import type { Condition, ConditionPart } from "./schema";
import { filterSentence, sentence } from "./sentence";

const account = { key: "account", label: "User account" };
const fields: FieldInfo[] = [
  { path: "user.name", label: "Name", dataSet: account, type: "text" },
  { path: "user.owner", label: "Owner", dataSet: account, type: "text", person: true },
  {
    path: "user.status",
    label: "Status",
    dataSet: account,
    type: "choice",
    options: [
      { value: "open", label: "Open" },
      { value: "shut", label: "Closed" },
    ],
  },
  { path: "user.seen", label: "Last seen", dataSet: account, type: "date" },
  { path: "user.votes", label: "Votes", dataSet: account, type: "number" },
  { path: "user.active", label: "Active", dataSet: account, type: "boolean" },
  { path: "user.teams", label: "Teams", dataSet: account, type: "list" },
  { path: "external.crm.tier", label: "Tier", dataSet: { key: "crm", label: "CRM" }, type: "text" },
];
const { find } = fieldCatalog(fields);
const all = (...conditions: ConditionPart[]): Condition => ({ match: "all", conditions });

test.each<[ConditionPart, string]>([
  [{ field: "user.gone", is: "is", value: "x" }, "does not exist any more"],
  [{ field: "user.votes", is: "contains", value: "x" }, "Choose another qualifier"],
  [{ field: "user.name", is: "is_me" }, "Choose another qualifier"],
  [{ field: "user.votes", is: "gt", value: "many" }, "Enter a number"],
  [{ field: "user.votes", is: "between", value: { from: 3, to: 1 } }, "ends before it begins"],
  [{ field: "user.seen", is: "on", value: "2026-02-30" }, "Choose a date"],
  [{ field: "user.seen", is: "last_days", value: 1.5 }, "number of days"],
  [{ field: "user.seen", is: "today", value: 1 }, "takes no value"],
  [{ field: "user.name", is: "is" }, "Give a value"],
  [{ field: "user.name", is: "one_of", value: [] }, "Give a value"],
  [{ field: "user.status", is: "one_of", value: ["open", "lost"] }, "no option “lost”"],
])("%j is told to its author: %s", (part, message) => {
  const told = checkCondition(all({ match: "any", conditions: [part] }), find);
  expect(told.map(({ at }) => at)).toEqual(["0.0"]);
  expect(told[0]?.message).toContain(message);
});

test("a condition that fits its fields has no problems, and an asked value may be missing", () => {
  const good = all(
    { field: "user.name", is: "is", ask: true },
    { field: "user.owner", is: "is_me" },
    { field: "user.status", is: "is", value: "open" },
    { field: "user.seen", is: "between", value: { from: "2026-01-01" } },
    { field: "user.teams", is: "any_of", value: ["core"] },
  );
  expect(checkCondition(good, find)).toEqual([]);
});

test.each<[Condition, string]>([
  [all(), "No filter"],
  [
    all(
      { field: "user.status", is: "is", value: "open" },
      { field: "external.crm.tier", is: "one_of", value: ["Gold", "Silver"] },
    ),
    "Status is Open and CRM · Tier is one of Gold, Silver",
  ],
  [
    all(
      { field: "user.votes", is: "gt", value: 1000 },
      {
        match: "any",
        conditions: [
          { field: "user.active", is: "is_true" },
          { field: "user.seen", is: "last_days", value: 7 },
        ],
      },
    ),
    "Votes > 1,000 and (Active is Yes or Last seen is in the last 7 days)",
  ],
  [
    { match: "none", conditions: [{ field: "user.seen", is: "more_than_days_ago", value: 1 }] },
    "not (Last seen is more than 1 day ago)",
  ],
  [
    all({ field: "user.seen", is: "between", value: { from: "2026-01-01", to: "2026-01-31" } }),
    "Last seen is between 1 Jan 2026 and 31 Jan 2026",
  ],
  [all({ field: "user.seen", is: "between", value: { from: "2026-01-01" } }), "Last seen is from 1 Jan 2026"],
  [all({ field: "user.votes", is: "between", value: { to: 3 } }), "Votes is up to 3"],
  [all({ field: "user.name", is: "is", ask: true }), "Name is … (asked at run time)"],
  [all({ field: "user.status", is: "is", value: "shut", ask: true }), "Status is Closed (asked at run time)"],
  [all({ field: "user.status", is: "is", value: "open", off: true }), "No filter"],
  [all({ field: "user.gone", is: "is", value: "x" }), "user.gone (does not exist any more)"],
])("%#: %s reads %s", (condition, expected) => {
  expect(sentence(condition, find)).toBe(expected);
});

test("where nobody is asked, what has no value is no filter, and a default is one like any other", () => {
  const blank = { field: "user.name", is: "is", ask: true } as const;
  expect(filterSentence(all(blank, { match: "any", conditions: [blank] }), find)).toBeNull();
  expect(filterSentence(all(blank, { field: "user.status", is: "is", value: "shut", ask: true }), find)).toBe(
    "Status is Closed",
  );
});
