import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isGroup } from "@/lib/conditions/schema";
import type { Condition, ConditionPart } from "@/lib/conditions/schema";
import { appendTo, cloneAt, countTests, move, partAt, removeAt, replaceAt } from "./edit-tree";

const leaf = (field: string): ConditionPart => ({ field, is: "empty" });
const group = (...conditions: ConditionPart[]): Condition => ({ match: "all", conditions });

/** "a (b c) d" */
function drawn(part: ConditionPart): string {
  return isGroup(part) ? `(${part.conditions.map(drawn).join(" ")})` : part.field;
}

const tree = group(leaf("a"), group(leaf("b"), leaf("c")), leaf("d"));

test("parts are found, replaced, removed, cloned and added by their place", () => {
  expect(partAt(tree, "1.1")).toEqual(leaf("c"));
  expect(partAt(tree, "0.0")).toBeNull();
  expect(drawn(replaceAt(tree, "1.0", leaf("x")))).toBe("(a (x c) d)");
  expect(drawn(removeAt(tree, "1"))).toBe("(a d)");
  expect(drawn(cloneAt(tree, "1"))).toBe("(a (b c) (b c) d)");
  expect(drawn(appendTo(tree, "1", leaf("x")))).toBe("(a (b c x) d)");
  expect(drawn(appendTo(tree, "", leaf("x")))).toBe("(a (b c) d x)");
  expect(drawn(tree)).toBe("(a (b c) d)");
});

test.each<[string, -1 | 1, string, string]>([
  ["0", 1, "((a b c) d)", "0.0"],
  ["1.0", -1, "(a b (c) d)", "1"],
  ["1.0", 1, "(a (c b) d)", "1.1"],
  ["1.1", 1, "(a (b) c d)", "2"],
  ["2", -1, "(a (b c d))", "1.2"],
  ["1", -1, "((b c) a d)", "0"],
  ["1", 1, "(a d (b c))", "2"],
])("moving %s by %i gives %s", (at, step, expected, place) => {
  const moved = move(tree, at, step);
  expect(moved && drawn(moved.condition)).toBe(expected);
  expect(moved?.at).toBe(place);
});

test("nothing moves beyond the ends", () => {
  expect(move(tree, "0", -1)).toBeNull();
  expect(move(tree, "2", 1)).toBeNull();
});

test("a group is not moved into another where that would be too deep", () => {
  const four = (field: string) => group(group(group(group(leaf(field)))));
  const deep = group(four("a"), four("c"));
  expect(drawn(move(deep, "1", -1)?.condition ?? deep)).toBe("(((((c)))) ((((a)))))");
  const shallow = group(four("a"), group(leaf("c")));
  expect(drawn(move(shallow, "1", -1)?.condition ?? shallow)).toBe("(((((a))) (c)))");
});

test("moving keeps every test, says truly where the part went, and comes back", () => {
  const part: fc.Memo<ConditionPart> = fc.memo((n) =>
    n <= 1
      ? fc.string().map(leaf)
      : fc.oneof(
          fc.string().map(leaf),
          fc.array(part(n - 1), { maxLength: 3 }).map((some) => group(...some)),
        ),
  );
  const root = fc.array(part(3), { minLength: 1, maxLength: 4 }).map((some) => group(...some));
  fc.assert(
    fc.property(
      root,
      fc.nat(3),
      fc.nat(3),
      fc.constantFrom(-1 as const, 1 as const),
      (condition, first, second, step) => {
        const at = partAt(condition, `${first}.${second}`) ? `${first}.${second}` : `${first}`;
        const moved = move(condition, at, step);
        fc.pre(moved !== null);
        expect(countTests(moved.condition)).toBe(countTests(condition));
        expect(partAt(moved.condition, moved.at)).toEqual(partAt(condition, at));
        expect(move(moved.condition, moved.at, step === 1 ? -1 : 1)?.condition).toEqual(condition);
      },
    ),
    { numRuns: 500 },
  );
});
