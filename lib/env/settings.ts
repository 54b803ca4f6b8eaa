import ipaddr from "ipaddr.js";
import { z } from "zod";

/** A setting the operator has to correct. The message is one line, complete, and fit for a terminal. */
export class SettingError extends Error {
  override name = "SettingError";
}

/** Everything the process may be told from outside, as documented in `.env.example`. */
export type Env = Readonly<z.infer<typeof settings>>;

/** Reads the settings from `source`. Blank means not given. Throws `SettingError` about the first one that is wrong. */
export function parseSettings(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value.trim()));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SettingError(`Setting ${String(issue?.path[0])} ${issue?.message ?? "is wrong"}.`);
  }
  return parsed.data;
}

const flag = (yes: string, no: string) =>
  z.enum([yes, no], { error: `must be ${yes} or ${no}` }).transform((value) => value === yes);

const origin = z
  .string()
  .refine((text) => /^https?:\/\/[^/?#@]+\/?$/.test(text) && URL.canParse(text), {
    error: "must be an address without a path, for example https://feedback.example.com",
  })
  .transform((text) => new URL(text).origin);

const postgresUrl = z.string().refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), {
  error: "must look like postgresql://user:password@host:5432/database",
});

const port = z
  .string()
  .regex(/^\d+$/, { error: "must be a port number from 1 to 65535, for example 3000" })
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65535, {
    error: "must be a port number from 1 to 65535, for example 3000",
  });

const commaList = z.string().transform((text) =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean),
);

const proxies = commaList.refine((items) => items.every((item) => ipaddr.isValid(item) || ipaddr.isValidCIDR(item)), {
  error: "must be addresses or ranges separated by commas, for example 10.0.0.0/8, ::1",
});

const email = z.email({ error: "must be an e-mail address" });

const settings = z
  .object({
    NODE_ENV: z.enum(["development", "test", "production"]).catch("development"),
    PORT: port.default(3000),
    HOST: z.string().optional(),
    BASE_URL: origin.optional(),
    DATABASE_URL: postgresUrl.optional(),
    DATA_DIR: z.string().default(".data"),
    SECRET_KEY: z
      .string()
      .min(32, { error: "must be at least 32 characters; make one with: openssl rand -hex 32" })
      .optional(),
    ADMIN_EMAIL: email.optional(),
    ADMIN_PASSWORD: z.string().min(10, { error: "must be at least 10 characters" }).optional(),
    SAMPLE: flag("on", "off").optional(),
    OUTBOUND_ALLOW: commaList.default([]),
    TRUSTED_PROXIES: proxies.default([]),
    OIDC_ISSUER: z.url({ error: "must be the address of the sign-in provider" }).optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    OIDC_NAME: z.string().default("Single sign-on"),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\/./, { error: "must look like smtp://user:password@mail.example.com:587" })
      .optional(),
    SMTP_HOST: z.string().optional(),
    SMTP_PORT: port.default(587),
    SMTP_USER: z.string().optional(),
    SMTP_PASSWORD: z.string().optional(),
    SMTP_SECURE: flag("on", "off").default(false),
    MAIL_FROM: z.string().includes("@", { error: "must be an e-mail address" }).optional(),
    LOG_LEVEL: z
      .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
        error: "must be one of fatal, error, warn, info, debug, trace, silent",
      })
      .default("info"),
    CHROMIUM_PATH: z.string().optional(),
  })
  .superRefine((given, context) => {
    const need = (name: keyof typeof given, because: string, how = "") => {
      if (given[name] === undefined)
        context.addIssue({ code: "custom", path: [name], message: `is missing: ${because}${how}` });
    };
    if (given.DATABASE_URL) {
      need(
        "SECRET_KEY",
        "with DATABASE_URL it must be given, the same on every machine",
        "; make one with: openssl rand -hex 32",
      );
    }
    if (given.ADMIN_EMAIL) need("ADMIN_PASSWORD", "ADMIN_EMAIL is set");
    if (given.ADMIN_PASSWORD) need("ADMIN_EMAIL", "ADMIN_PASSWORD is set");
    if (given.OIDC_ISSUER || given.OIDC_CLIENT_ID || given.OIDC_CLIENT_SECRET) {
      for (const name of ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const)
        need(name, "single sign-on needs all three OIDC settings");
    }
    if (given.SMTP_URL || given.SMTP_HOST) need("MAIL_FROM", "mail needs a sender address");
  })
  // Without a database of the operator's own this is a machine to try things on, so the sample is there.
  .transform((given) => ({ ...given, SAMPLE: given.SAMPLE ?? !given.DATABASE_URL }));
