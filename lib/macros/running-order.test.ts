import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { planOf } from "./running-order";
import { macroActions } from "./schema";

const action = (kind: string, more: object = {}) => ({ id: randomUUID(), kind, ...more });
const team = randomUUID();
const webhook = action("webhook", { url: "https://example.com/" });
const all = [
  action("delete_user"),
  action("remove_from_project"),
  action("run_macro", { macroId: randomUUID() }),
  action("email", { subject: "s", body: "b" }),
  webhook,
  action("add_comment", { body: "b" }),
  action("add_points", { points: 1 }),
  action("remove_from_team", { teamId: team }),
  action("add_to_team", { teamId: team }),
  action("move_team", { teamId: team, fromTeamId: team }),
  action("set_blocked", { blocked: true }),
  action("set_visibility", { visibility: "public" }),
  action("set_resolution", { resolutionKey: null }),
  action("set_status", { statusKey: "new" }),
  action("set_field", { fieldKey: "a" }),
];
const kindsOf = (actions: object[]) =>
  planOf(macroActions.parse(actions), new Map(), new Map()).map(({ action: { kind }, gate }) => `${kind} ${gate}`);

test("a macro runs its actions in one order, however the editor shows them", () => {
  const order = [
    "set_field start",
    "set_status start",
    "set_resolution start",
    "set_visibility start",
    "set_blocked start",
    "move_team start",
    "add_to_team start",
    "remove_from_team start",
    "add_points start",
    "add_comment start",
    "webhook start",
    "email first_attempt",
    "run_macro first_attempt",
    "remove_from_project outcome",
    "delete_user outcome",
  ];
  expect(kindsOf(all)).toEqual(order);
  expect(kindsOf(all.toReversed())).toEqual(order);
});
