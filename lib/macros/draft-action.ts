import { randomUUID } from "node:crypto";
import type { SecretInput, WebhookActionInput } from "@/lib/webhooks/schema";
import type { MacroAction, MacroActionInput } from "./schema";
import { shownUrl } from "./seal-actions";

/** An action that is not saved yet, in the form in which saved ones are rendered: its secrets stand for themselves. */
export function draftAction(input: MacroActionInput): MacroAction {
  if (input.kind !== "webhook") return input;
  return {
    ...input,
    url: input.urlSecret ? shownDraftUrl(input.urlSecret) : input.url.trim(),
    urlSecret: input.urlSecret && placeholder(input.urlSecret),
    headers: input.headers.map((header) =>
      "secret" in header ? { name: header.name, ...placeholder(header.secret) } : header,
    ),
  };
}

function placeholder(secret: SecretInput): { secretId: string; hint: string } {
  return { secretId: "keep" in secret ? secret.keep : randomUUID(), hint: "••••" };
}

function shownDraftUrl(secret: NonNullable<WebhookActionInput["urlSecret"]>): string {
  return "value" in secret && URL.canParse(secret.value.trim()) ? shownUrl(secret.value) : "https://…";
}
