import { expect, test } from "vitest";
import { changeText } from "./change-text";
import { diffVersions } from "./diff";

const nobody = () => null;
const texts = (before: unknown, after: unknown, nameOf: (id: string) => string | null = nobody) =>
  diffVersions(before, after, nameOf).map((change) => changeText(change));

test("only what is different is told, in the words of the screen", () => {
  expect(texts({ name: "Hi", enabled: true, key: "a" }, { name: "Hello", enabled: false, key: "a" })).toEqual([
    "Name: Hi → Hello",
    "Switched on: yes → no",
  ]);
});

test("members of a list are compared by their id, and named by what they are called", () => {
  const action = { id: "1", kind: "webhook", body: "{}", headers: [{ name: "X-A", value: "1" }] };
  const added = { id: "2", kind: "set_status", statusKey: "open" };
  const changed = { ...action, body: '{"a":1}', headers: [{ name: "X-A", value: "2" }] };
  expect(texts({ actions: [action] }, { actions: [changed, added] })).toEqual([
    'Actions › Trigger webhooks › Body: {} → {"a":1}',
    "Actions › Trigger webhooks › Headers › X-A › Value: 1 → 2",
    "Actions › Set status: nothing → Status key: open",
  ]);
});

test("a new order is a change, and says nothing else", () => {
  const [a, b] = [
    { key: "a", label: "First" },
    { key: "b", label: "Second" },
  ];
  expect(texts({ fields: [a, b] }, { fields: [b, a] })).toEqual(["Fields › Order: First, Second → Second, First"]);
});

test("two members that nothing tells apart are compared as a whole", () => {
  const twice = [
    { name: "X-A", value: "1" },
    { name: "X-A", value: "2" },
  ];
  expect(texts({ headers: twice }, { headers: twice.slice(0, 1) })).toHaveLength(1);
});

test("an id is told by the name of what it stands for", () => {
  const names = new Map([["t1", "VIP"]]);
  expect(texts({ teamIds: [] }, { teamIds: ["t1"] }, (id) => names.get(id) ?? null)).toEqual([
    "Teams that may use it: nothing → VIP",
  ]);
});

test("a secret is told by its hint and never by where it lies", () => {
  const header = (secretId: string, hint: string) => ({ name: "Authorization", secretId, hint });
  expect(texts({ headers: [header("s1", "••••1234")] }, { headers: [header("s2", "••••5678")] })).toEqual([
    "Headers › Authorization › Secret: ••••1234 → ••••5678",
  ]);
  expect(texts({}, { headers: [header("s2", "••••5678")] }).join()).not.toContain("s2");
});

test("what was chosen from a list is told in words, and a key as it is", () => {
  const created = { communityRole: "community_manager", kind: "external_data", key: "app_usage" };
  expect(texts({ role: "observer" }, { ...created, role: "manager" })).toEqual([
    "Key: nothing → app_usage",
    "Role in the community: nothing → Community manager",
    "Type: nothing → External data",
    "Role: Observer → Project manager",
  ]);
});

test("what was nothing and is nothing is no change", () => {
  expect(texts({ filterId: null }, { filterId: null })).toEqual([]);
  expect(texts({}, {})).toEqual([]);
});
