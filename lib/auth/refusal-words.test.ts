import { expect, test } from "vitest";
import type { Scope } from "./actor";
import { permissions } from "./permissions";
import { refusalWords } from "./refusal-words";

const aurora: Scope = { kind: "project", id: "1", key: "aurora", name: "Aurora", timeZone: "UTC" };

test("no refusal names a right by its key, speaks of others, or joins with “and” what it denies", () => {
  for (const permission of permissions)
    for (const scope of [aurora, { kind: "community", timeZone: "UTC" }] as const) {
      const role = scope.kind === "project" ? "applicant" : "member";
      const [denied = ""] = refusalWords({ role, scope }, permission).split(/(?<=\.) /);
      expect(denied).toMatch(/^You may not [a-z].+ in (Aurora|the community)\.$/);
      expect(denied).not.toMatch(/[a-z]\.[a-z]|\b(they|their own|to them|and)\b/);
    }
});
