import { expect, test } from "vitest";
import { csvLine, csvText } from "./csv";

test("cells are quoted, quotes doubled, lines end as RFC 4180 says", () => {
  expect(csvLine(["a", 'say "no"', "b,c;d", "two\nlines", ""])).toBe('"a","say ""no""","b,c;d","two\nlines",""\r\n');
});

test.each([
  "=1+1",
  "+A1",
  "-A1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  " =1",
  "\u00a0=1",
  "\u200b=1",
  "\ufeff=1",
  "＝1",
  "|cmd",
  "%x",
])("%j is no formula any more", (text) => {
  expect(csvText(text)).toBe(`'${text}`);
});

test.each(["plain", "a=b", "-5", "+49", "-1.5", "-1,5", "3 - 2", ""])("%j stays", (text) => {
  expect(csvText(text)).toBe(text);
});
