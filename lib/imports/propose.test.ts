import { expect, test } from "vitest";
import { proposeColumns } from "./propose";
import { targetsOf, type Shape } from "./targets";

const field = (id: string, label: string, parameter: string) => ({
  id,
  label,
  parameter,
  key: label.toLowerCase(),
  type: "string" as const,
  favorite: false,
  order: 0,
  archived: false,
});
const crm = {
  id: "g",
  projectId: null,
  target: "user" as const,
  label: "CRM",
  key: "crm",
  order: 0,
  clearMissing: false,
  newerByFieldId: null,
  fields: [
    field("1", "Plan", "subscription.plan"),
    field("2", "Role", "job"),
    { ...field("3", "Old", "old"), archived: true },
  ],
};
const users: Shape = {
  kind: "users",
  projectId: "p",
  mayMakeAccounts: true,
  profile: [{ id: "c", key: "city", label: "Wohnort", type: "text", options: [] }],
  groups: [crm],
  teams: new Map([["vip", { id: "t", name: "VIP" }]]),
};

test.each([
  [
    ["E-Mail", "User name", "FIRST_NAME", "Surname"],
    ["email", "username", "firstName", "lastName"],
  ],
  [
    ["wohnort", "city"],
    ["profile.city", null],
  ],
  [
    ["Plan", "Subscription plan", "CRM: Plan"],
    ["field.1", null, null],
  ],
  [["subscription.plan"], ["field.1"]],
  [
    ["Role", "CRM Role", "role"],
    ["role", "field.2", null],
  ],
  [
    ["Teams", "Old", "", "Shoe size"],
    ["teams", null, null, null],
  ],
])("the headings %j are taken for %j", (headings, wanted) => {
  expect(proposeColumns(headings, targetsOf(users))).toEqual(wanted);
});

test("values of a group: the record by the usual names, a field by its label, Parameter or key", () => {
  const shape: Shape = { ...users, kind: "values", profile: [] };
  expect(proposeColumns(["Email", "Username", "plan", "Job"], targetsOf(shape))).toEqual([
    "record",
    null,
    "field.1",
    "field.2",
  ]);
  const tickets: Shape = { ...shape, groups: [{ ...crm, target: "feedback" }] };
  expect(proposeColumns(["ID", "Plan"], targetsOf(tickets))).toEqual(["record", "field.1"]);
});

test("who may not make accounts is not offered their names, and the community has no roles", () => {
  const ids = (shape: Shape) => targetsOf(shape).map(({ id }) => id);
  expect(ids({ ...users, mayMakeAccounts: false })).toEqual([
    "email",
    "username",
    "role",
    "teams",
    "field.1",
    "field.2",
  ]);
  expect(ids({ ...users, projectId: null, teams: new Map() })).not.toContain("role");
});
