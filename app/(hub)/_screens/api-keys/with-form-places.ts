import type { Result } from "@/lib/errors/result";
import { formPath } from "./api-key-form";

/** What the server refused, at the fields of the form. */
export function withFormPlaces<T>(result: Result<T>): Result<T> {
  if (result.ok) return result;
  const fields = Object.entries(result.error.fields).map(([place, message]) => [formPath(place), message]);
  return { ...result, error: { ...result.error, fields: Object.fromEntries(fields) as Record<string, string> } };
}
