import { describe, expect, test } from "vitest";
import { parseSettings } from "./settings";

describe("settings", () => {
  test("nothing given is a complete set", () => {
    expect(parseSettings({})).toMatchObject({ PORT: 3000, DATA_DIR: ".data", SAMPLE: true, OUTBOUND_ALLOW: [] });
  });

  test("blank is not given, unknown settings are not ours", () => {
    expect(parseSettings({ PORT: " ", DATABASE_URL: "", HOME: "/root" })).toMatchObject({ PORT: 3000 });
  });

  test("the sample is off with a database of one's own, unless asked for", () => {
    const own = { DATABASE_URL: "postgresql://u:p@db/x", SECRET_KEY: "k".repeat(32) };
    expect(parseSettings(own).SAMPLE).toBe(false);
    expect(parseSettings({ ...own, SAMPLE: "on" }).SAMPLE).toBe(true);
  });

  test("lists are split at commas", () => {
    expect(parseSettings({ OUTBOUND_ALLOW: "10.0.0.0/8, mattermost.lan ," }).OUTBOUND_ALLOW).toEqual([
      "10.0.0.0/8",
      "mattermost.lan",
    ]);
  });

  test.each([
    [{ PORT: "x" }, "Setting PORT must be a port number from 1 to 65535, for example 3000."],
    [{ PORT: "70000" }, "Setting PORT must be a port number from 1 to 65535, for example 3000."],
    [
      { BASE_URL: "feedback.example.com" },
      "Setting BASE_URL must be an address without a path, for example https://feedback.example.com.",
    ],
    [
      { BASE_URL: "https://x.example/path" },
      "Setting BASE_URL must be an address without a path, for example https://feedback.example.com.",
    ],
    [
      { DATABASE_URL: "mysql://x" },
      "Setting DATABASE_URL must look like postgresql://user:password@host:5432/database.",
    ],
    [{ SAMPLE: "yes" }, "Setting SAMPLE must be on or off."],
    [
      { SECRET_KEY: "short" },
      "Setting SECRET_KEY must be at least 32 characters; make one with: openssl rand -hex 32.",
    ],
    [{ ADMIN_EMAIL: "a@b.example" }, "Setting ADMIN_PASSWORD is missing: ADMIN_EMAIL is set."],
    [
      { TRUSTED_PROXIES: "proxy" },
      "Setting TRUSTED_PROXIES must be addresses or ranges separated by commas, for example 10.0.0.0/8, ::1.",
    ],
    [{ SMTP_HOST: "mail" }, "Setting MAIL_FROM is missing: mail needs a sender address."],
    [{ OIDC_CLIENT_ID: "x" }, "Setting OIDC_ISSUER is missing: single sign-on needs all three OIDC settings."],
    [
      { DATABASE_URL: "postgresql://u:p@db/x" },
      "Setting SECRET_KEY is missing: with DATABASE_URL it must be given, the same on every machine; make one with: openssl rand -hex 32.",
    ],
  ])("%j is refused in one line", (given, message) => {
    expect(() => parseSettings(given)).toThrow(message);
  });
});
