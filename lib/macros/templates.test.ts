import { expect, test } from "vitest";
import { webhookAction } from "@/lib/webhooks/schema";
import { pathsOf } from "./templates";

test("a tag in JSON whose argument stands in escaped quotes is one whose value is needed", () => {
  const body = JSON.stringify({ text: '((submitter.first_name|default:"unknown")) and ((feedback.title))' });
  const id = "00000000-0000-7000-8000-000000000000";
  const action = webhookAction.parse({ id, kind: "webhook", url: "https://example.com/", body });
  expect(pathsOf(action, new Map())).toEqual(["submitter.first_name", "feedback.title"]);
});
