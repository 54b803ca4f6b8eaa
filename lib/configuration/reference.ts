import { z } from "zod";

const name = z.string().trim().min(1, "Say which one.").max(120, "Use at most 120 characters.");

/** How a file names a team, a rank or a filter: of the project by its name, of the community as `{"community": name}`. */
export const reference = z.union(
  [name, z.strictObject({ community: name })],
  "Write a name, or {“community”: name} for one of the community.",
);
export type Reference = z.output<typeof reference>;

/** An e-mail template of the project. */
export const templateName = name;

export const groupKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, "Write the key of a data group.")
  .max(60, "Use at most 60 characters.");

const typeKey = "[a-z][a-z0-9-]{0,59}";

/** What a macro, a filter, a view, a trigger or a schedule is for: `users`, or `feedback:` with the key of a feedback type. */
export const recordsOf = z
  .string()
  .regex(new RegExp(`^(users|feedback:${typeKey})$`), "Write “users”, or “feedback:” and the key of a feedback type.");

/** The same of an e-mail template, which may be for the tickets of all types: `feedback`. */
export const mailsAbout = z
  .string()
  .regex(
    new RegExp(`^(users|feedback|feedback:${typeKey})$`),
    "Write “users”, “feedback”, or “feedback:” and the key of a feedback type.",
  );

/** The same of a listener, which may be for the project itself. */
export const listenerOf = z
  .string()
  .regex(
    new RegExp(`^(users|project|feedback:${typeKey})$`),
    "Write “users”, “project”, or “feedback:” and the key of a feedback type.",
  );

/** The key of the feedback type, or null for users and the project. */
export function typeKeyOf(of: string): string | null {
  return of.startsWith("feedback:") ? of.slice("feedback:".length) : null;
}

export function nameOf(of: Reference): string {
  return typeof of === "string" ? of : of.community;
}
