import { z } from "zod";
import { communityRoles } from "@/lib/auth/permissions";

/** Addresses are compared NFC and lower-cased, and stored so. */
export const emailAddress = z
  .string()
  .trim()
  .max(320, "Use at most 320 characters.")
  .transform((value) => value.normalize("NFC").toLowerCase())
  .refine((value) => /^[^\s@<>"]+@[^\s@<>"]+$/u.test(value), "Write an e-mail address, for example jane@example.com.");

export const username = z
  .string()
  .trim()
  .min(1, "Give a username.")
  .max(100, "Use at most 100 characters.")
  .transform((value) => value.normalize("NFC").toLowerCase())
  .refine((value) => !/[\s@/]/u.test(value), "A username has no spaces, no @ and no /.");

export const password = z.string().min(10, "Use at least 10 characters.").max(200, "Use at most 200 characters.");

const name = z.string().trim().max(200, "Use at most 200 characters.");

export const newUser = z.strictObject({
  email: emailAddress,
  /** Made from the e-mail address when not given. */
  username: username.optional(),
  firstName: name.default(""),
  lastName: name.default(""),
  password: password.optional(),
  communityRole: z.enum(communityRoles).default("member"),
});

export type NewUser = z.output<typeof newUser>;

export const userChange = z.strictObject({
  id: z.uuid(),
  firstName: name,
  lastName: name,
  email: emailAddress,
  username,
  communityRole: z.enum(communityRoles),
  state: z.enum(["active", "disabled"]),
});

export type UserChange = z.output<typeof userChange>;

export const passwordChange = z.strictObject({
  current: z.string().max(1_000),
  next: password,
});

export type PasswordChange = z.output<typeof passwordChange>;

/** What a person sets for their own screen. */
export const preferences = z.strictObject({
  theme: z.enum(["auto", "light", "dark"]).default("auto"),
  density: z.enum(["comfortable", "compact"]).default("compact"),
  shortcuts: z.boolean().default(true),
  simpleLists: z.boolean().default(false),
});

export type Preferences = z.output<typeof preferences>;

export const profileFieldTypes = ["text", "number", "boolean", "date", "choice"] as const;

export const profileFieldInput = z
  .strictObject({
    label: z.string().trim().min(1, "Give the field a label.").max(100, "Use at most 100 characters."),
    key: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, "Use lower-case letters, digits and _, beginning with a letter."),
    type: z.enum(profileFieldTypes),
    options: z
      .array(z.strictObject({ value: z.string().min(1).max(60), label: z.string().trim().min(1).max(100) }))
      .max(300)
      .default([]),
  })
  .refine((field) => field.type !== "choice" || field.options.length > 0, {
    path: ["options"],
    error: "A choice needs at least one option.",
  });

export type ProfileFieldInput = z.output<typeof profileFieldInput>;

export const profileFieldsInput = z
  .array(profileFieldInput)
  .max(100, "Use at most 100 profile fields.")
  .superRefine((fields, context) => {
    for (const [index, { key }] of fields.entries()) {
      if (fields.findIndex((other) => other.key === key) === index) continue;
      context.addIssue({ code: "custom", path: [index, "key"], message: `The key “${key}” is used twice.` });
    }
  });
