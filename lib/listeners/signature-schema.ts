import { z } from "zod";
import { secretInput } from "@/lib/webhooks/schema";

/**
 * How a sender signs what it sends. `body`: HMAC-SHA256 of the body in a header. `standard_webhooks`: as standardwebhooks.com says, with
 * the three headers `webhook-id`, `webhook-timestamp` and `webhook-signature`.
 */
const header = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, "Enter the header's name.")
  .regex(/^[a-z0-9-]{1,100}$/, "A header's name has only letters, digits and -.")
  // They are read as the credential.
  .refine(
    (name) => name !== "authorization" && name !== "x-api-key",
    "This header holds the credential. Name another.",
  );

const inHeader = { scheme: z.literal("body"), header };
const standard = { scheme: z.literal("standard_webhooks") };

/** As the editor sends it. */
export const signatureInput = z.discriminatedUnion("scheme", [
  z.strictObject({ ...inHeader, secret: secretInput }),
  z.strictObject({ ...standard, secret: secretInput }),
]);
export type SignatureInput = z.infer<typeof signatureInput>;

/** As stored; `hint` is what may be shown of the secret. The secret may be stored nowhere: then the listener is off until it is typed. */
const secretRef = { secretId: z.uuid(), hint: z.string().max(100) };
export const listenerSignature = z.discriminatedUnion("scheme", [
  z.strictObject({ ...inHeader, ...secretRef }),
  z.strictObject({ ...standard, ...secretRef }),
]);
export type ListenerSignature = z.infer<typeof listenerSignature>;

/** As its editor gets it. */
export type ShownSignature = ListenerSignature & { isStored: boolean };

/** As a file of a configuration names it: that there is a secret, not which. */
export const configuredSignature = z.discriminatedUnion("scheme", [
  z.strictObject({ ...inHeader, secret: z.literal(true) }),
  z.strictObject({ ...standard, secret: z.literal(true) }),
]);

/** Headers in which known systems sign the body. */
export const signatureHeaders = {
  "x-hub-signature": "X-Hub-Signature (Jira)",
  "x-hub-signature-256": "X-Hub-Signature-256 (GitHub)",
  "x-ibg-signature-256": "x-ibg-signature-256 (Luciq)",
} as const;
