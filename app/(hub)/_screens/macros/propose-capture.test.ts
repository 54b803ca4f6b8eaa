import { expect, test } from "vitest";
import { proposeCapture } from "./propose-capture";

test.each([
  ["key", "BETA-1", { label: "Key", type: "string" }],
  ["fields.status.name", "Done", { label: "Status name", type: "string" }],
  ["validation_results.is_valid", false, { label: "Is valid", type: "boolean" }],
  ["validation_results.messages[0].text", "no such street", { label: "Messages text", type: "string" }],
  ["objectId", "d799", { label: "Object ID", type: "string" }],
  ["count", 42, { label: "Count", type: "integer" }],
  ["price", 1.5, { label: "Price", type: "string" }],
  ["object_created", "2014-07-09T02:19:13.174Z", { label: "Object created", type: "datetime" }],
  ["version", "2014-99-99", { label: "Version", type: "string" }],
  ["a['odd name']", null, { label: "Odd name", type: "string" }],
])("a click on %s proposes a row", (path, value, row) => {
  expect(proposeCapture(path, value)).toMatchObject({ parameter: path, favorite: false, ...row });
});
