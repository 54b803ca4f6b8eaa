import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors/app-error";
import { parseConfiguration } from "./parse";

const file = { format: "fieldpost-configuration", version: 1, project: { key: "beta", name: "Beta" } };
const macro = { of: "users", key: "hello", name: "Hello" };
const refusal = (content: unknown): AppError => {
  try {
    parseConfiguration(typeof content === "string" ? content : JSON.stringify(content));
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("it was taken");
};

describe("a file is refused with the place", () => {
  test.each<[string, unknown, RegExp, Record<string, RegExp>]>([
    ["when it is empty", "", /Line 1, column 1/, {}],
    ["when it is not JSON", '{\n  "format": nope }', /Line 2, column 13/, {}],
    ["when it is nested too deep", `${"[".repeat(70)}${"]".repeat(70)}`, /nested more than 64/, {}],
    ["when a name stands twice", '{"format":"a","format":"b"}', /“format” stands twice/, {}],
    ["when it is something else", { hello: 1 }, /mistakes/, { format: /no configuration/ }],
    ["when it is a list", [], /mistake/, { file: /./ }],
    ["of another version", { ...file, version: 2 }, /a mistake/, { version: /version 1/ }],
    ["with an unknown member", { ...file, dashboards: [] }, /a mistake/, { file: /dashboards/ }],
    [
      "with an action that does not exist",
      { ...file, macros: [macro, { ...macro, key: "b", actions: [{ kind: "format_disk" }] }] },
      /a mistake/,
      { "macros.1.actions.0.kind": /no such kind/ },
    ],
    [
      "with the value of a secret",
      { ...file, macros: [{ ...macro, actions: [{ kind: "webhook", headers: [{ name: "A", secret: "abc" }] }] }] },
      /a mistake/,
      { "macros.0.actions.0.headers.0": /secret/ },
    ],
    ["with a macro twice", { ...file, macros: [macro, macro] }, /a mistake/, { "macros.1": /second time/ }],
    [
      "with teams that differ in case only",
      { ...file, teams: [{ name: "VIP" }, { name: "vip" }] },
      /a mistake/,
      { "teams.1": /second time/ },
    ],
    [
      "with too many things",
      { ...file, teams: Array.from({ length: 501 }, (_, n) => ({ name: `t${n}` })) },
      /a mistake/,
      { teams: /at most 500/ },
    ],
    [
      "with an id of the database",
      {
        ...file,
        triggers: [{ of: "users", name: "T", macro: "hello", event: "user_joined", macroId: crypto.randomUUID() }],
      },
      /a mistake/,
      { "triggers.0": /macroId/ },
    ],
    [
      "with a schedule that has no days",
      {
        ...file,
        schedules: [
          { of: "users", name: "S", macro: "hello", rate: "weekly", startsAt: "2026-01-01T09:00", timeZone: "UTC" },
        ],
      },
      /a mistake/,
      { "schedules.0.weekdays": /at least one day/ },
    ],
    [
      "with a member that reaches for the prototype",
      `${JSON.stringify(file).slice(0, -1)},"__proto__":{"admin":true}}`,
      /a mistake/,
      { file: /__proto__/ },
    ],
  ])("%s", (_, content, message, places) => {
    const error = refusal(content);
    expect(error.code).toBe("invalid");
    expect(error.message).toMatch(message);
    for (const [place, said] of Object.entries(places)) expect(error.fields[place]).toMatch(said);
  });

  test("larger than 5 MB, before it is read", () => {
    expect(refusal(" ".repeat(5 * 1024 * 1024 + 1))).toMatchObject({ code: "too_large" });
  });

  test("of a hundred mistakes the first twenty are told", () => {
    const error = refusal({ ...file, ranks: Array.from({ length: 100 }, () => ({ name: "", points: 0 })) });
    expect(Object.keys(error.fields)).toHaveLength(20);
    expect(error.message).toMatch(/first 20/);
  });
});

test("what PostgreSQL cannot hold is replaced", () => {
  const read = parseConfiguration(JSON.stringify({ ...file, teams: [{ name: "a\u0000b" }] }));
  expect(read.teams[0]?.name).toBe("a\uFFFDb");
});
