import { z } from "zod";

/** An IANA zone this runtime knows. */
export const timeZone = z.string().refine(isZone, "Choose a time zone from the list, for example Europe/Berlin.");

const days = (label: string) =>
  z
    .number()
    .int(`${label}: enter whole days.`)
    .min(1, `${label}: at least 1 day.`)
    .max(3650, `${label}: at most 3,650 days.`);

export const communityInput = z.strictObject({
  name: z.string().trim().min(1, "Give the community a name.").max(100, "Use at most 100 characters."),
  timeZone,
  baseUrl: z
    .union([
      z.literal(""),
      z.null(),
      z.url({ protocol: /^https?$/, error: "Write the whole address, for example https://beta.example.com." }),
    ])
    .transform((value) => value || null),
  enhancedIntegrations: z.boolean(),
  bodyDays: days("Bodies"),
  failedBodyDays: days("Bodies of failed sends"),
  attemptDays: days("Attempts and listener calls"),
  receiptDays: days("Receipts"),
});

export type CommunityInput = z.output<typeof communityInput>;

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return name !== "";
  } catch {
    // Intl has no other way to ask.
    return false;
  }
}
