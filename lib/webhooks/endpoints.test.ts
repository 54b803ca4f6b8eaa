import { expect, test } from "vitest";
import { destinationOf } from "./endpoints";

test("a destination is the origin, whatever the path, query and tags", () => {
  const here = { origin: "https://api.example.com:8443", path: "", ratePerSecond: null, burst: 1 };
  for (const rest of ["", "/", "/a/((user.email))", "/a?b=((c))", '?q=((a|default:"/"))#x']) {
    expect(destinationOf(`https://api.example.com:8443${rest}`)).toEqual(here);
  }
});

test("Slack's webhooks are destinations of their own, one message a second", () => {
  const [one, two] = ["T1/B1/x", "T1/B2/y"].map((path) => destinationOf(`https://hooks.slack.com/services/${path}`));
  expect(one).toMatchObject({ origin: "https://hooks.slack.com", ratePerSecond: 1, burst: 1 });
  expect(one?.path).not.toBe(two?.path);
  expect(one?.path).not.toContain("T1");
});

test("Jira Cloud gets ten a second, and a look-alike gets nothing special", () => {
  expect(destinationOf("https://acme.atlassian.net/rest/api/3/issue")).toMatchObject({ ratePerSecond: 10, path: "" });
  expect(destinationOf("https://acme.atlassian.net.example.com/")).toMatchObject({ ratePerSecond: null });
});
