import { createHash } from "node:crypto";
import { readPath } from "@/lib/json/path";
import { storableText } from "@/lib/json/sanitise";
import type { JsonValue } from "@/lib/json/value";
import type { ListenerRequest } from "./call";
import { scalarText } from "./scalar-text";
import type { ListenerDedupe } from "./schema";

/** What the usual senders keep the same over their retries, in the order in which it counts. */
export const deliveryHeaders = [
  "idempotency-key",
  "webhook-id",
  "x-github-delivery",
  "x-atlassian-webhook-identifier",
  "x-shopify-webhook-id",
];

/** By what a repeat of this call is known; null if it cannot be. */
export function dedupeKeyOf(
  dedupe: ListenerDedupe,
  headers: ListenerRequest["headers"],
  body: JsonValue,
): string | null {
  const given = textOf(dedupe, headers, body)?.trim();
  if (!given) return null;
  return given.length <= 200 ? storableText(given) : `sha256:${createHash("sha256").update(given).digest("hex")}`;
}

function textOf(dedupe: ListenerDedupe, headers: ListenerRequest["headers"], body: JsonValue): string | null {
  switch (dedupe.from) {
    case "off":
      return null;
    case "path":
      return scalarText(readPath(body, dedupe.path).value);
    case "header":
      return headers[dedupe.name] ?? null;
    case "auto":
      return deliveryHeaders.map((name) => headers[name]).find(Boolean) ?? null;
  }
}
