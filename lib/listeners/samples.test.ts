import { expect, test } from "vitest";
import { endpointUrl } from "./endpoint-url";
import { sampleBody, sampleRequests, type SampleListener } from "./samples";

const listener: SampleListener = {
  url: "https://beta.example.com/api/listeners/appdata/VALUE",
  lookup: { in: "value", by: "default" },
  kind: "external_data",
  fields: [
    { parameter: "app_version", type: "string", archived: false },
    { parameter: "records[0].Id", type: "integer", archived: false },
    { parameter: "records[0]['b.c']", type: "boolean", archived: false },
    { parameter: "old", type: "string", archived: true },
  ],
  authorField: null,
  commentField: null,
};

test("the sample body has every parameter at its place, with a value of its type", () => {
  expect(sampleBody(listener)).toEqual({ app_version: "Text", records: [{ Id: 42, "b.c": true }] });
  const comment = { ...listener, kind: "comment", fields: [], authorField: "by.email", commentField: "text" } as const;
  expect(sampleBody({ ...comment, lookup: { in: "body", path: "user", by: "default" } })).toEqual({
    user: "jane.doe@example.com",
    by: { email: "jim@example.com" },
    text: "Fixed in 2.4.1, please retest.",
  });
});

test("the samples name the key only as a variable, and survive quotes", () => {
  const quoted = { ...listener, fields: [{ parameter: "it's", type: "string", archived: false }] as const };
  const samples = sampleRequests(quoted);
  expect(samples.map(({ label }) => label)).toEqual(["cURL", "JavaScript", "Python", "PowerShell"]);
  for (const { code } of samples) {
    expect(code).toContain(listener.url);
    expect(code).toContain("FIELDPOST_API_KEY");
  }
  expect(samples[0]?.code).toContain(`it'\\''s`);
});

test.each([
  [
    { lookup: { in: "value", by: "default" }, token: "t_-" },
    "https://b.example/api/listeners/app-data/VALUE?token=t_-",
  ],
  [
    { lookup: { in: "body", path: "a", by: "default" }, token: "t" },
    "https://b.example/api/listeners/app-data?token=t",
  ],
  [{ lookup: { in: "value", by: "default" }, token: null }, "https://b.example/api/listeners/app-data/VALUE"],
] as const)("the URL of %j", (parts, url) => {
  expect(endpointUrl({ base: "https://b.example", key: "app-data", ...parts })).toBe(url);
});
