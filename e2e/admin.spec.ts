import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { admin } from "./support/admin";

const password = "a long password";
const options = (given: Record<string, string>) =>
  Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);

for (const [what, words, args] of [
  [
    "an e-mail address that is taken",
    "Nothing was saved. --email: Another account already has “manager@example.com”.",
    ["user", "create", ...options({ email: "manager@example.com", password })],
  ],
  [
    "a short password",
    "--password: Use at least 10 characters.",
    ["user", "reset-password", ...options({ email: "manager@example.com", password: "short" })],
  ],
  [
    "an unknown account",
    "No account has the e-mail address nobody@example.com.",
    ["user", "reset-password", ...options({ email: "nobody@example.com", password })],
  ],
  [
    "an unknown project",
    "There is no project with the key “nowhere”.",
    ["project", "add-member", ...options({ project: "nowhere", user: "manager", role: "manager" })],
  ],
  [
    "an unknown user",
    "Nobody was added. --user: No active account has the username “nobody”. A community manager can create it.",
    ["project", "add-member", ...options({ project: "aurora", user: "nobody", role: "manager" })],
  ],
  [
    "an unknown maker of a key",
    "No account has the e-mail address nobody@example.com.",
    ["api-key", "create", ...options({ name: "CRM", as: "nobody@example.com" })],
  ],
  ["a second sample", "The sample programme is already here.", ["sample", "load"]],
] as const) {
  test(`${what} is refused in one line, with exit code 1`, async () => {
    expect(await refused(args)).toEqual({ code: 1, stdout: "", stderr: `${words}\n` });
  });
}

for (const [what, words, args] of [
  ["an unknown noun", "error: unknown command 'tester'", ["tester", "create"]],
  ["an unknown verb", "error: unknown command 'fly'", ["user", "fly"]],
  [
    "a missing option",
    "error: required option '--email <address>' not specified",
    ["user", "create", "--password", password],
  ],
  ["an unknown option", "error: unknown option '--colour'", ["listener", "list", "--colour", "red"]],
  [
    "an unknown role",
    "error: option '--role <role>' argument 'king' is invalid. Allowed choices are manager, support, observer, participant, applicant.",
    ["project", "add-member", ...options({ project: "aurora", user: "manager", role: "king" })],
  ],
] as const) {
  test(`${what} is said in the first line before the help, with exit code 2`, async () => {
    const { code, stdout, stderr } = await refused(args);
    expect([code, stdout, stderr.split("\n")[0]]).toEqual([2, "", words]);
    expect(stderr).toContain("Usage: admin");
  });
}

test("--json prints one JSON value, wherever it stands", async () => {
  const email = `json-${randomUUID()}@example.com`;
  const user = JSON.parse(await admin("--json", "user", "create", ...options({ email, password })));
  expect(user).toEqual({ id: expect.any(String), username: email.split("@")[0] });
  const member = ["project", "add-member", ...options({ project: "aurora", user: email, role: "observer" })];
  expect(JSON.parse(await admin(...member, "--json"))).toEqual({
    userId: user.id,
    project: "aurora",
    role: "observer",
  });
  const key = JSON.parse(await admin("api-key", "create", "--name", email, "--json"));
  expect(key.secret.startsWith(`${key.prefix}_`)).toBe(true);
  const listeners = JSON.parse(await admin("listener", "list", "--json"));
  expect(listeners).toContainEqual({
    key: "appdata",
    target: "user",
    type: "External data",
    url: expect.stringMatching(
      new RegExp(`^${process.env.E2E_ORIGIN}/api/listeners/appdata/VALUE\\?token=[\\w-]{43}$`),
    ),
  });
});

async function refused(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return admin(...args).then(
    (stdout) => ({ code: 0, stdout, stderr: "" }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );
}
