import { expect, test } from "vitest";
import { macroInput } from "@/lib/macros/schema";
import { toWebhookInput, webhookAction } from "@/lib/webhooks/schema";
import { macroDraft } from "./macro-draft";
import { formOf } from "./macro-form";

const id = "0190a000-0000-7000-8000-000000000001";
const secretId = "0190a000-0000-7000-8000-000000000002";
const settings = { name: "Tell", description: "", key: "tell", enabled: true, showAsAction: false };

test("a macro that is opened and saved is what it was", () => {
  const action = webhookAction.parse({
    id,
    kind: "webhook",
    name: "Post to Slack",
    url: "https://example.com/hook",
    body: '{"text": "((feedback.title))"}',
    headers: [
      { name: "Accept", value: "text/plain" },
      { name: "Authorization", secretId, hint: "Bearer …" },
    ],
    needs: ["feedback.title"],
  });
  const stored = { ...settings, teamIds: [], runOnce: true, confirm: false, actions: [action], missingSecrets: [] };
  const saved = macroInput.parse(macroDraft(formOf(stored), new Map()));
  expect(saved.actions).toEqual([toWebhookInput(action)]);
});
