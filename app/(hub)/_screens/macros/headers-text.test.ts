import { expect, test } from "vitest";
import { headersFrom, headersText } from "./headers-text";
import { emptyHeader } from "./macro-form";

const accept = emptyHeader("Accept", "application/json");
const secret = { ...emptyHeader("Authorization"), isSecret: true, keptId: crypto.randomUUID() };

test("headers go into text and come back unchanged, secrets hidden and kept", () => {
  const text = headersText([accept, secret]);
  expect(text).toBe("Accept: application/json\nAuthorization: ••••••••");
  expect(headersFrom(text, [accept, secret])).toEqual([accept, secret]);
});

test("a value may hold colons, and empty lines mean nothing", () => {
  const [first, second] = headersFrom("X-Time: 10:30\n\nAccept:text/plain", []);
  expect(first).toMatchObject({ name: "X-Time", value: "10:30", isSecret: false });
  expect(second).toMatchObject({ name: "Accept", value: "text/plain" });
});

test("typing over the dots of a secret makes it a plain header", () => {
  expect(headersFrom("Authorization: abc", [secret])).toMatchObject([{ isSecret: false, keptId: null, value: "abc" }]);
});

test("dots for a secret that was never there are an ordinary value", () => {
  expect(headersFrom("X-Key: ••••••••", [accept])).toMatchObject([{ isSecret: false, keptId: null }]);
});
