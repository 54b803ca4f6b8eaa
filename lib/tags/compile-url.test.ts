import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileUrl } from "./compile-url";

function render(text: string, v: string | null): string {
  const compiled = compileUrl(text);
  if (!compiled.ok) return `refused: ${compiled.problems[0]?.message}`;
  const rendered = compiled.render({ v });
  return rendered.ok ? rendered.text : rendered.problem.code;
}

describe("a tag's output cannot leave its place", { timeout: 30_000 }, () => {
  test.each([
    ["a/b?c#d", "https://a.test/x/a%2Fb%3Fc%23d/y"],
    ["../..", "https://a.test/x/..%2F../y"],
    ["%2e%2e", "https://a.test/x/%252e%252e/y"],
    ["a\r\nHost: evil", "https://a.test/x/a%0D%0AHost%3A%20evil/y"],
    ["\\", "https://a.test/x/%5C/y"],
    ["日本", "https://a.test/x/%E6%97%A5%E6%9C%AC/y"],
    ["\ud800", "https://a.test/x/%EF%BF%BD/y"],
    [".", "bad_in_url"],
    ["..", "bad_in_url"],
    ["", "empty_in_url"],
  ])("%j in a path", (value, expected) => {
    expect(render("https://a.test/x/((v))/y", value)).toBe(expected);
  });

  test.each([
    ["https://a.test/.((v))", "."],
    ["https://a.test/%2E((v))", "."],
    ["https://a.test/((v))%2e", "."],
  ])("%s with %j would climb", (text, value) => {
    expect(render(text, value)).toBe("bad_in_url");
  });

  test("nothing is refused even beside literal text of the segment", () => {
    expect(render("https://a.test/BETA-((v))", null)).toBe("empty_in_url");
    expect(render('https://a.test/BETA-((v|default:"0"))', null)).toBe("https://a.test/BETA-0");
  });

  test("for any value, origin, path and names of the query stay", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (v) => {
        const text = render("https://a.test:8443/p/x((v))x/q?one=((v))&two=2((v))#f((v))", v);
        const url = new URL(text);
        expect(url.origin).toBe("https://a.test:8443");
        expect(url.pathname.split("/")).toHaveLength(4);
        expect([...url.searchParams.keys()]).toEqual(["one", "two"]);
        expect(url.searchParams.get("one")).toBe(v.toWellFormed());
      }),
    );
  });
});

describe("what a URL template may be", () => {
  test.each([
    ["((v))", "starts with https://"],
    ["((v))://a.test/", "starts with https://"],
    ["/x/((v))", "starts with https://"],
    ["ftp://a.test/", "starts with https://"],
    ["javascript:alert(1)", "starts with https://"],
    ["https://((v))/", "starts with https:// and a host|host or port"],
    ["https://a.test((v))/", "host or port"],
    ["https://a.test:((v))/", "host or port"],
    ["https://((v)).a.test/", "host or port"],
    ["https://user:pw@a.test/", "Authorization header"],
    ["https://a.test@((v))/", "host or port"],
    ["https://a.test\\((v))/", "not valid|host or port"],
    ["https:///x", "not valid"],
    ["https://a b/x", "not valid"],
    ["https://a.test/a b", "cannot hold spaces"],
    ["https://a.test/a\\b", "cannot hold spaces"],
    ["https://a.test/?((v))=1", "name=((tag))"],
    ["https://a.test/?a=1&((v))", "name=((tag))"],
    ["https://a.test/?a((v))=1", "name=((tag))"],
    ["https://a.test/((v)", ""],
  ])("%s", (text, message) => {
    const result = render(text, "x");
    if (message === "") expect(result).toBe(text);
    else expect(message.split("|").some((part) => result.startsWith("refused") && result.includes(part))).toBe(true);
  });

  test.each([
    ["https://a.test", "https://a.test"],
    ["http://a.test:8080?q=((v))", "http://a.test:8080?q=x"],
    ["https://a.test/?a=b=((v))&c=((v))((v))", "https://a.test/?a=b=x&c=xx"],
    ["https://a.test/#((v))", "https://a.test/#x"],
    ["https://a.test/?a=1#b&((v))", "https://a.test/?a=1#b&x"],
    ['https://a.test/((v|default:"/?#"))/z', "https://a.test/x/z"],
    ["https://a.test//((v))/ ", "https://a.test//x/"],
  ])("%s is fine", (text, expected) => {
    expect(render(text, "x")).toBe(expected);
  });
});
