import { z } from "zod";
import { isMailAddress } from "./address";

/** How a connection to the mail server is kept from being read, in the words on screen. */
export const mailSecurityLabels = {
  starttls: "STARTTLS",
  tls: "TLS from the start",
  none: "None",
} as const;
export type MailSecurity = keyof typeof mailSecurityLabels;
export const mailSecurities = Object.keys(mailSecurityLabels) as [MailSecurity, ...MailSecurity[]];

/** The mail server that a community manager sets; the operator's environment wins over it. */
export const mailServerInput = z
  .strictObject({
    host: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^(?=.{1,253}$)[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$/, "Give the server’s name, such as mail.example.com."),
    port: z.int("Give a port, such as 587.").min(1, "Ports begin at 1.").max(65_535, "Ports end at 65535."),
    security: z.enum(mailSecurities, "Choose one."),
    username: z.string().trim().max(200, "Use at most 200 characters.").default(""),
    /** Null: the one that is kept; without a user there is none. */
    password: z
      .string()
      .max(500, "Use at most 500 characters.")
      .nullable()
      .default(null)
      .transform((typed) => typed || null),
    /** `Fieldpost <beta@example.com>`, or the address alone. */
    sender: z
      .string()
      .trim()
      .max(300, "Use at most 300 characters.")
      .refine((text) => readSender(text) !== null, "Give an address, or a name and an address in angle brackets."),
  })
  .refine(({ security, username }) => security !== "none" || username === "", {
    path: ["username"],
    error: "A password is not sent over a connection that anybody can read. Choose STARTTLS or TLS.",
  });
export type MailServerInput = z.output<typeof mailServerInput>;
export type MailServerDraft = z.input<typeof mailServerInput>;

/** A sender taken apart; null for what is none. */
export function readSender(text: string): { name: string; address: string } | null {
  const named = /^([^<>\p{Cc}]*)<([^<>\s]+)>$/u.exec(text.trim());
  const name = named?.[1]?.trim().replace(/^"(.*)"$/, "$1") ?? "";
  const address = (named?.[2] ?? text).trim();
  return isMailAddress(address) ? { name, address } : null;
}
