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
