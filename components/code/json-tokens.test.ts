import { expect, test } from "vitest";
import { jsonTokens } from "./json-tokens";

test.each(['{"a": [1, -2.5e3, true, null, "x\\"y"]}', "<html>not json</html>", '"unfinished', "", '{"日本": "😀"}'])(
  "the pieces of %j join to the input",
  (source) => {
    expect(
      jsonTokens(source)
        .map((token) => token.text)
        .join(""),
    ).toBe(source);
  },
);

test("keys, strings, numbers and words are told apart", () => {
  const kinds = jsonTokens('{"a":"b","n":-1.5,"t":true}')
    .filter((token) => token.kind !== "text")
    .map((token) => `${token.kind} ${token.text}`);
  expect(kinds).toEqual(['key "a"', 'string "b"', 'key "n"', "number -1.5", 'key "t"', "word true"]);
});
