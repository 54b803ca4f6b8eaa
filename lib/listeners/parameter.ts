import { z } from "zod";
import { parsePath } from "@/lib/json/path";

export const line = z
  .string()
  .trim()
  .refine((text) => !/\p{Cc}/u.test(text), "Use one line of plain text.");

/** What a sender calls it: an exact top-level key, else a path such as `issue.fields.status.name`. */
export const parameter = line
  .min(1, "Enter the name that the other system sends.")
  .max(200, "Use at most 200 characters.")
  .refine((text) => parsePath(text).ok, "Write a path such as issue.id, records[0].Id or a['b.c'].");
