import { expect, test } from "vitest";
import { jsonPath } from "./json-path";

test.each([
  [["id"], "id"],
  [["issue", "fields", "status", "name"], "issue.fields.status.name"],
  [["records", 0, "Id"], "records[0].Id"],
  [["a", "b.c"], "a['b.c']"],
  [["it's"], "['it\\'s']"],
  [[0, "id"], "[0].id"],
])("%j is written %s", (steps, path) => expect(jsonPath(steps)).toBe(path));
