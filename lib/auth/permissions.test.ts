import { expect, test } from "vitest";
import { permissions, roleMay, type Role } from "./permissions";

const all: Role[] = ["community_manager", "manager", "support", "observer", "participant", "applicant", "member"];
const who = (permission: (typeof permissions)[number]) => all.filter((role) => roleMay(role, permission));

test("a community manager holds every right", () => {
  expect(permissions.filter((permission) => !roleMay("community_manager", permission))).toEqual([]);
});

test("API keys, settings, the Mailbox and new projects are the community manager's alone", () => {
  for (const permission of [
    "apiKeys.write",
    "settings.write",
    "mailbox.read",
    "projects.create",
    "users.write",
  ] as const) {
    expect(who(permission)).toEqual(["community_manager"]);
  }
});

test("configuring a project takes its manager", () => {
  for (const permission of [
    "types.write",
    "macros.write",
    "listeners.write",
    "groups.write",
    "members.write",
    "ranks.write",
    "filters.share",
  ] as const) {
    expect(who(permission)).toEqual(["community_manager", "manager"]);
  }
});

test("observers see everything but bodies, and change nothing", () => {
  expect(who("logs.read")).toContain("observer");
  for (const permission of [
    "logs.bodies",
    "feedback.write",
    "macros.run",
    "deliveries.resend",
    "feedback.comment",
  ] as const) {
    expect(who(permission)).toEqual(
      ["community_manager", "manager", "support"].concat(permission === "feedback.comment" ? ["participant"] : []),
    );
  }
});

test("participants see neither external data nor lists nor logs", () => {
  for (const permission of [
    "externalData.read",
    "users.read",
    "feedback.read",
    "logs.read",
    "macros.read",
    "types.read",
  ] as const) {
    expect(who(permission)).not.toContain("participant");
  }
  expect(who("feedback.readOwn")).toContain("participant");
});
