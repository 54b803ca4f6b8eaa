import { expect, test } from "vitest";
import { slug } from "./slug";

test.each([
  ["Escalate to Slack", "escalate-to-slack"],
  ["  Écalade — Größe  ", "ecalade-grosse"],
  ["My app’s data", "my-apps-data"],
  ["2nd try", "nd-try"],
  ["日本語", ""],
  ["a".repeat(80), "a".repeat(60)],
  [`${"a".repeat(59)} b`, "a".repeat(59)],
])("the key of %j is %j", (name, key) => expect(slug(name)).toBe(key));

test("keys of fields and groups are joined by underscores", () => {
  expect(slug("App usage (7 d)", "_")).toBe("app_usage_7_d");
});
