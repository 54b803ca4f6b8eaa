import { expect, test } from "vitest";
import { deletionWords, usesWords } from "./uses-words";

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

test.each([
  [{}, "With it go its elements. The data stays. The audit log can bring all of it back."],
  [
    { pins: 2, packages: 1, distributions: 3 },
    "With it go its elements, 2 pins and 3 distributions. The data stays. 1 data package stops answering until it is back. The audit log can bring all of it back, distributions paused.",
  ],
  [
    { isPrivate: true },
    "With it go its elements. The data stays. The audit log does not keep private reports: only Undo, in the message that follows, brings it back.",
  ],
])("what goes with a report that is deleted: %j", (uses, words) => {
  expect(deletionWords({ pins: 0, packages: 0, distributions: 0, isPrivate: false, ...uses })).toBe(words);
});
