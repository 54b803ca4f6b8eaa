import { SettingError } from "@/lib/env/settings";
import { AppError } from "@/lib/errors/app-error";

/** What an operator reads of an error: one line where it is theirs to mend, else all that there is to report. */
export function messageOf(error: unknown): string {
  if (error instanceof AppError || error instanceof SettingError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
