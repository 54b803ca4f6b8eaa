import { expect, test } from "vitest";
import { usesWords } from "./uses-words";

const none = { isPinned: false, packages: 0, distributions: 0 };

test.each([
  [none, ""],
  [{ ...none, isPinned: true }, "A pin on the home page used it; Undo gives it back."],
  [{ ...none, packages: 2 }, "2 data packages used it; Undo gives it back."],
  [
    { isPinned: true, packages: 1, distributions: 3 },
    "A pin on the home page, 1 data package and 3 distributions used it; Undo gives it back.",
  ],
])("what a removed element was used by: %j", (uses, words) => {
  expect(usesWords(uses)).toBe(words);
});
