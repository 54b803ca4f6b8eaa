import type { z } from "zod";
import { AppError } from "./app-error";

/** What zod found, as messages by field path. */
export function invalid(error: z.ZodError): AppError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".") || "form"] ??= issue.message;
  return new AppError("invalid", error.issues[0]?.message ?? "Something in the form is not right.", fields);
}
