import { describe, expect, test } from "vitest";
import { isDecodable, parseRawUrl } from "./raw-url";

describe("a raw URL", () => {
  test.each([
    ["/a/b?x=1&token=t&y=%20", { path: "/a/b", query: "x=1&y=%20", token: "t" }],
    ["/a?token=a%2Bb%20c", { path: "/a", query: "", token: "a+b c" }],
    ["/a?%74oken=hidden&x", { path: "/a", query: "x", token: "hidden" }],
    ["/a?TOKEN=loud", { path: "/a", query: "", token: "loud" }],
    ["/a?token=1&token=2", { path: "/a", query: "", token: "2" }],
    ["/a?token", { path: "/a", query: "", token: "" }],
    ["/a?my_token=kept", { path: "/a", query: "my_token=kept", token: null }],
    ["/a%2Fb/%E0%A4%A", { path: "/a%2Fb/%E0%A4%A", query: "", token: null }],
    ["/a?", { path: "/a", query: "", token: null }],
  ])("%s", (target, expected) => {
    expect(parseRawUrl(target)).toEqual(expected);
  });

  test.each(["*", "http://other.example/a", "", "a"])("%j is no path of ours", (target) => {
    expect(parseRawUrl(target)).toBeNull();
  });

  test("a path with a broken percent-encoding cannot be decoded", () => {
    expect(["/%E0%A4%A", "/%", "/%zz", "/%C3"].map(isDecodable)).toEqual([false, false, false, false]);
    expect(["/", "/%C3%A4", "/%00", "/a+b"].map(isDecodable)).toEqual([true, true, true, true]);
  });
});
