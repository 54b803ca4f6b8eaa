import { z } from "zod";

/** What a webhook action is: kept in a macro's version, read by the editor, the engine and the log. Browser-safe. */

export const webhookMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type WebhookMethod = (typeof webhookMethods)[number];

const headerName = z.string().trim().min(1, { error: "Give the header a name." }).max(200);
const template = z.string().max(256 * 1024, { error: "This text is larger than 256 KB." });

/** `hint` is what may be shown of a secret: its last characters behind dots, or only dots. */
const secretRef = z.strictObject({ secretId: z.uuid(), hint: z.string() });

export const webhookHeader = z.union([
  z.strictObject({ name: headerName, value: template }),
  z.strictObject({ name: headerName, ...secretRef.shape }),
]);
export type WebhookHeader = z.infer<typeof webhookHeader>;

/** Where returned values go: the fields of the group say which (their Parameters), `storeOn` says on which record. */
export const webhookCapture = z.strictObject({ groupId: z.uuid(), storeOn: z.enum(["target", "project"]) });
export type WebhookCapture = z.infer<typeof webhookCapture>;

const shared = {
  id: z.uuid(),
  kind: z.literal("webhook"),
  name: z.string().trim().max(120).optional(),
  method: z.enum(webhookMethods).default("POST"),
  contentType: z.enum(["json", "form"]).default("json"),
  body: template.default(""),
  capture: webhookCapture.nullable().default(null),
  /** `default` 12 tries in about 3 days, `quick` 5 tries in 10 minutes, `none` a single try. */
  retries: z.enum(["default", "quick", "none"]).default("default"),
  /** After a try whose end nobody knows: try again, or hold for a person. */
  onUnknown: z.enum(["retry", "hold"]).default("retry"),
  timeoutSeconds: z.number().int().min(1).max(30).default(10),
  enabled: z.boolean().default(true),
};

/** As stored. A secret address is `urlSecret`; `url` then holds only what may be shown of it, such as `https://hooks.slack.com/…`. */
export const webhookAction = z.strictObject({
  ...shared,
  url: template,
  urlSecret: secretRef.nullable().default(null),
  headers: z.array(webhookHeader).max(50).default([]),
});
export type WebhookAction = z.infer<typeof webhookAction>;

/**
 * A secret from the editor: typed anew, or `keep` with the reference that is already stored. The value is never sent back. One that is
 * `missing` is typed later; until then its macro stays switched off.
 */
export const secretInput = z.union([
  z.strictObject({ value: z.string().min(1, { error: "Type the secret value." }).max(16_384) }),
  z.strictObject({ keep: z.uuid() }),
  z.strictObject({ missing: z.literal(true) }),
]);
export type SecretInput = z.infer<typeof secretInput>;

export const webhookHeaderInput = z.union([
  z.strictObject({ name: headerName, value: template }),
  z.strictObject({ name: headerName, secret: secretInput }),
]);
export type WebhookHeaderInput = z.infer<typeof webhookHeaderInput>;

/** As the editor sends it. With `urlSecret` the address is a secret and `url` is ignored. */
export const webhookActionInput = z.strictObject({
  ...shared,
  url: template.default(""),
  urlSecret: secretInput.nullable().default(null),
  headers: z.array(webhookHeaderInput).max(50).default([]),
});
export type WebhookActionInput = z.infer<typeof webhookActionInput>;

/** A stored action as the editor may send it back: every secret is kept. */
export function toWebhookInput(action: WebhookAction): WebhookActionInput {
  const { urlSecret, headers, url, ...rest } = action;
  return {
    ...rest,
    url: urlSecret ? "" : url,
    urlSecret: urlSecret && { keep: urlSecret.secretId },
    headers: headers.map((header) =>
      "secretId" in header ? { name: header.name, secret: { keep: header.secretId } } : header,
    ),
  };
}

export const deliveryStates = [
  "waiting",
  "sending",
  "delivered",
  "failed",
  "held",
  "cancelled",
  "skipped",
  "blocked",
  "invalid",
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** The words on screen, with a colour of the theme. `waiting` after a first try reads "Waiting to retry": see `deliveryStateWord`. */
export const deliveryStateWords: Record<DeliveryState, { label: string; color: string }> = {
  waiting: { label: "Waiting", color: "blue" },
  sending: { label: "Sending", color: "blue" },
  delivered: { label: "Delivered", color: "green" },
  failed: { label: "Failed", color: "red" },
  held: { label: "Held for you", color: "orange" },
  cancelled: { label: "Cancelled", color: "gray" },
  skipped: { label: "Skipped", color: "gray" },
  blocked: { label: "Not sent: address not allowed", color: "red" },
  invalid: { label: "Not sent: request could not be built", color: "red" },
};

export function deliveryStateWord(delivery: { state: DeliveryState; attempt: number }): string {
  if (delivery.state === "waiting" && delivery.attempt > 0) return "Waiting to retry";
  return deliveryStateWords[delivery.state].label;
}

/** No further try will come by itself. */
export function isFinal(state: DeliveryState): boolean {
  return state !== "waiting" && state !== "sending";
}

export const attemptOutcomes = [
  "delivered",
  "retry",
  "failed",
  "unknown",
  "blocked",
  "invalid",
  "skipped",
  "late",
] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** What a capture did, kept on the attempt. */
export interface CaptureResult {
  stored: { field: string; label: string; value: unknown }[];
  rejected: { parameter: string; problem: string }[];
  /** Parameters that the answer did not have. */
  missing: string[];
}

/** A request as it is shown: secrets masked. */
export interface ShownRequest {
  method: string;
  url: string;
  headers: { name: string; value: string; secret: boolean }[];
  body: string | null;
}

export interface ShownResponse {
  status: number;
  headers: [string, string][];
  body: string;
  /** Bytes received; more than shown when `truncated`. */
  bytes: number;
  truncated: boolean;
}
